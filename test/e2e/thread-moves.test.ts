import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Message } from '../../src/sandbox/slack/shapes.ts';
import { cardNow, cards, command, replies, textOf } from '../support/act.ts';
import { orderWithPaperwork } from '../support/act-requirements.ts';
import { createFulfilledGroup } from '../support/fulfilled-group.ts';
import { REQUIRED_SCOPES } from '../support/manifest-scopes.ts';
import { HOUR_MS, startWorld, WORLDS, type World } from '../support/start-world.ts';

/** An order whose place goes away, through the real Bolt app and the official client. */

const ALERTS = 'C0NUMBERSALERTS';

const channelOf = (w: World, name: string) => w.slack.workspace.channels.find(name) ?? assert.fail(name);
const WAYS: { what: string; words: RegExp; act: (w: World) => void }[] = [
  {
    what: 'archived',
    words: /Moved here from #C0TELECOM: that channel was archived/,
    act: (w) => {
      channelOf(w, '#telecom').isArchived = true;
    },
  },
  {
    what: 'left by the app',
    words: /Moved here from #C0TELECOM: numberdesk was removed from that channel/,
    act: (w) => w.slack.workspace.channels.leave(channelOf(w, '#telecom'), w.slack.workspace.seed.app.botUserId),
  },
  {
    what: 'private and left by the app',
    words: /Moved here from #C0TELECOM: that channel is gone, or numberdesk was removed from it/,
    act: (w) => {
      channelOf(w, '#telecom').isPrivate = true;
      w.slack.workspace.channels.leave(channelOf(w, '#telecom'), w.slack.workspace.seed.app.botUserId);
    },
  },
];

const cardIn = (w: World, channel: string): Promise<Message> =>
  w.slack.waitFor(() => cards(w, channel).find((card) => /Order: 1 number/.test(textOf(card))), {
    what: `the card in ${channel}`,
  });

/** The order's thread works where it is now: news come, buttons open their forms, the shortcut finds it. */
const worksAt = async (w: World, card: Message): Promise<void> => {
  const ada = w.slack.person('ada');
  const told = replies(w, card);
  assert.equal(told.filter((reply) => /> Where is the passport\?/.test(textOf(reply))).length, 1, w.slack.screen());
  await ada.click({ text: 'Provide details', in: cardNow(w, card) });
  await w.slack.waitFor(() => ada.view()?.callback_id === 'requirements:submit', { what: 'the form' });
  await ada.close();
  const news = told[0] ?? assert.fail('no reply');
  await ada.shortcut('comment:send', news);
  await w.slack.waitFor(() => /Number Ops/.test(textOf(ada.view())), { what: 'the form of the shortcut' });
};

const ask = async (w: World, partId: string): Promise<void> => {
  w.telnyx.desk.comment({ partId, body: 'Where is the passport?' });
  await w.tick();
};

const start = async (t: TestContext, options: Parameters<typeof startWorld>[1]) => {
  const w = await startWorld(t, options);
  const { card, partId } = await orderWithPaperwork(w, w.slack.person('ada'));
  return { w, card, partId };
};

describe('an order whose channel is gone', () => {
  for (const { what, words, act } of WAYS)
    it(`goes on in the fallback channel when its own is ${what}: the card says why, the news follow once`, async (t) => {
      const { w, partId } = await start(t, { ...WORLDS[0], defaultChannel: ALERTS });
      act(w);
      await ask(w, partId);
      const card = await cardIn(w, '#numbers-alerts');
      assert.match(textOf(card), words);
      await w.tick();
      assert.equal(cards(w, '#numbers-alerts').length, 1);
      await worksAt(w, card);
    });

  for (const { name, ...world } of WORLDS)
    it(`goes on in a direct message to its owner when there is no fallback channel, ${name}`, async (t) => {
      const { w, partId } = await start(t, world);
      channelOf(w, '#telecom').isArchived = true;
      await ask(w, partId);
      const card = await cardIn(w, 'D0ADA');
      assert.match(textOf(card), /Moved here from #C0TELECOM/);
      await w.tick();
      await worksAt(w, card);
    });

  it('needs none of the optional scopes for that, nor im:write', async (t) => {
    const { w, partId } = await start(t, { slack: { botScopes: REQUIRED_SCOPES } });
    channelOf(w, '#telecom').isArchived = true;
    await ask(w, partId);
    await cardIn(w, 'D0ADA');
  });
});

describe('an order whose card was deleted', () => {
  for (const hadReplies of [true, false])
    it(`gets a new card in the same channel, ${hadReplies ? 'under which the news follow' : 'and no reply stands alone'}`, async (t) => {
      const { w, card, partId } = await start(t, { defaultChannel: ALERTS });
      for (const message of hadReplies ? [card] : [...replies(w, card), card])
        w.slack.workspace.messages.remove(message);
      await ask(w, partId);
      const next = await cardIn(w, '#telecom');
      assert.notEqual(next.ts, card.ts);
      assert.match(textOf(next), /takes the place of an earlier one: the earlier card was deleted/);
      assert.deepEqual(
        cards(w)
          .filter(({ subtype }) => subtype !== 'tombstone')
          .map(({ ts }) => ts),
        [next.ts],
      );
      await worksAt(w, next);
    });

  it('is told so even when the card goes between its edit and the news', async (t) => {
    const { w, card, partId } = await start(t, {});
    for (const reply of replies(w, card)) w.slack.workspace.messages.remove(reply);
    const stop = w.slack.feed.subscribe((event) => {
      if (event.type !== 'message_changed' || event.message.ts !== card.ts) return;
      stop();
      w.slack.workspace.messages.remove(cardNow(w, card));
    });
    await ask(w, partId);
    const next = await cardIn(w, '#telecom');
    assert.equal(cards(w).length, 1, 'the reply that lost its thread was taken back');
    assert.equal(replies(w, next).length, 1);
  });
});

describe('a requirement group whose channel is gone', () => {
  it('goes on in the fallback channel', async (t) => {
    const w = await startWorld(t, { defaultChannel: ALERTS });
    const ada = w.slack.person('ada');
    const groupId = await createFulfilledGroup(w, { country: 'CH', reference: 'Zurich office' });
    const list = await command(w, ada, 'groups');
    await ada.click({ actionId: 'group:more', in: list, option: 'Keep in this channel' });
    await w.slack.waitFor(() => cards(w)[0], { what: 'the card of the group' });
    channelOf(w, '#telecom').isArchived = true;
    w.telnyx.desk.declineGroup(groupId, { comment: 'Which company?' });
    await w.clock.advance(HOUR_MS);
    const card = await w.slack.waitFor(
      () => cards(w, '#numbers-alerts').find((each) => /Requirement group/.test(textOf(each))),
      { what: 'the card of the group' },
    );
    assert.match(textOf(card), /Moved here from #C0TELECOM: that channel was archived/);
    assert.match(replies(w, card).map(textOf).join('\n'), /> Which company\?/);
  });
});
