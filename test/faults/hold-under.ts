import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toPlan } from './plan.ts';
import { runPlan } from './run-plan.ts';

/** Two plans at once: one goes on while the other waits. */
const AT_ONCE = 2;

/** A test for each seed; one that fails says how to play it again. */
export const holdUnder = ({ from, to }: { from: number; to: number }): void => {
  void describe('one order for each wish, and nothing lost', { concurrency: AT_ONCE }, () => {
    for (let seed = from; seed <= to; seed += 1)
      it(`under the faults of seed ${seed}`, async () => {
        const { problems, trace } = await runPlan(toPlan(seed));
        const how = `npm run faults -- --seed ${seed}`;
        assert.deepEqual(problems, [], [...problems, ...trace, `Again: ${how}`].join('\n'));
      });
  });
};
