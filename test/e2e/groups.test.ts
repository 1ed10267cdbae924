import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { PersonDriver } from '../../src/sandbox/slack/person.ts';
import type { Message } from '../../src/sandbox/slack/shapes.ts';
import { askTelnyx, buttonsOf, cardNow, cards, command, modal, rawOf, replies, textOf } from '../support/act.ts';
import { callsOf, isBroadcast, oneTold, toldBy } from '../support/act-requirements.ts';
import { createFulfilledGroup } from '../support/fulfilled-group.ts';
import { DAY_MS, HOUR_MS, startWorld, type World } from '../support/start-world.ts';

const NAME = 'Acme, Zurich office';

/** Types `/numbers groups`, makes one for CH local and closes the form. @returns its card and its id at Telnyx */
const createGroup = async (w: World, person: PersonDriver): Promise<{ card: Message; id: string }> => {
  const empty = await command(w, person, 'groups');
  await person.click({ actionId: 'group:create', in: empty });
  await modal(w, person, { id: 'group-create:submit' });
  await person.submit({ Country: 'Switzerland', Name: NAME });
  await modal(w, person, { id: 'requirements:submit' });
  await person.close();
  const { body } = await askTelnyx(w, { path: '/requirement_groups' });
  const [card] = cards(w);
  assert.ok(card);
  return { card, id: (body as unknown as { id: string }[])[0]?.id ?? '' };
};

/** The same group with every value present, kept in #C0TELECOM. */
const keepGroup = async (w: World, person: PersonDriver): Promise<{ card: Message; id: string }> => {
  const id = await createFulfilledGroup(w, { country: 'CH', reference: NAME });
  const list = await command(w, person, 'groups');
  await person.click({ actionId: 'group:more', in: list, option: 'Keep in this channel' });
  const card = await w.slack.waitFor(() => cards(w)[0]);
  return { card, id };
};

const start = async (t: TestContext): Promise<{ w: World; ada: PersonDriver }> => {
  const w = await startWorld(t);
  return { w, ada: w.slack.person('ada') };
};

const submitIt = async (w: World, { ada, card }: { ada: PersonDriver; card: Message }): Promise<void> => {
  await ada.click({ actionId: 'group:more', in: cardNow(w, card), option: 'Submit for pre-approval' });
  await w.slack.waitFor(() => textOf(replies(w, card).at(-1) ?? null).includes('submitted this group'));
};

describe('requirement groups', () => {
  it('say what they are good for while there is none', async (t) => {
    const { w, ada } = await start(t);
    const empty = await command(w, ada, 'groups CH local');
    assert.match(
      textOf(empty),
      /There is no requirement group for CH local yet\. A requirement group keeps the answers/,
    );
    assert.deepEqual(buttonsOf(empty), ['Create a group']);
  });

  it('are made in a form, and from then on stand in the channel', async (t) => {
    const { w, ada } = await start(t);
    const { card } = await createGroup(w, ada);
    const shown = textOf(cardNow(w, card));
    assert.match(shown, /Requirement group: Acme, Zurich office/);
    assert.match(shown, /CH local · 0 of \d+ values\nWithout a value: /);
    assert.match(shown, /Not used in an order from here yet/);
    assert.match(textOf(replies(w, card)[0] ?? null), /@U0ADA made this group\. It asks for \d+ values:/);
    const list = await command(w, ada, 'groups');
    assert.match(textOf(list), /1 requirement group\. 1 of them needs somebody\./);
    assert.match(
      textOf(list),
      /Acme, Zurich office · CH local · 0 of \d+ values · kept in #C0TELECOM\nNot approved yet\./,
    );
    assert.deepEqual(buttonsOf(list), ['Fill in', 'Create a group']);
  });

  it('are refused for numbers that need no paperwork, with the reason', async (t) => {
    const { w, ada } = await start(t);
    await ada.click({ actionId: 'group:create', in: await command(w, ada, 'groups') });
    await modal(w, ada, { id: 'group-create:submit' });
    await ada.submit({ Country: 'US', Name: 'x' });
    await modal(w, ada, { says: /asks for no paperwork for US local/ });
    await ada.submit({ Country: 'Atlantis' });
    assert.match(JSON.stringify(ada.errors()), /No such country/);
    assert.deepEqual(cards(w), []);
  });

  it('tell their channel of a decision, of comments, and who must act', async (t) => {
    const { w, ada } = await start(t);
    const { card, id } = await keepGroup(w, ada);
    await submitIt(w, { ada, card });
    const declined = await oneTold(w, card, () => {
      w.telnyx.desk.declineGroup(id);
      w.telnyx.desk.comment({ groupId: id, body: 'The extract is <older> than three months.' });
      return w.clock.advance(5 * 60_000);
    });
    assert.match(textOf(declined), /This group is now declined \(before: waiting for approval\)\./);
    assert.match(textOf(declined), /Number Ops \(.*\) wrote about this group:\n> The extract is <older> than/);
    assert.ok(rawOf(declined).includes('&lt;older&gt;'));
    assert.equal(callsOf(declined, ada), 1);
    assert.equal(isBroadcast(declined), true);
    assert.ok(buttonsOf(declined).includes('Fix what was declined'));
    assert.match(textOf(cardNow(w, card)), /Declined\. Number Ops declined something in it/);
    assert.deepEqual(await toldBy(w, card, () => w.clock.advance(HOUR_MS)), [], 'once');
  });

  it('tell of an approval quietly', async (t) => {
    const { w, ada } = await start(t);
    const { card, id } = await keepGroup(w, ada);
    await submitIt(w, { ada, card });
    const approved = await oneTold(w, card, () => {
      w.telnyx.desk.approveGroup(id);
      return w.clock.advance(5 * 60_000);
    });
    assert.match(textOf(approved), /This group is now approved/);
    assert.equal(isBroadcast(approved), false);
    assert.equal(callsOf(approved, ada), 0);
  });

  it('warn 30, 7 and 1 days before a value expires, and when it has', async (t) => {
    const { w, ada } = await start(t);
    const { card, id } = await keepGroup(w, ada);
    w.telnyx.desk.approveGroup(id, { expiresAt: w.clock.now() + 40 * DAY_MS });
    await w.clock.advance(HOUR_MS);
    const warned: { days: number; broadcast: boolean; called: number }[] = [];
    for (let day = 1; day <= 41; day += 1) {
      const told = await toldBy(w, card, () => w.clock.advance(DAY_MS));
      for (const message of told) {
        const [, left] = /(\d+) (?:days?|hours?) left:/.exec(textOf(message)) ?? [];
        warned.push({ days: Number(left), broadcast: isBroadcast(message), called: callsOf(message, ada) });
      }
    }
    assert.deepEqual(
      warned.map(({ days }) => days),
      [30, 7, 24, Number.NaN],
    );
    assert.deepEqual(
      warned.map(({ broadcast }) => broadcast),
      [false, false, true, true],
    );
    assert.ok(warned.every(({ called }) => called === 1));
    assert.match(textOf(cardNow(w, card)), /Expired\. A value in it is no longer valid/);
  });

  it('are renamed and deleted, here and at Telnyx', async (t) => {
    const { w, ada } = await start(t);
    const { card, id } = await keepGroup(w, ada);
    await ada.click({ actionId: 'group:more', in: cardNow(w, card), option: 'Rename…' });
    await modal(w, ada, { id: 'group-rename:submit' });
    await ada.submit({ Name: 'Beta AG' });
    await modal(w, ada, { title: 'Renamed' });
    await ada.close();
    assert.match(textOf(cardNow(w, card)), /Requirement group: Beta AG/);
    await ada.click({ actionId: 'group:more', in: cardNow(w, card), option: 'Delete…' });
    const sure = await modal(w, ada, { id: 'group-delete:submit' });
    assert.match(textOf(sure), /will be deleted from the Telnyx account.*\nNo open order that is followed here has/s);
    await ada.submit();
    await modal(w, ada, { title: 'Deleted' });
    assert.equal((await askTelnyx(w, { path: `/requirement_groups/${id}` })).status, 404);
    assert.match(textOf(cardNow(w, card)), /Deleted from the Telnyx account by @U0ADA/);
    assert.match(textOf(replies(w, card).at(-1) ?? null), /deleted this group/);
    assert.deepEqual(await toldBy(w, card, () => w.clock.advance(DAY_MS)), []);
  });

  it('that disappeared at Telnyx are said to be gone where somebody asks, and nowhere else', async (t) => {
    const { w, ada } = await start(t);
    const { card, id } = await keepGroup(w, ada);
    await askTelnyx(w, { method: 'DELETE', path: `/requirement_groups/${id}` });
    assert.deepEqual(await toldBy(w, card, () => w.clock.advance(DAY_MS)), []);
    assert.ok(w.logLines.some((line) => line.includes('group not read')));
    await ada.click({ actionId: 'group:more', in: cardNow(w, card), option: 'Rename…' });
    await modal(w, ada, { says: /Telnyx has no such requirement group/ });
  });

  it('never let a value out of Telnyx: not into a message, the log or a form', async (t) => {
    const { w, ada } = await start(t);
    const { card } = await keepGroup(w, ada);
    await ada.click({ actionId: 'group:more', in: cardNow(w, card), option: 'Rename…' });
    await modal(w, ada, { id: 'group-rename:submit' });
    const secret = 'Ada Lindqvist, Acme, +41';
    const seen = [...w.slack.messages('#telecom'), ...ada.ephemerals(), ...ada.views()].map((each) =>
      JSON.stringify(each),
    );
    assert.equal(
      seen.some((each) => each.includes(secret)),
      false,
    );
    assert.equal(
      w.logLines.some((line) => line.includes(secret)),
      false,
    );
  });
});
