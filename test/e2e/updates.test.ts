import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Message } from '../../src/sandbox/slack/shapes.ts';
import { buttonsOf, cardNow, cards, modal, placeOrder, replies, repliesOnce, textOf } from '../support/act.ts';
import {
  callsOf,
  isBroadcast,
  oneTold,
  openForm,
  orderAnswered,
  orderWithPaperwork,
  toldBy,
} from '../support/act-requirements.ts';
import { DAY_MS, HOUR_MS, startWorld, WORLDS, type World } from '../support/start-world.ts';

const cancelByMenu = async (w: World, card: Message) => {
  const ben = w.slack.person('ben');
  await ben.click({ actionId: 'order:more', option: 'Cancel this part…', in: card });
  return { ben, form: await modal(w, ben, { id: 'cancel:submit' }) };
};

describe('the end of a part', () => {
  for (const { name, ...world } of WORLDS)
    it(`by the hand of a person is confirmed, and told in their name, ${name}`, async (t) => {
      const w = await startWorld(t, world);
      const ada = w.slack.person('ada');
      const { card, partId } = await orderWithPaperwork(w, ada);
      const told = await oneTold(w, card, async () => {
        const { ben, form } = await cancelByMenu(w, card);
        assert.match(textOf(form), /The DE local part with 1 number will be cancelled at Telnyx/);
        assert.match(textOf(form), /There is no refund, and no way back/);
        assert.equal(w.telnyx.desk.part(partId).status, 'pending', 'nothing happens before the confirmation');
        await ben.submit();
        await modal(w, ben, { title: 'Cancelled' });
      });
      assert.match(textOf(told), /The DE local part was cancelled, as @\S+ asked\. There is no refund\./);
      assert.equal(callsOf(told, ada), 1, 'the owner hears of it');
      assert.ok(callsOf(told, w.slack.person('ben')) > 0, 'and by whom');
      assert.equal(isBroadcast(told), true);
      assert.equal(w.telnyx.desk.part(partId).status, 'cancelled');
      assert.match(textOf(cardNow(w, card)), /cancelled by @/);
      assert.doesNotMatch(textOf(cardNow(w, card)), /Provide details/);
      assert.deepEqual(await toldBy(w, card, () => w.clock.advance(2 * HOUR_MS)), []);
    });

  const ends = [
    {
      why: 'cancelled by Telnyx',
      end: 'cancelPart',
      says: /was cancelled by Telnyx, as far as known/,
      card: /cancelled by Telnyx/,
    },
    {
      why: 'failed',
      end: 'fail',
      says: /The DE local part failed\. Telnyx gave no reason/,
      card: /failed; reason: Telnyx gave none/,
    },
  ] as const;
  for (const { why, end, says, card: onCard } of ends)
    it(`is told to the channel with what can be done: ${why}`, async (t) => {
      const w = await startWorld(t);
      const ada = w.slack.person('ada');
      const { card, partId } = await orderAnswered(w, ada);
      const told = await oneTold(w, card, () => w.telnyx.desk[end]({ partId }));
      assert.match(textOf(told), says);
      assert.match(textOf(told), /order/i);
      assert.equal(callsOf(told, ada), 1);
      assert.equal(isBroadcast(told), true);
      assert.deepEqual(buttonsOf(told), ['Search again']);
      assert.match(textOf(cardNow(w, card)), onCard);
    });

  it('long after its success, deleted from the account, is told without noise', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card, partId } = await orderAnswered(w, ada);
    await oneTold(w, card, () => w.telnyx.desk.approveAll(partId));
    await w.clock.advance(3 * DAY_MS);
    w.telnyx.desk.deletePart({ partId });
    const told = await oneTold(w, card, () => w.clock.advance(25 * HOUR_MS));
    assert.match(textOf(told), /The DE local part was deleted from the Telnyx account/);
    assert.equal(isBroadcast(told), false);
    assert.equal(callsOf(told, ada), 0);
    assert.match(textOf(cardNow(w, card)), /deleted from the account/);
  });
});

describe('what is told', () => {
  it('is one message, however many numbers changed at once', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card, partId } = await orderWithPaperwork(w, ada, { count: 10 });
    assert.match(textOf(replies(w, card)[0] ?? null), /needs 5 answers/);
    const declined = await oneTold(w, card, () => {
      const { requirements } = w.telnyx.desk.part(partId);
      w.telnyx.desk.decline({ partId, requirementIds: requirements.map((each) => each.requirementId), comment: 'No.' });
    });
    assert.equal(textOf(declined).split('declined').length - 1, 1);
    assert.equal(cards(w).length, 1, 'never a second card');
    assert.match(textOf(cardNow(w, card)), /10 numbers · 5 declined/);
  });

  it('of several parts of an order is one message too, each part with its own buttons', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const wanted = w.telnyx.desk.pending().length;
    const { numbers } = await placeTwoParts(w);
    const [card] = cards(w);
    assert.ok(card);
    await repliesOnce(w, card, 1);
    const parts = w.telnyx.desk.pending();
    assert.equal(parts.length, wanted + 2, numbers.join());
    const told = await oneTold(w, card, () => {
      for (const { partId } of parts) w.telnyx.desk.comment({ partId, body: `About ${partId.slice(0, 4)}` });
    });
    assert.equal(callsOf(told, ada), 1);
    assert.equal(buttonsOf(told).filter((each) => each === 'Reply').length, 2);
    for (const { partId } of parts) assert.match(textOf(told), new RegExp(`> About ${partId.slice(0, 4)}`));
  });

  it('is nothing when one requirement is approved: the card has it', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card, part, partId } = await orderAnswered(w, ada);
    const [first] = part.requirements;
    const told = await toldBy(w, card, () =>
      w.telnyx.desk.approve({ partId, requirementIds: [first?.requirementId ?? ''] }),
    );
    assert.deepEqual(told, []);
    assert.match(textOf(cardNow(w, card)), /all answers are in; Number Ops reviews/);
  });

  it('is nothing for a part that Telnyx does not show for a while', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card, partId } = await orderWithPaperwork(w, ada);
    const before = textOf(cardNow(w, card));
    w.telnyx.desk.hidePart({ partId, hidden: true });
    assert.deepEqual(await toldBy(w, card, () => w.clock.advance(3 * HOUR_MS)), []);
    assert.equal(textOf(cardNow(w, card)), before, 'the card still says what was known');
    w.telnyx.desk.hidePart({ partId, hidden: false });
    assert.deepEqual(await toldBy(w, card, () => w.clock.advance(HOUR_MS)), [], 'nor when it is back');
    await openForm(w, ada, cardNow(w, card));
  });

  it('is nothing when Telnyx knows the whole order no more', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card } = await orderWithPaperwork(w, ada);
    const gone = { code: '10005', title: 'Resource not found', detail: 'The requested resource could not be found.' };
    w.telnyx.faults.on({ kind: 'refused', status: 404, ...gone, path: '/number_orders' });
    assert.deepEqual(await toldBy(w, card, () => w.clock.advance(6 * HOUR_MS)), []);
  });

  it('shows a status word that nobody knows as it is', async (t) => {
    let word: string | null = null;
    const onExchange = ({ path, responseBody }: { path: string; responseBody: unknown }): void => {
      const { data } = (responseBody ?? {}) as { data?: { status?: string } };
      if (word !== null && path.startsWith('/sub_number_orders/') && data?.status) data.status = word;
    };
    const w = await startWorld(t, { telnyx: { onExchange } });
    const ada = w.slack.person('ada');
    const { card } = await orderAnswered(w, ada);
    word = 'awaiting-the-moon';
    assert.deepEqual(await toldBy(w, card, () => w.clock.advance(HOUR_MS)), [], 'nothing is guessed from it');
    assert.match(textOf(cardNow(w, card)), /awaiting-the-moon · Telnyx acts next/);
    word = null;
    await w.clock.advance(HOUR_MS);
    assert.match(textOf(cardNow(w, card)), /all answers are in; Number Ops reviews/, 'it is followed on');
  });
});

/** A German and a British number in one order. */
const placeTwoParts = async (w: World) => {
  const ada = w.slack.person('ada');
  const numbers: string[] = [];
  for (const country of ['DE', 'FR']) {
    const query = `filter[country_code]=${country}&filter[phone_number_type]=local&filter[limit]=1`;
    const response = await fetch(`${w.telnyx.url}/available_phone_numbers?${query}`, {
      headers: { authorization: 'Bearer KEY-simulated-telnyx' },
    });
    const { data } = (await response.json()) as { data: { phone_number: string }[] };
    numbers.push(...data.map((each) => each.phone_number));
  }
  return placeOrder(w, ada, { numbers });
};
