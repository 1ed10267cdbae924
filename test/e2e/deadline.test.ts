import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buttonsOf, cardNow, cards, modal, replies, TELECOM, textOf } from '../support/act.ts';
import { answerAll, callsOf, isBroadcast, oneTold, orderWithPaperwork, toldBy } from '../support/act-requirements.ts';
import { DAY_MS, HOUR_MS, START_AT, startWorld, WORLDS, type World } from '../support/start-world.ts';

/** An order whose answers must be in this many hours from now on; the thread knows. */
const dueIn = async (w: World, hours: number, reference = 'Berlin office') => {
  const ada = w.slack.person('ada');
  const ordered = await orderWithPaperwork(w, ada, { reference });
  const moved = await oneTold(w, ordered.card, () =>
    w.telnyx.desk.moveDeadline({ partId: ordered.partId, deadlineAt: w.clock.now() + hours * HOUR_MS }),
  );
  return { ada, moved, ...ordered };
};

describe('the deadline of a part', () => {
  for (const { name, ...world } of WORLDS)
    it(`is reminded of three times, and its end is told, ${name}`, async (t) => {
      const w = await startWorld(t, world);
      const { ada, moved, card, partId } = await dueIn(w, 76);
      assert.match(
        textOf(moved),
        /deadline of the DE local part moved from 17 September .* to 10 September .* \(3 days left\)/,
      );
      assert.equal(callsOf(moved, ada) + Number(isBroadcast(moved)), 0, 'a moved deadline is quiet');

      const rungs = [
        { after: 4, left: /3 days left for the DE local part/, isLoud: false },
        { after: 48, left: /24 hours left/, isLoud: true },
        { after: 20, left: /4 hours left/, isLoud: true },
      ];
      for (const { after, left, isLoud } of rungs) {
        const reminder = await oneTold(w, card, () => w.clock.advance(after * HOUR_MS));
        assert.match(textOf(reminder), left);
        assert.match(textOf(reminder), /Still missing: Contact information/);
        assert.equal(callsOf(reminder, ada), 1);
        assert.equal(isBroadcast(reminder), isLoud, `sent to the channel too: ${left}`);
        assert.deepEqual(buttonsOf(reminder), ['Provide details', 'Ask for more time']);
      }

      const missed = await oneTold(w, card, () => w.clock.advance(4 * HOUR_MS));
      assert.match(
        textOf(missed),
        /^@\S+ The DE local part was cancelled: the deadline passed before all answers were in/,
      );
      assert.match(textOf(missed), /lost unless they are searched and ordered again/);
      assert.deepEqual(buttonsOf(missed), ['Search again']);
      assert.equal(isBroadcast(missed), true);
      assert.equal(w.telnyx.desk.part(partId).status, 'cancelled');
      assert.match(textOf(cardNow(w, card)), /cancelled: the deadline was missed/);
      assert.deepEqual(await toldBy(w, card, () => w.clock.advance(2 * DAY_MS)), [], 'and no more is said');
    });

  it('is not reminded of once all answers are in', async (t) => {
    const w = await startWorld(t);
    const { ada, card } = await dueIn(w, 74);
    await answerAll(w, ada, card);
    assert.deepEqual(await toldBy(w, card, () => w.clock.advance(80 * HOUR_MS)), []);
  });

  it('may be asked to be later, which changes nothing until Number Ops move it', async (t) => {
    const w = await startWorld(t);
    const { ada, card, partId } = await dueIn(w, 73);
    const reminder = await oneTold(w, card, () => w.clock.advance(HOUR_MS));
    const asked = await oneTold(w, card, async () => {
      await ada.click({ text: 'Ask for more time', in: reminder });
      const form = await modal(w, ada, { id: 'extension:submit' });
      assert.match(textOf(form), /It stands until Number Ops moves it: asking is not being granted/);
      await ada.submit({ 'Why do you need more time, and how much?': 'The register answers on Friday.' });
      assert.match(textOf(await modal(w, ada, { title: 'Asked, not granted' })), /The deadline stands/);
    });
    assert.match(
      textOf(asked),
      /^@\S+ asked Number Ops for more time .* Asked, not granted\. The deadline stands: 10 Sept/,
    );
    assert.match(textOf(asked), /> The register answers on Friday\./);
    const [comment] = w.telnyx.desk.part(partId).comments;
    assert.match(comment?.body ?? '', /more time.*The register answers on Friday\./s);

    const granted = await oneTold(w, card, () =>
      w.telnyx.desk.moveDeadline({ partId, deadlineAt: w.clock.now() + 100 * HOUR_MS }),
    );
    assert.match(textOf(granted), /The deadline of the DE local part moved from 10 September .* to 11 September/);
    const again = await oneTold(w, card, () => w.clock.advance(28 * HOUR_MS));
    assert.match(textOf(again), /3 days left/, 'the reminders start anew');
  });

  it('is reminded of though Telnyx is out of reach, and says when it last answered', async (t) => {
    const w = await startWorld(t);
    const { ada, card } = await dueIn(w, 25);
    w.telnyx.faults.on({ kind: 'key-refused' });
    const reminder = await oneTold(w, card, () => w.clock.advance(HOUR_MS));
    assert.match(textOf(reminder), /24 hours left for the DE local part/);
    assert.match(textOf(reminder), /could not be read at Telnyx just now; last checked 7 September 2026 at 08:00 UTC/);
    assert.equal(isBroadcast(reminder), true);

    const late = await toldBy(w, card, () => w.clock.advance(24 * HOUR_MS));
    const [four, passed] = late.map(textOf);
    assert.match(four ?? '', /4 hours left/);
    assert.match(
      passed ?? '',
      /passed \(8 September 2026 at 09:00 UTC\), and it is still pending\. Send what is missing now/,
    );
    assert.equal(callsOf(late[1] ?? reminder, ada), 1);
    assert.equal(late.map(isBroadcast).join(), 'true,true');

    w.telnyx.faults.clear();
    const cancelled = await oneTold(w, card, () => w.clock.advance(HOUR_MS));
    assert.match(textOf(cancelled), /was cancelled: the deadline passed/);
  });

  it('that comes near for many orders at once is one message in the channel', async (t) => {
    const w = await startWorld(t);
    const ordered = [];
    for (const [at, reference] of ['One', 'Two', 'Three', 'Four'].entries())
      ordered.push(await dueIn(w, 73 - at / 10, reference));
    const before = new Set(w.slack.messages(TELECOM).map(({ ts }) => ts));
    await w.clock.set(START_AT + HOUR_MS);
    const told = w.slack.messages(TELECOM).filter(({ ts }) => !before.has(ts));
    assert.equal(told.length, 1, told.map(textOf).join('\n---\n'));
    const [digest] = told;
    assert.match(textOf(digest ?? null), /4 orders need answers soon.*Four.*Three.*Two.*One/s, 'soonest first');
    assert.equal(digest?.thread_ts, undefined, 'in the channel itself');
    assert.ok(digest && callsOf(digest, w.slack.person('ada')) > 0, 'the owner is called');
    assert.equal(buttonsOf(digest ?? null).filter((each) => each === 'Provide details').length, 4);
    assert.equal(cards(w).length, 5);
    for (const { card } of ordered) assert.equal(replies(w, card).length, 2, 'nothing in the threads');
  });
});
