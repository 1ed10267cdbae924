import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PersonDriver } from '../../src/sandbox/slack/person.ts';
import type { Message, View } from '../../src/sandbox/slack/shapes.ts';
import { askTelnyx, buttonsOf, cardNow, cards, command, modal, rawOf, replies, textOf } from '../support/act.ts';
import { callsOf, callsUnder, isBroadcast, nextPage, oneTold, toldBy } from '../support/act-requirements.ts';
import { createFulfilledGroup } from '../support/fulfilled-group.ts';
import { HOUR_MS, startWorld, WORLDS, type World } from '../support/start-world.ts';

const NAME = 'Acme, Zurich office';
const DOCUMENTS = ['Local company registration certificate', 'Supplemental Address of Legal Representative'];

type Kept = { card: Message; id: string };

/** A group from the portal, kept in #telecom. */
const keepGroup = async (w: World, person: PersonDriver): Promise<Kept> => {
  const id = await createFulfilledGroup(w, { country: 'CH', reference: NAME });
  const list = await command(w, person, 'groups');
  await person.click({ actionId: 'group:more', in: list, option: 'Keep in this channel' });
  const card = await w.slack.waitFor(() => cards(w)[0]);
  return { card, id };
};

const deskComments = (w: World, id: string): string[][] =>
  w.telnyx.desk.group(id).comments.map(({ commenterType, body }) => [commenterType, body]);

/** Goes on to the page of what is asked of companies only, and asks about it. */
const askForNaturalPerson = async (w: World, person: PersonDriver): Promise<View> => {
  await modal(w, person, { id: 'requirements:submit', says: /1 of 4/ });
  await person.fill({ 'Customer type': 'natural_person' });
  for (const page of [2, 3, 4]) await nextPage(w, person, new RegExp(`${page} of 4`));
  await person.click({ text: 'Ask Number Ops' });
  return modal(w, person, { id: 'group-comment:submit' });
};

/** Makes a group for Italy in Slack, which is kept in #telecom, and asks about it from its form. */
const askAboutNewGroup = async (w: World, person: PersonDriver): Promise<Kept & { form: View }> => {
  await person.click({ text: 'Create a group', in: await command(w, person, 'groups IT local') });
  await modal(w, person, { id: 'group-create:submit' });
  await person.submit({ Name: 'Rossi' });
  const form = await askForNaturalPerson(w, person);
  const card = await w.slack.waitFor(() => cards(w)[0]);
  return { card, id: w.telnyx.desk.groups()[0]?.groupId ?? '', form };
};

/** The same with a group that was made in the portal and that nobody keeps. */
const askAboutPortalGroup = async (w: World, person: PersonDriver): Promise<{ id: string; form: View }> => {
  const body = { country_code: 'IT', phone_number_type: 'local', action: 'ordering', customer_reference: 'Rossi' };
  await askTelnyx(w, { method: 'POST', path: '/requirement_groups', body });
  await person.click({ text: 'Fill in', in: await command(w, person, 'groups') });
  const form = await askForNaturalPerson(w, person);
  return { id: w.telnyx.desk.groups()[0]?.groupId ?? '', form };
};

describe('a talk with Number Ops about a requirement group', () => {
  for (const { name, ...world } of WORLDS)
    it(`begins in its form, is answered at their desk, and goes on in its thread, ${name}`, async (t) => {
      const w = await startWorld(t, world);
      const [ada, ben] = [w.slack.person('ada'), w.slack.person('ben')];
      const { card, id, form } = await askAboutNewGroup(w, ada);
      assert.match(textOf(form), /These do not apply to this customer:/);
      for (const document of DOCUMENTS) assert.ok(textOf(form).includes(document), document);
      const asked = await oneTold(w, card, async () => {
        await ada.submit({ 'Your comment': 'Mario Rossi has no company. May its papers be left out?' });
        assert.match(textOf(await modal(w, ada, { title: 'Sent' })), /answer will be posted in the group’s thread/);
      });
      assert.match(textOf(asked), /^@U0ADA wrote to Number Ops about this group:\n> Mario Rossi has no company\./);
      assert.equal(callsOf(asked, ada), 1, 'in the name of who asked');
      await ada.close();
      await modal(w, ada, { id: 'requirements:submit', says: /4 of 4/ });
      await ada.close({ all: true });
      assert.deepEqual(deskComments(w, id), [['user', 'Mario Rossi has no company. May its papers be left out?']]);

      await w.clock.advance(HOUR_MS);
      const told = await oneTold(w, card, () => {
        w.telnyx.desk.comment({ groupId: id, body: 'Send "N/A" <twice>.' });
        return w.clock.advance(HOUR_MS);
      });
      assert.match(textOf(told), /Number Ops \(numberops@telnyx\.example\) wrote about this group:\n> Send "N\/A"/);
      assert.ok(rawOf(told).includes('&lt;twice&gt;'));
      assert.deepEqual(buttonsOf(told), ['Fill in', 'Reply', 'Mark as read']);
      assert.equal(callsOf(told, ada), 1);
      assert.equal(isBroadcast(told), false);

      await ada.click({ text: 'Fill in', in: told });
      await modal(w, ada, { id: 'requirements:submit', says: /What Number Ops wrote about this group:.*Send "N\/A"/s });

      const sent = await oneTold(w, card, async () => {
        await ben.click({ text: 'Reply', in: told });
        const reply = await modal(w, ben, { id: 'group-comment:submit' });
        assert.match(textOf(reply), /Last comment.*Send "N\/A" <twice>/s);
        await ben.submit({ 'Your comment': 'Done, thank you.' });
        await modal(w, ben, { title: 'Sent' });
      });
      assert.match(textOf(sent), /^@\S+ wrote to Number Ops about this group:\n> Done, thank you\./);
      assert.equal(callsOf(sent, ben), 1);
      assert.deepEqual(deskComments(w, id).at(-1), ['user', 'Done, thank you.']);
      assert.deepEqual(await toldBy(w, card, () => w.clock.advance(3 * HOUR_MS)), [], 'no word is told again');
    });

  it('marks a comment as read by its button only', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card, id } = await keepGroup(w, ada);
    const told = await oneTold(w, card, () => {
      w.telnyx.desk.comment({ groupId: id, body: 'Hello?' });
      return w.clock.advance(HOUR_MS);
    });
    const filter = `filter[comment_record_type]=requirement_group&filter[comment_record_id]=${id}`;
    const readAt = async () => {
      const { data } = (await askTelnyx(w, { path: `/comments?${filter}` })).body as {
        data: { read_at: string | null }[];
      };
      return data[0]?.read_at;
    };
    assert.equal(await readAt(), null);
    await ada.click({ text: 'Mark as read', in: told });
    await w.slack.waitFor(() => ada.ephemerals().some((each) => /shows this comment as read/.test(textOf(each))));
    assert.ok(await readAt());
  });

  it('can be begun at its card, and with a message of its thread', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card, id } = await keepGroup(w, ada);
    await ada.click({ text: 'Ask Number Ops', in: cardNow(w, card) });
    assert.match(textOf(await modal(w, ada, { id: 'group-comment:submit' })), /The group is kept in #C0TELECOM/);
    await ada.close();
    const said = await ada.say('Is the lease of Acme & Co enough?', { threadTs: card.ts });
    await ada.shortcut('comment:send', said);
    const preview = await modal(w, ada, { id: 'group-comment:submit' });
    assert.match(textOf(preview), /This will be sent to Number Ops as it stands.*Is the lease of Acme & Co enough\?/s);
    await ada.submit();
    await modal(w, ada, { title: 'Sent' });
    assert.deepEqual(deskComments(w, id), [['user', 'Is the lease of Acme & Co enough?']], 'not escaped for Slack');
  });

  it('tells what colleagues wrote in the portal, without calling anybody', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card, id } = await keepGroup(w, ada);
    const body = { body: 'Sent from the portal', comment_record_type: 'requirement_group', comment_record_id: id };
    const told = await oneTold(w, card, async () => {
      await askTelnyx(w, { method: 'POST', path: '/comments', body });
      await w.clock.advance(HOUR_MS);
    });
    assert.match(textOf(told), /^team@example\.com wrote about this group:\n> Sent from the portal/);
    assert.equal(callsOf(told, ada), 0);
    assert.deepEqual(buttonsOf(told).includes('Mark as read'), false, 'that is for what Number Ops wrote');
  });
});

describe('a comment about a group that nobody keeps', () => {
  const WORDS = { 'Your comment': 'May the papers of a company be left out?' };

  it('is sent all the same, and the person hears that no channel will tell the answer', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { id } = await askAboutPortalGroup(w, ada);
    await ada.submit(WORDS);
    const sent = await modal(w, ada, { title: 'Sent' });
    assert.match(textOf(sent), /Nobody keeps this group in a channel.*Keep in this channel/s);
    assert.deepEqual(deskComments(w, id), [['user', WORDS['Your comment']]]);
    assert.deepEqual(cards(w), [], 'nothing is kept that nobody asked to keep');
  });

  it('is told in the channel that is chosen with it, and so is the answer', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { id } = await askAboutPortalGroup(w, ada);
    await ada.submit({ ...WORDS, 'Channel that hears the answer': 'telecom' });
    assert.match(textOf(await modal(w, ada, { title: 'Sent' })), /answer will be posted.*in #C0TELECOM/s);
    const [card] = cards(w);
    assert.ok(card);
    assert.match(textOf(replies(w, card)[0] ?? null), /^@U0ADA wrote to Number Ops about this group/);
    const told = await oneTold(w, card, () => {
      w.telnyx.desk.comment({ groupId: id, body: 'They may.' });
      return w.clock.advance(HOUR_MS);
    });
    assert.match(textOf(told), /Number Ops .* wrote about this group:\n> They may\./s);
  });

  it('waits in its form while numberdesk is not in that channel', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { id } = await askAboutPortalGroup(w, ada);
    await ada.submit({ ...WORDS, 'Channel that hears the answer': 'random' });
    const form = await modal(w, ada, { id: 'group-comment:submit', says: /numberdesk is not in/ });
    assert.ok(JSON.stringify(form.state.values).includes(WORDS['Your comment']));
    assert.deepEqual(deskComments(w, id), []);
  });
});

describe('a comment about a group that did not arrive', () => {
  const WORDS = { 'Your comment': 'Is the extract enough?' };
  const openComment = async (w: World, person: PersonDriver, { card }: Kept): Promise<void> => {
    await person.click({ text: 'Ask Number Ops', in: cardNow(w, card) });
    await modal(w, person, { id: 'group-comment:submit' });
  };

  it('stays in its form when Telnyx does not take it, and goes out with the next press', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const kept = await keepGroup(w, ada);
    await openComment(w, ada, kept);
    w.telnyx.faults.on({ kind: 'rate-limited', method: 'POST', path: '/comments', times: 1 });
    await ada.submit(WORDS);
    const form = await modal(w, ada, { id: 'group-comment:submit', says: /Telnyx is busy/ });
    assert.ok(JSON.stringify(form.state.values).includes(WORDS['Your comment']));
    assert.deepEqual(replies(w, kept.card), []);
    await ada.submit();
    await modal(w, ada, { title: 'Sent' });
    assert.equal(replies(w, kept.card).length, 1);
    assert.deepEqual(deskComments(w, kept.id), [['user', WORDS['Your comment']]]);
  });

  it('says where it will show if it did, when the answer got lost: the thread then tells it', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const kept = await keepGroup(w, ada);
    await openComment(w, ada, kept);
    w.telnyx.faults.on({ kind: 'no-answer-after-commit', method: 'POST', path: '/comments', times: 1 });
    await ada.submit(WORDS);
    await modal(w, ada, { id: 'group-comment:submit', says: /may or may not.*the group’s thread says so/s });
    const told = await oneTold(w, kept.card, () => undefined);
    assert.match(textOf(told), /wrote about this group:\n> Is the extract enough\?/);
    assert.equal(callsUnder(w, 'POST', '/comments'), 1);
  });

  it('is about a group that was deleted meanwhile: the form says so and keeps what was typed', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const kept = await keepGroup(w, ada);
    await openComment(w, ada, kept);
    await askTelnyx(w, { method: 'DELETE', path: `/requirement_groups/${kept.id}` });
    await ada.submit(WORDS);
    const form = await modal(w, ada, { id: 'group-comment:submit', says: /no such requirement group \(any more\)/ });
    assert.ok(JSON.stringify(form.state.values).includes(WORDS['Your comment']));
    assert.deepEqual(replies(w, kept.card), [], 'nothing is told that was not sent');
    await ada.close();
    await ada.click({ text: 'Ask Number Ops', in: cardNow(w, kept.card) });
    await modal(w, ada, { says: /no such requirement group \(any more\)/ });
  });
});
