import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Fault } from '../../src/sandbox/telnyx/faults.ts';
import { cards, replies, textOf } from '../support/act.ts';
import { isBroadcast, oneTold, orderWithPaperwork, toldBy } from '../support/act-requirements.ts';
import { HOUR_MS, startWorld, WORLDS, type World } from '../support/start-world.ts';

const MINUTE_MS = 60_000;
const ANSWER_WITHIN_MS = 300;

const start = (t: TestContext, world: { extras: boolean; transport: 'http' | 'socket' }): Promise<World> =>
  startWorld(t, { ...world, telnyxTimeoutMs: ANSWER_WITHIN_MS, wait: async () => undefined });

/** Every ten minutes a poll. */
const anHour = async (w: World, meanwhile: (minute: number) => unknown = () => undefined): Promise<void> => {
  for (let minute = 10; minute <= 60; minute += 10) {
    await w.clock.advance(10 * MINUTE_MS);
    await meanwhile(minute);
  }
};

/** Of five orders in the channel the first has half an hour until its reminder of the last 24 hours. */
const fiveOrders = async (w: World) => {
  const ordered = [];
  for (const reference of ['One', 'Two', 'Three', 'Four', 'Five'])
    ordered.push(await orderWithPaperwork(w, w.slack.person('ada'), { reference }));
  const [first, ...others] = ordered;
  assert.ok(first);
  const deadlineAt = w.clock.now() + 24.5 * HOUR_MS;
  await oneTold(w, first.card, () => w.telnyx.desk.moveDeadline({ partId: first.partId, deadlineAt }));
  return { first, others };
};

const said = (w: World): number => cards(w).reduce((sum, card) => sum + replies(w, card).length, 0);

const CASES: { when: string; fault: Fault; worlds: typeof WORLDS }[] = [
  { when: 'out of reach', fault: { kind: 'dropped' }, worlds: WORLDS.slice(0, 2) },
  // Each call in vain takes its time, so in one world only.
  { when: 'too slow to wait for', fault: { kind: 'slow', ms: 2 * ANSWER_WITHIN_MS }, worlds: WORLDS.slice(0, 1) },
];

describe('while Telnyx does not answer for an hour', () => {
  for (const { when, fault, worlds } of CASES)
    for (const { name, ...world } of worlds)
      it(`because it is ${when}, the reminder that falls due goes in time, and recovery is no flood, ${name}`, async (t) => {
        const w = await start(t, world);
        const { first, others } = await fiveOrders(w);
        const before = said(w);
        w.telnyx.faults.on(fault);
        const told: Record<number, string[]> = {};
        await anHour(w, (minute) => {
          if (minute === 20)
            for (const { partId, part } of others) {
              const [asked] = part.requirements;
              w.telnyx.desk.decline({ partId, requirementIds: [asked?.requirementId ?? ''], comment: 'Who is this?' });
              w.telnyx.desk.comment({ partId, body: 'Please answer soon.' });
            }
          told[minute] = replies(w, first.card).slice(2).map(textOf);
        });
        assert.deepEqual(told[20], [], 'not before its time');
        assert.match(told[30]?.[0] ?? '', /24 hours left for the DE local part/);
        assert.match(told[30]?.[0] ?? '', /last checked 7 September 2026 at 08:00 UTC\. It may have changed since/);
        assert.equal(told[60]?.length, 1, 'and once');
        assert.equal(isBroadcast(replies(w, first.card)[2] ?? assert.fail()), true);
        assert.equal(said(w), before + 1, 'nothing is said that Telnyx did not say');

        w.telnyx.faults.clear();
        await anHour(w);
        assert.equal(replies(w, first.card).length, 3, 'the reminder is not repeated');
        for (const { card } of others) {
          const news = replies(w, card).slice(1).map(textOf);
          assert.equal(news.length, 1, news.join('\n---\n'));
          assert.match(news[0] ?? '', /declined.*> Who is this\?.*> Please answer soon\./s);
        }
        assert.deepEqual(await toldBy(w, first.card, () => anHour(w)), []);
      });

  it('though slowly it does answer in time, what happens is told as ever', async (t) => {
    const w = await start(t, { transport: 'http', extras: true });
    const { first, others } = await fiveOrders(w);
    w.telnyx.faults.on({ kind: 'slow', ms: ANSWER_WITHIN_MS / 10 });
    const [other] = others;
    assert.ok(other);
    w.telnyx.desk.comment({ partId: other.partId, body: 'Hello?' });
    await anHour(w);
    const [reminder, ...more] = replies(w, first.card).slice(2).map(textOf);
    assert.match(reminder ?? '', /24 hours left/);
    assert.doesNotMatch(reminder ?? '', /last checked/);
    assert.deepEqual(more, []);
    assert.match(textOf(replies(w, other.card)[1] ?? null), /> Hello\?/);
  });
});
