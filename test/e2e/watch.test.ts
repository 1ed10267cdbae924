import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Message } from '../../src/sandbox/slack/shapes.ts';
import {
  buttonsOf,
  cards,
  clickForAnswer,
  command,
  ordersAtTelnyx,
  placeOrder,
  replies,
  repliesOnce,
  textOf,
} from '../support/act.ts';
import { callsOf, isBroadcast, oneTold, toldBy } from '../support/act-requirements.ts';
import { HOUR_MS, startWorld, WORLDS, type World } from '../support/start-world.ts';

type Elsewhere = Parameters<World['telnyx']['desk']['addOrder']>[0];

const TWO = [{ country: 'DE', numberType: 'local', count: 2 }];

/** An order that was made elsewhere, and followed by Ada's command. */
const followed = async (w: World, given: Elsewhere = { reference: 'Portal <order>', parts: TWO }) => {
  const ada = w.slack.person('ada');
  const { orderId, partIds } = w.telnyx.desk.addOrder(given);
  const answer = await command(w, ada, `watch ${orderId}`);
  const [card] = cards(w);
  assert.ok(card, textOf(answer));
  return { ada, orderId, partId: partIds[0] ?? '', answer, card };
};

const firstReply = async (w: World, card: Message): Promise<Message> => (await repliesOnce(w, card, 1))[0] as Message;

describe('an order made elsewhere', () => {
  for (const { name, ...world } of WORLDS)
    it(`is followed in the channel where that is asked for, ${name}`, async (t) => {
      const w = await startWorld(t, world);
      const { ada, partId, answer, card } = await followed(w);
      assert.match(
        textOf(answer),
        /^Followed here now: 2 numbers, DE local\..*You are mentioned when somebody must act/,
      );
      assert.match(textOf(card), /^Order: 2 numbers, DE local\nWaiting for you: DE local part\./);
      assert.match(textOf(card), /\+49 30 \d+.*\nOrdered elsewhere, .* · owner: @U0ADA\nReference: Portal <order>/);
      const told = await firstReply(w, card);
      assert.match(textOf(told), /^@U0ADA has this order followed here\. It was made outside numberdesk/);
      assert.match(textOf(told), /The DE local part needs 5 answers before it is activated/);
      assert.deepEqual(buttonsOf(told), ['Provide details']);
      const news = await oneTold(w, card, () => w.telnyx.desk.comment({ partId, body: 'Which company is it?' }));
      assert.match(textOf(news), /> Which company is it\?/);
      assert.equal(callsOf(news, ada), 1, 'who asked for it owns it');
    });

  it('can be followed from what is shown of it, by the id of a part too', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { partIds } = w.telnyx.desk.addOrder({ parts: TWO });
    const shown = await command(w, ada, `show ${partIds[0]}`);
    const said = await clickForAnswer(w, ada, { text: 'Follow it here', in: shown });
    assert.match(textOf(said), /^Followed here now/);
    assert.match(textOf(cards(w)[0] ?? null), /No reference: order [0-9a-f]{8}/);
  });

  it('has one card, however often and wherever it is asked for', async (t) => {
    const w = await startWorld(t);
    const { orderId, card } = await followed(w);
    const ben = w.slack.person('ben');
    const again = await command(w, ben, `watch ${orderId}`);
    assert.match(textOf(again), /^Followed already: 2 numbers, DE local\. Its card and its thread are in #C0TELECOM/);
    assert.deepEqual(buttonsOf(again), ['Show']);
    assert.equal(cards(w).length, 1);
    assert.equal(replies(w, card).length, 1, 'its thread hears nothing of it');
  });

  it('has one card when two people ask at once', async (t) => {
    const w = await startWorld(t);
    const { orderId } = w.telnyx.desk.addOrder({ parts: TWO });
    const [ada, ben] = [w.slack.person('ada'), w.slack.person('ben')];
    await Promise.all([command(w, ada, `watch ${orderId}`), command(w, ben, `watch ${orderId}`)]);
    await w.tick();
    const [card, ...others] = cards(w);
    assert.ok(card);
    assert.deepEqual(others, []);
    assert.equal(replies(w, card).length, 1);
  });

  it('that was placed here is followed as it is', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    await placeOrder(w, ada);
    const [order] = await ordersAtTelnyx(w);
    assert.match(textOf(await command(w, ada, `watch ${order?.id}`)), /^Followed already: 1 number, DE local/);
    assert.equal(cards(w).length, 1);
  });

  it('tells what happens from now on, not what ended before', async (t) => {
    const w = await startWorld(t);
    const { orderId, partIds } = w.telnyx.desk.addOrder({ parts: [...TWO, { country: 'GB', numberType: 'local' }] });
    const [lost = '', open = ''] = partIds;
    w.telnyx.desk.cancelPart({ partId: lost });
    await command(w, w.slack.person('ada'), `watch ${orderId}`);
    const [card] = cards(w);
    assert.ok(card);
    const told = await firstReply(w, card);
    assert.equal(isBroadcast(told), false);
    assert.doesNotMatch(textOf(told), /cancelled/);
    assert.match(textOf(card), /GB local part .*\n.*\nDE local part · 2 numbers · cancelled/);
    const news = await toldBy(w, card, () => w.telnyx.desk.cancelPart({ partId: open }));
    assert.match(news.map(textOf).join('\n'), /The GB local part was cancelled by Telnyx/);
  });

  it('is only shown once it is over', async (t) => {
    const w = await startWorld(t);
    const { orderId, partIds } = w.telnyx.desk.addOrder({ parts: TWO });
    w.telnyx.desk.cancelPart({ partId: partIds[0] ?? '' });
    const said = textOf(await command(w, w.slack.person('ada'), `watch ${orderId}`));
    assert.match(said, /made outside numberdesk.*cancelled.*\nIt is over: there is nothing to follow any more\.$/s);
    assert.deepEqual(cards(w), []);
  });

  it('leaves nothing behind when Telnyx does not answer', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { orderId } = w.telnyx.desk.addOrder({ parts: TWO });
    const isBack = w.telnyx.faults.on({ kind: 'server-error', method: 'GET' });
    assert.match(textOf(await command(w, ada, `watch ${orderId}`)), /Telnyx is not answering/);
    isBack();
    await w.clock.advance(HOUR_MS);
    assert.deepEqual(cards(w), []);
    assert.match(textOf(await command(w, ada, `watch ${orderId}`)), /^Followed here now/);
  });
});

describe('following is refused', () => {
  for (const [text, says] of [
    ['watch', /Which order\? Its full id.*\nFor example: \/numbers watch 12ade33a-/],
    ['watch 6a09cc1a-8e38-4d56-9b6c-1f1d1a2b3c4d', /^No order matches “6a09cc1a/],
    ['watch +493012345678', /^No order matches/],
  ] as const)
    it(`with the reason: ${text}`, async (t) => {
      const w = await startWorld(t);
      assert.match(textOf(await command(w, w.slack.person('ada'), text)), says);
    });

  it('in a channel that the app is not in', async (t) => {
    const w = await startWorld(t);
    const { orderId } = w.telnyx.desk.addOrder({ parts: TWO });
    const said = await command(w, w.slack.person('ada'), `watch ${orderId}`, { channel: '#random' });
    assert.match(textOf(said), /invite @numberdesk/);
    await w.tick();
    assert.deepEqual(cards(w, '#random'), []);
  });
});
