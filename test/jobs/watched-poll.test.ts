import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TickReport } from '../../src/flows/flows.ts';
import { createWatchedPoll, type WatchedPoll } from '../../src/jobs/watched-poll.ts';
import { createLog } from '../../src/log.ts';

const REPORT: TickReport = { at: 1, checked: 3, changed: 1, posted: 1, failed: 0, telnyxReachable: true };

const watch = (tick: () => Promise<TickReport>) => {
  const polls: WatchedPoll[] = [];
  const log = createLog({ level: 'silent' });
  const poll = createWatchedPoll({ tick, log, onPoll: (done) => void polls.push(done) });
  return { poll, outcomes: () => polls.map(({ outcome }) => outcome) };
};

describe('a poll', () => {
  const CASES: { why: string; report: Partial<TickReport>; outcome: string }[] = [
    { why: 'all was read', report: {}, outcome: 'good' },
    { why: 'one order could not be read', report: { failed: 1 }, outcome: 'partial' },
    { why: 'Telnyx did not answer', report: { telnyxReachable: false, failed: 2 }, outcome: 'unreachable' },
  ];
  for (const { why, report, outcome } of CASES)
    it(`is ${outcome} when ${why}`, async () => {
      const { poll, outcomes } = watch(async () => ({ ...REPORT, ...report }));
      assert.deepEqual(await poll(), { ...REPORT, ...report });
      assert.deepEqual(outcomes(), [outcome]);
    });

  it('is failed when it broke off, and fails its schedule as before', async () => {
    const { poll, outcomes } = watch(() => Promise.reject(new Error('the store is gone')));
    await assert.rejects(poll(), /the store is gone/);
    assert.deepEqual(outcomes(), ['failed']);
  });
});
