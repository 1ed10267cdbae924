import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Fault } from './fault-rules.ts';
import { type Plan, toPlan } from './plan.ts';

const plans = Array.from({ length: 200 }, (_, at) => toPlan(at + 1));

describe('a plan of faults', () => {
  it('follows from its seed alone', () => {
    assert.deepEqual(toPlan(7), toPlan(7));
    assert.notDeepEqual(toPlan(7).steps, toPlan(8).steps);
  });

  it('has each kind of fault, each write at which the app is killed, and each act, among those of CI', () => {
    const KINDS: Fault['kind'][] = [
      ...(['lost', 'unanswered', 'hanging', 'slow', 'busy'] as const),
      ...(['broken', 'cut', 'html', 'shortened', 'closing', 'twice', 'killed'] as const),
    ];
    const ruleOf = (is: (rule: Plan['rules'][number]) => boolean) => plans.some(({ rules }) => rules.some(is));
    for (const kind of KINDS)
      assert.ok(
        ruleOf(({ fault }) => fault.kind === kind),
        kind,
      );
    for (const link of ['telnyx', 'slack', 'store'])
      for (const before of [true, false]) {
        const isKill = ({ fault }: { fault: Fault }) => fault.kind === 'killed' && fault.before === before;
        assert.ok(
          ruleOf((rule) => rule.link === link && isKill(rule)),
          `killed at a write to ${link}`,
        );
      }
    const acts = new Set(plans.flatMap(({ steps }) => steps.map((step) => step.do)));
    assert.equal(acts.size, 14, [...acts].join());
  });
});
