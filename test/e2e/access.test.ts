import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  answerTo,
  callsTo,
  cards,
  command,
  modal,
  openOrderForm,
  placeOrder,
  search,
  submitOrder,
  textOf,
} from '../support/act.ts';
import { startWorld } from '../support/start-world.ts';

describe('the channel of an order', () => {
  it('must have numberdesk in it: the form says how to invite it, keeps what was typed, then works', async (t) => {
    const world = await startWorld(t);
    const ada = world.slack.person('ada');
    await openOrderForm(world, ada);
    const channel = 'Channel for the order and its updates';
    await ada.submit({ Reference: 'Berlin office', [channel]: '#random' });
    const form = await modal(world, ada, { id: 'order:submit', says: /Channel out of reach/ });
    assert.match(textOf(form), /numberdesk is not in #C0RANDOM.* Type \/invite @numberdesk there/);
    assert.equal(textOf(form).match(/\/invite/g)?.length, 1, 'said once');
    assert.equal(callsTo(world, 'POST', '/number_orders'), 0);
    await ada.invite('#random');
    const { card, done } = await submitOrder(world, ada, { channel: '#random' });
    assert.match(textOf(done), /The card is in #C0RANDOM/);
    assert.match(textOf(card), /Reference: Berlin office · nd-/);
    assert.deepEqual(cards(world), []);
  });

  it('may not be archived', async (t) => {
    const world = await startWorld(t);
    const ada = world.slack.person('ada');
    await openOrderForm(world, ada);
    const archived = world.slack.workspace.channels.find('#telecom');
    if (archived) archived.isArchived = true;
    await ada.submit({ Reference: 'Berlin office' });
    const form = await modal(world, ada, { id: 'order:submit', says: /Channel out of reach/ });
    assert.match(textOf(form), /That channel is archived\. Choose another one\./);
    const { card } = await submitOrder(world, ada, {
      values: { 'Channel for the order and its updates': '#numbers-alerts' },
      channel: '#numbers-alerts',
    });
    assert.match(textOf(card), /Reference: Berlin office/);
  });

  it('need not have numberdesk in it for a search: the answer comes all the same', async (t) => {
    const world = await startWorld(t);
    const ada = world.slack.person('ada');
    assert.match(textOf(await search(world, ada, 'DE local Berlin', { channel: '#random' })), /120 numbers found/);
  });

  it('need not have it for the search form either: the results come as a message of the app', async (t) => {
    const world = await startWorld(t);
    const ada = world.slack.person('ada');
    await ada.command('search', { channel: '#random' });
    await modal(world, ada, { id: 'search:submit' });
    await ada.submit({ Country: 'DE' });
    const done = await modal(world, ada, { says: /numbers found/ });
    assert.match(textOf(done), /The results are in your messages with numberdesk/);
    assert.match(textOf(ada.messages('app').at(-1) ?? null), /numbers found/);
  });
});

describe('people who may not order', () => {
  const STRANGERS = [
    { name: 'gus', who: 'a guest', says: 'Guests cannot order numbers. Ask a full member of this workspace.' },
    { name: 'olga', who: 'a person of another organisation', says: 'Only people of the workspace that installed' },
  ];
  for (const { name, who, says } of STRANGERS) {
    it(`are told so, in one sentence, and nothing is asked at Telnyx: ${who}`, async (t) => {
      const world = await startWorld(t);
      const person = world.slack.person(name);
      for (const text of ['search DE local', 'order +493020007919', 'orders', 'help']) {
        const said = textOf(await command(world, person, text));
        assert.ok(said.startsWith(`Not open to you\n${says}`), said);
        assert.ok(said.length < 160, said);
      }
      assert.equal(person.view(), null);
      assert.deepEqual(world.telnyx.calls, []);
    });

    it(`cannot press the buttons of a card either: ${who}`, async (t) => {
      const world = await startWorld(t);
      const { card } = await placeOrder(world, world.slack.person('ada'));
      const person = world.slack.person(name);
      const said = await answerTo(world, person, () => person.click({ actionId: 'requirements:open', in: card }));
      assert.match(textOf(said), /Not open to you/);
      assert.equal(person.view(), null);
    });
  }
});

it('a guest sees no orders in the App Home', async (t) => {
  const world = await startWorld(t);
  await placeOrder(world, world.slack.person('ada'));
  const gus = world.slack.person('gus');
  await gus.openHome();
  const home = textOf(await world.slack.waitFor(() => gus.home()));
  assert.match(home, /Not open to you\nGuests cannot order numbers\./);
  assert.doesNotMatch(home, /Berlin office/);
});

describe('a form that Slack opens too late', () => {
  for (const text of ['search', 'order +493020007919']) {
    it(`is answered with what to do: /numbers ${text}`, async (t) => {
      const world = await startWorld(t);
      world.slack.workspace.triggers.spoil(1);
      const said = textOf(await command(world, world.slack.person('ada'), text));
      assert.match(said, /Slack gave up waiting.* Try it once more\./s);
    });
  }
});

it('Slack’s own trouble with a command is not met with silence', async (t) => {
  const world = await startWorld(t);
  const ada = world.slack.person('ada');
  world.slack.faults.fail({ method: 'views.open', times: 1, status: 503 });
  assert.match(textOf(await command(world, ada, 'search')), /Slack is not answering/);
});
