import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { PersonDriver } from '../../src/sandbox/slack/person.ts';
import type { Message, View } from '../../src/sandbox/slack/shapes.ts';
import {
  answerTo,
  askTelnyx,
  buttonsOf,
  callsTo,
  cardNow,
  cards,
  command,
  modal,
  placeOrder,
  rawOf,
  replies,
  repliesOnce,
  search,
  searchAndSelect,
  submitOrder,
  textOf,
} from '../support/act.ts';
import {
  addAddress,
  CONTACT,
  filledIn,
  HEAD_OFFICE,
  JANE,
  nextPage,
  pdfFile,
  sendForm,
  toldBy,
} from '../support/act-requirements.ts';
import { createFulfilledGroup } from '../support/fulfilled-group.ts';
import { HOUR_MS, startWorld, type World } from '../support/start-world.ts';

const start = async (t: TestContext): Promise<{ w: World; ada: PersonDriver }> => {
  const w = await startWorld(t);
  return { w, ada: w.slack.person('ada') };
};

/** Opens the form that puts a group's values into open parts. */
const openApply = async (w: World, ada: PersonDriver, list: Message): Promise<View> => {
  await ada.click({ actionId: 'group:more', in: list, option: 'Apply to an order…' });
  return modal(w, ada, { id: 'group-apply:submit' });
};

describe('a requirement group and orders that wait for answers', () => {
  it('answers a pending part at one press, says so in its thread, and remembers where it was used', async (t) => {
    const { w, ada } = await start(t);
    const { card } = await placeOrder(w, ada, { reference: 'Acme Berlin' });
    await repliesOnce(w, card, 1);
    await createFulfilledGroup(w, { country: 'DE', reference: 'Acme papers' });
    const list = await command(w, ada, 'groups DE local');
    const form = await openApply(w, ada, list);
    assert.match(rawOf(form), /DE local part, 1: Acme Berlin/);
    assert.match(filledIn(form), /"selected_options":\[\]/, 'never chosen for the person');
    await ada.select({ actionId: 'field:value', choice: [await onlyOption(w)] });
    await ada.submit();
    const done = await modal(w, ada, { title: 'Applied' });
    assert.match(textOf(done), /The values of Acme papers are in 1 part\./);
    await ada.close();
    const told = textOf(replies(w, card).at(-1) ?? null);
    assert.match(told, /@U0ADA put the values of the requirement group Acme papers into the DE local part/);
    assert.match(textOf(cardNow(w, card)), /all answers are in/);
    const after = await command(w, ada, 'groups');
    assert.match(textOf(after), /Acme papers · DE local .* · in 1 open part/);
    await ada.click({ actionId: 'group:more', in: after, option: 'Delete…' });
    assert.match(
      textOf(await modal(w, ada, { id: 'group-delete:submit' })),
      /1 open part has its values.*Acme Berlin/s,
    );
  });

  it('is said not to fit where no open part waits for it', async (t) => {
    const { w, ada } = await start(t);
    await createFulfilledGroup(w, { country: 'DE', reference: 'Acme papers' });
    const list = await command(w, ada, 'groups');
    await ada.click({ actionId: 'group:more', in: list, option: 'Apply to an order…' });
    await modal(w, ada, { says: /No open part fits Acme papers/ });
  });

  it('that was chosen in the order form is remembered as used', async (t) => {
    const { w, ada } = await start(t);
    await createFulfilledGroup(w, { country: 'CH', reference: 'Acme papers' });
    const list = await command(w, ada, 'groups');
    await answerTo(w, ada, () => ada.click({ actionId: 'group:more', in: list, option: 'Keep in this channel' }));
    const groupCard = await w.slack.waitFor(() => cards(w)[0]);
    await placeOrder(w, ada, {
      text: 'CH local',
      reference: 'Acme Zurich',
      values: { 'Requirement group for CH local': 'Acme papers' },
    });
    await w.tick();
    assert.match(textOf(cardNow(w, groupCard)), /Used in: Acme Zurich · nd-/);
    assert.match(textOf(await command(w, ada, 'groups')), /in 1 open part/);
  });
});

const onlyOption = async (w: World): Promise<string> => {
  const view = w.slack.person('ada').view();
  const [found] = JSON.stringify(view?.blocks).match(/\[\\"[a-z0-9]{8}\\",\\"[0-9a-f-]{36}\\"\]/) ?? [];
  return (found ?? '').replaceAll('\\"', '"');
};

describe('before anybody buys', () => {
  it('the paperwork says that a group is needed, which fit, and leads into making one', async (t) => {
    const { w, ada } = await start(t);
    const none = await command(w, ada, 'requirements CH local');
    assert.match(textOf(none), /takes an order only with a requirement group.*\nNo requirement group fits yet/s);
    assert.ok(buttonsOf(none).includes('Create a group'));
    await createFulfilledGroup(w, { country: 'CH', reference: 'Acme papers' });
    await w.clock.advance(2 * 60_000);
    const some = await command(w, ada, 'requirements CH local');
    assert.match(textOf(some), /1 requirement group fits:\n• Acme papers, not approved yet, 6 of 6 values/);
    const results = await search(w, ada, 'CH local');
    assert.match(
      textOf(results),
      /6 requirements before activation\. A fulfilled requirement group is needed to order; 1 fits\./,
    );
    await ada.click({ actionId: 'group:create', in: some });
    const form = await modal(w, ada, { id: 'group-create:submit' });
    assert.match(filledIn(form), /"CH"/);
  });

  it('a search goes on when the groups cannot be read', async (t) => {
    const { w, ada } = await start(t);
    w.telnyx.faults.on({ kind: 'server-error', method: 'GET', path: '/requirement_groups' });
    const results = await search(w, ada, 'CH local');
    assert.match(textOf(results), /A fulfilled requirement group is needed to order\./);
    assert.match(textOf(await command(w, ada, 'requirements CH local')), /could not be read now/);
  });
});

describe('an order for a country that wants a group first', () => {
  it('leads into making one, holds the numbers meanwhile, and comes back with the group chosen', async (t) => {
    const { w, ada } = await start(t);
    const { results, numbers } = await searchAndSelect(w, ada, 'CH local Zurich', { count: 2 });
    await ada.click({ actionId: 'search:order', in: results });
    const blocked = await modal(w, ada, { title: 'A group is needed first' });
    assert.match(textOf(blocked), /6 requirements to answer before activation: Contact information/);
    await ada.fill({ Reference: 'Acme Zurich' });
    await ada.click({ actionId: 'order:create-group' });
    const form = await modal(w, ada, { id: 'group-create:submit', says: /Held for you until/ });
    assert.match(textOf(form), /For CH local numbers\. Your order waits behind this form/);
    assert.equal(callsTo(w, 'POST', '/number_reservations'), 1);
    await ada.submit({ Name: 'Acme papers' });
    await modal(w, ada, { id: 'requirements:submit', says: /CH local requirement group · Acme papers/ });
    await ada.fill({
      [CONTACT]: JANE,
      'Passport or ID copy of an authorized representative': pdfFile(ada, 'passport.pdf'),
      'Local business register extract': pdfFile(ada, 'register.pdf'),
      'Business registration number': 'CHE-123.456.789',
    });
    await addAddress(w, ada, { ...HEAD_OFFICE, City: 'Zürich', 'Postal code': '8001' });
    await nextPage(w, ada, /2 of 2/);
    await ada.fill({ 'Proof of address': pdfFile(ada, 'bill.pdf') });
    assert.match(textOf(await sendForm(w, ada)), /The group is fulfilled: every requirement has a value/);
    await ada.close();
    const ready = await modal(w, ada, { id: 'order:submit', title: 'Order numbers' });
    assert.match(textOf(ready), /Held for you until/);
    assert.match(filledIn(ready), /Acme Zurich/, 'what was typed stays');
    const { body } = await askTelnyx(w, { path: '/requirement_groups' });
    const [made] = body as unknown as { id: string }[];
    assert.match(filledIn(ready), new RegExp(`"selected_option":.*${made?.id}`), 'made from here, so it stands chosen');
    const { done } = await submitOrder(w, ada);
    assert.match(textOf(done), /2 numbers ordered/);
    assert.equal(numbers.length, 2);
  });

  it('keeps the order form as it was when the numbers cannot be held', async (t) => {
    const { w, ada } = await start(t);
    const { results } = await searchAndSelect(w, ada, 'CH local Zurich');
    await ada.click({ actionId: 'search:order', in: results });
    await modal(w, ada, { title: 'A group is needed first' });
    w.telnyx.faults.on({ kind: 'server-error', method: 'POST', path: '/number_reservations' });
    await ada.click({ actionId: 'order:create-group' });
    await modal(w, ada, {
      id: 'group-create:submit',
      says: /Not held now: \+41 .* somebody else may buy it meanwhile/,
    });
    await ada.close();
    await modal(w, ada, { title: 'A group is needed first' });
  });

  it('lets nobody else’s group stand chosen', async (t) => {
    const { w, ada } = await start(t);
    await createFulfilledGroup(w, { country: 'CH', reference: 'Beta papers' });
    const { results } = await searchAndSelect(w, ada, 'CH local');
    await ada.click({ actionId: 'search:order', in: results });
    const form = await modal(w, ada, { id: 'order:submit' });
    assert.ok(buttonsOf(form).includes('Create a requirement group'), 'it may be another customer’s');
    assert.doesNotMatch(filledIn(form), /selected_option":\{/);
  });
});

describe('the card of a group', () => {
  it('shows what Telnyx says now when it is refreshed, and tells it once', async (t) => {
    const { w, ada } = await start(t);
    const id = await createFulfilledGroup(w, { country: 'CH', reference: 'Acme papers' });
    const list = await command(w, ada, 'groups');
    await answerTo(w, ada, () => ada.click({ actionId: 'group:more', in: list, option: 'Keep in this channel' }));
    const [card] = cards(w);
    assert.ok(card);
    w.telnyx.desk.approveGroup(id);
    await ada.click({ actionId: 'group:more', in: cardNow(w, card), option: 'Refresh' });
    await w.slack.waitFor(() => /now approved/.test(textOf(replies(w, card).at(-1) ?? null)));
    assert.deepEqual(await toldBy(w, card, () => w.clock.advance(HOUR_MS)), []);
  });
});
