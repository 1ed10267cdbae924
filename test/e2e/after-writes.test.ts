import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { PersonDriver } from '../../src/sandbox/slack/person.ts';
import { buttonsOf, callsTo, command, modal, searchAndSelect, textOf } from '../support/act.ts';
import {
  addAddress,
  CONTACT,
  HEAD_OFFICE,
  JANE,
  openForm,
  orderWithPaperwork,
  sendForm,
} from '../support/act-requirements.ts';
import { startWorld, type World } from '../support/start-world.ts';

const ZURICH = { ...HEAD_OFFICE, City: 'Zürich', 'Postal code': '8001' };

const start = async (t: TestContext): Promise<{ w: World; ada: PersonDriver }> => {
  const w = await startWorld(t);
  return { w, ada: w.slack.person('ada') };
};

const groupsMade = (w: World): number => callsTo(w, 'POST', '/requirement_groups');

/** The form of a group that was begun from an order form, which stands below it. */
const groupOverOrder = async (w: World, ada: PersonDriver): Promise<void> => {
  const { results } = await searchAndSelect(w, ada, 'CH local Zurich');
  await ada.click({ actionId: 'search:order', in: results });
  await modal(w, ada, { title: 'A group is needed first' });
  await ada.click({ actionId: 'order:create-group' });
  await modal(w, ada, { id: 'group-create:submit', says: /Held for you until/ });
  await ada.submit({ Name: 'Acme papers' });
  await modal(w, ada, { id: 'requirements:submit' });
};

describe('a group that was made', () => {
  it('is not made once more because its form could not be opened', async (t) => {
    const { w, ada } = await start(t);
    await ada.click({ actionId: 'group:create', in: await command(w, ada, 'groups') });
    await modal(w, ada, { id: 'group-create:submit' });
    const isBack = w.telnyx.faults.on({ kind: 'server-error', method: 'GET', path: '/requirement_groups' });
    await ada.submit({ Country: 'Switzerland', Name: 'Acme papers' });
    const told = await modal(w, ada, { says: /The group is made; its form could not be opened now/ });
    assert.deepEqual([told.submit, buttonsOf(told)], [null, ['Fill in']]);
    isBack();
    await ada.click({ text: 'Fill in' });
    await modal(w, ada, { id: 'requirements:submit', says: /CH local requirement group · Acme papers/ });
    assert.equal(ada.views().length, 1, 'in the place of what was told');
    assert.equal(groupsMade(w), 1);
  });

  it('without the answers of a part says so, and leads into filling it in', async (t) => {
    const { w, ada } = await start(t);
    const { card } = await orderWithPaperwork(w, ada);
    await openForm(w, ada, card);
    await ada.fill({ [CONTACT]: JANE });
    await sendForm(w, ada);
    await ada.click({ text: 'Save these answers as a requirement group' });
    await modal(w, ada, { id: 'group-save:submit' });
    const refusal = { code: '10015', title: 'Bad Request', detail: 'The value is too long.' };
    w.telnyx.faults.on({ kind: 'refused', ...refusal, method: 'PATCH', path: '/requirement_groups', times: 1 });
    await ada.submit({ 'Name of the group': 'Acme Berlin' });
    const told = await modal(w, ada, { says: /The group was made, but the answers could not be put into it/ });
    assert.match(textOf(told), /Telnyx refused this.*The value is too long/);
    assert.equal(told.submit, null, 'it cannot be made twice');
    await ada.click({ text: 'Fill in', in: told });
    await modal(w, ada, { id: 'requirements:submit', says: /requirement group · Acme Berlin/ });
    await addAddress(w, ada);
    assert.equal(groupsMade(w), 1);
  });
});

describe('the form of a group over an order form', () => {
  it('can be gone on with: the address form is the third window, not a fourth', async (t) => {
    const { w, ada } = await start(t);
    await groupOverOrder(w, ada);
    await ada.fill({ [CONTACT]: JANE });
    assert.match(textOf(await sendForm(w, ada)), /Saved\. 5 of its requirements still need an answer/);
    await ada.click({ text: 'Go on filling in' });
    await modal(w, ada, { id: 'requirements:submit' });
    assert.equal(ada.views().length, 2);
    await addAddress(w, ada, ZURICH);
  });

  it('is saved though the order form below cannot be drawn anew', async (t) => {
    const { w, ada } = await start(t);
    await groupOverOrder(w, ada);
    await ada.fill({ [CONTACT]: JANE });
    const searched = () => callsTo(w, 'GET', '/available_phone_numbers');
    const before = searched();
    w.telnyx.faults.on({ kind: 'refused', code: '1', title: 'No', detail: 'No', path: '/available_phone_numbers' });
    await sendForm(w, ada);
    await w.slack.waitFor(() => searched() > before, { what: 'the order form being drawn anew' });
    await w.slack.waitFor(() => /could not be done/.test(w.logLines.join('\n')), { what: 'the failure in the log' });
    assert.match(textOf(ada.view()), /Saved\. 5 of its requirements still need an answer/);
    assert.equal(ada.view()?.submit, null, 'nothing to send again');
  });
});
