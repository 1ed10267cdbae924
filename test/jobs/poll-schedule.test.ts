import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { isAppError } from '../../src/errors.ts';
import { createCronSchedule } from '../../src/jobs/poll-schedule.ts';
import { createLog } from '../../src/log.ts';

const EVERY_SECOND = '* * * * * *';

const createSchedule = (t: TestContext, expression = EVERY_SECOND) => {
  const lines: string[] = [];
  const log = createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } });
  const schedule = createCronSchedule({ expression, timezone: 'UTC', log });
  t.after(() => schedule.stop());
  return { schedule, lines };
};

/** Resolves at the n-th call. */
const createCalls = () => {
  let count = 0;
  const waiting = new Map<number, () => void>();
  return {
    count: () => count,
    call: () => {
      count += 1;
      waiting.get(count)?.();
    },
    reached: (n: number) => new Promise<void>((resolve) => void waiting.set(n, resolve)),
  };
};

describe('the poll schedule', { concurrency: true }, () => {
  it('ticks, and a failed tick is logged by its message and does not stop the next', async (t) => {
    const { schedule, lines } = createSchedule(t);
    const calls = createCalls();
    const twice = calls.reached(2);
    schedule.start(async () => {
      calls.call();
      throw Object.assign(new Error('Telnyx is away'), { config: { headers: { authorization: 'Bearer secret' } } });
    });
    await twice;
    assert.match(lines[0] ?? '', /"reason":"Telnyx is away","msg":"a poll failed"/);
    assert.doesNotMatch(lines.join(''), /secret/);
  });

  it('never runs two ticks at once, and a stop waits for the one that runs', async (t) => {
    const { schedule } = createSchedule(t);
    const calls = createCalls();
    const begun = calls.reached(1);
    const { promise: work, resolve: finish } = Promise.withResolvers<void>();
    let isOver = false;
    schedule.start(async () => {
      calls.call();
      await work;
      isOver = true;
    });
    await begun;
    // A second schedule shows that its next second has come and gone.
    const other = createSchedule(t).schedule;
    const seconds = createCalls();
    const gone = seconds.reached(2);
    other.start(async () => seconds.call());
    await gone;
    assert.equal(calls.count(), 1);
    const stopped = schedule.stop().then(() => isOver);
    finish();
    assert.equal(await stopped, true);
  });

  it('can be stopped before it was started', (t) => createSchedule(t).schedule.stop());

  for (const expression of ['61 * * * *', 'every minute', '* * *'])
    it(`refuses "${expression}" with an example`, (t) => {
      assert.throws(
        () => createSchedule(t, expression),
        (error) => isAppError(error, 'invalid_input') && /POLL_SCHEDULE.*Example/.test(error.message),
      );
    });
});
