import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { askTelnyx, buttonsOf, modal, replies, textOf } from '../support/act.ts';
import { callsOf, callsUnder, isBroadcast, oneTold, orderWithPaperwork, toldBy } from '../support/act-requirements.ts';
import { HOUR_MS, startWorld, WORLDS, type World } from '../support/start-world.ts';

type Comment = { body: string; commenter_type: string; read_at: string | null };

const commentsAtTelnyx = async (w: World, partId: string): Promise<Comment[]> => {
  const filter = `filter[comment_record_type]=sub_number_order&filter[comment_record_id]=${partId}`;
  return (await askTelnyx(w, { path: `/comments?${filter}` })).body.data as Comment[];
};

describe('a talk with Number Ops', () => {
  for (const { name, ...world } of WORLDS)
    it(`goes both ways, each word told once, ${name}`, async (t) => {
      const w = await startWorld(t, world);
      const [ada, ben] = [w.slack.person('ada'), w.slack.person('ben')];
      const { card, partId } = await orderWithPaperwork(w, ada);
      const told = await oneTold(w, card, () => w.telnyx.desk.comment({ partId, body: 'Is this a *branch* office?' }));
      assert.match(textOf(told), /Number Ops \(numberops@telnyx\.example\) wrote about the DE local part:\n> Is this/);
      assert.deepEqual(buttonsOf(told), ['Reply', 'Mark as read']);
      assert.equal(callsOf(told, ada), 1);
      assert.equal(isBroadcast(told), false);

      const sent = await oneTold(w, card, async () => {
        await ben.click({ text: 'Reply', in: told });
        const form = await modal(w, ben, { id: 'comment:submit' });
        assert.match(textOf(form), /Last comment.*Is this a/s);
        await ben.submit({ 'Your comment': 'Yes, our branch in Berlin.' });
        assert.match(textOf(await modal(w, ben, { title: 'Sent' })), /is with Number Ops/);
      });
      assert.match(textOf(sent), /^@\S+ wrote to Number Ops about the DE local part:\n> Yes, our branch in Berlin\./);
      assert.equal(callsOf(sent, ben), 1, 'in the name of who wrote it');
      assert.deepEqual(
        (await commentsAtTelnyx(w, partId)).map(({ body, commenter_type: type }) => [type, body]).toSorted(),
        [
          ['admin', 'Is this a *branch* office?'],
          ['user', 'Yes, our branch in Berlin.'],
        ],
      );
      assert.deepEqual(await toldBy(w, card, () => w.clock.advance(3 * HOUR_MS)), [], 'no word is told again');
    });

  it('marks a comment as read by its button only', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card, partId } = await orderWithPaperwork(w, ada);
    const told = await oneTold(w, card, () => w.telnyx.desk.comment({ partId, body: 'Hello?' }));
    await ada.click({ text: 'Reply', in: told });
    await modal(w, ada, { id: 'comment:submit' });
    await ada.close();
    assert.equal((await commentsAtTelnyx(w, partId))[0]?.read_at, null, 'reading it in Slack marks nothing');
    await ada.click({ text: 'Mark as read', in: told });
    await w.slack.waitFor(() => ada.ephemerals().some((each) => /shows this comment as read/.test(textOf(each))));
    assert.notEqual((await commentsAtTelnyx(w, partId))[0]?.read_at, null);
    assert.deepEqual(await toldBy(w, card, () => w.clock.advance(HOUR_MS)), []);
  });

  it('takes a message of the thread along, after a look at it', async (t) => {
    const w = await startWorld(t);
    const [ada, ben] = [w.slack.person('ada'), w.slack.person('ben')];
    const { card, partId } = await orderWithPaperwork(w, ada);
    const said = await ben.say('The lease is in the name of Acme & Co, @ada knows', { threadTs: card.ts });
    await w.tick();
    assert.equal(callsUnder(w, 'POST', '/comments'), 0, 'what is said in the thread stays in Slack');
    await ada.shortcut('comment:send', said);
    const preview = await modal(w, ada, { id: 'comment:submit' });
    assert.match(textOf(preview), /This will be sent to Number Ops as it stands/);
    assert.match(textOf(preview), /The lease is in the name of Acme & Co/);
    const told = await oneTold(w, card, async () => {
      await ada.submit({ 'Your comment': 'The lease is in the name of Acme & Co.' });
      await modal(w, ada, { title: 'Sent' });
    });
    assert.equal(callsOf(told, ada), 1, 'in the name of who sent it, not of who wrote it');
    const comments = await commentsAtTelnyx(w, partId);
    assert.deepEqual(
      comments.map(({ body }) => body),
      ['The lease is in the name of Acme & Co.'],
      'as it was typed: not escaped for Slack',
    );
  });

  it('says so when the message is in no thread of an order', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    await orderWithPaperwork(w, ada);
    const said = await ada.say('Lunch?');
    await ada.shortcut('comment:send', said);
    await modal(w, ada, { says: /not in the thread of an order/ });
    assert.equal(callsUnder(w, 'POST', '/comments'), 0);
  });

  it('tells what colleagues wrote in the portal, without calling anybody', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card, partId } = await orderWithPaperwork(w, ada);
    const body = { body: 'Sent from the portal', comment_record_type: 'sub_number_order', comment_record_id: partId };
    const told = await oneTold(w, card, () => askTelnyx(w, { method: 'POST', path: '/comments', body }));
    assert.match(textOf(told), /wrote about the DE local part:\n> Sent from the portal/);
    assert.equal(callsOf(told, ada), 0);
  });

  it('keeps a comment that Telnyx did not take, in the form', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card, partId } = await orderWithPaperwork(w, ada);
    await ada.click({ text: 'Reply', in: card });
    await modal(w, ada, { id: 'comment:submit' });
    w.telnyx.faults.on({ kind: 'server-error', method: 'POST', path: '/comments', times: 1 });
    await ada.submit({ 'Your comment': 'Yes.' });
    const form = await modal(w, ada, { id: 'comment:submit', says: /Telnyx/ });
    assert.match(JSON.stringify(form.state.values), /Yes\./);
    assert.equal(replies(w, card).length, 1);
    await ada.submit();
    await modal(w, ada, { title: 'Sent' });
    assert.equal((await commentsAtTelnyx(w, partId)).length, 1);
  });
});
