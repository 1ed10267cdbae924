import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Fault } from '../../src/sandbox/telnyx/faults.ts';
import {
  answerTo,
  buttonsOf,
  clickForAnswer,
  command,
  modal,
  offeredIn,
  search,
  searchAndSelect,
  textOf,
} from '../support/act.ts';
import { startWorld, WORLDS } from '../support/start-world.ts';

for (const { name, ...kind } of WORLDS) {
  describe(`a search ${name}`, () => {
    it('shows numbers with prices and paperwork, and more of them, and keeps what was selected', async (t) => {
      const world = await startWorld(t, kind);
      const ada = world.slack.person('ada');
      const { results, numbers } = await searchAndSelect(world, ada, 'DE local Berlin limit:3', { count: 2 });
      assert.match(textOf(results), /120 numbers found, 3 shown\. Searched: local numbers in Germany, in Berlin\./);
      assert.match(textOf(results), /\+49 30 20007919 +Berlin +voice.* +\$1\.00 +\$1\.00/);
      assert.match(textOf(results), /Paperwork for DE local: 5 requirements before activation\./);
      assert.doesNotMatch(textOf(results), /You named no country/);
      assert.deepEqual(buttonsOf(results), ['See them', 'Order selected', 'Hold 30 min', 'Change search', 'Show more']);
      await ada.click({ text: 'Show more', in: results });
      const more = await world.slack.waitFor(() => ada.ephemerals('#telecom').find((m) => offeredIn(m).length === 13));
      assert.equal(more.ts, results.ts, 'in place, so that old results do not pile up');
      await ada.click({ actionId: 'search:order', in: more });
      assert.match(
        textOf(await modal(world, ada, { id: 'order:submit' })),
        new RegExp(`^${numbers.length} numbers$`, 'm'),
      );
    });
  });
}

describe('the search form', () => {
  it('opens without words, says what is wrong at the field, then searches', async (t) => {
    const world = await startWorld(t);
    const ada = world.slack.person('ada');
    await ada.command('search');
    const form = await modal(world, ada, { id: 'search:submit' });
    assert.match(textOf(form), /Left empty: United States\./);
    await ada.submit({ Country: 'Atlantis', 'Area code': '3a' });
    assert.match(ada.errors()['search:country'] ?? '', /No such country/);
    assert.match(ada.errors()['search:area-code'] ?? '', /digits only/);
    const results = await answerTo(world, ada, () => ada.submit({ Country: 'Germany', 'Area code': '30' }));
    assert.match(textOf(results), /120 numbers found, 10 shown\. Searched: numbers in Germany, with area code 30\./);
    const done = await modal(world, ada, { title: '120 numbers found' });
    assert.match(textOf(done), /in the channel you searched from, visible only to you/);
  });

  it('comes back filled in from Change search', async (t) => {
    const world = await startWorld(t);
    const ada = world.slack.person('ada');
    const results = await search(world, ada, 'DE local Berlin ends:777');
    await ada.click({ actionId: 'search:change', in: results });
    const form = textOf(await modal(world, ada, { id: 'search:submit' }));
    assert.match(form, /Country \(optional\): DE/);
    assert.match(form, /City \(optional\): Berlin/);
    assert.match(form, /filters \(optional\): .*ends:777/);
    const again = await answerTo(world, ada, () => ada.submit({ 'How many, and more filters': null, City: 'Munich' }));
    assert.match(textOf(again), /numbers found.* in Munich\./);
  });

  it('keeps what was typed when Telnyx does not answer', async (t) => {
    const world = await startWorld(t);
    const ada = world.slack.person('ada');
    await ada.command('search');
    await modal(world, ada, { id: 'search:submit' });
    const repaired = world.telnyx.faults.on({ kind: 'dropped', path: '/available_phone_numbers' });
    await ada.submit({ Country: 'Germany', City: 'Berlin' });
    const form = await modal(world, ada, { id: 'search:submit', says: /Telnyx is not answering/ });
    assert.match(textOf(form), /could not be reached, so nothing was changed\. Try again in a minute\./);
    repaired();
    assert.match(textOf(await answerTo(world, ada, () => ada.submit())), /numbers found.*in Germany, in Berlin/);
  });
});

describe('words of a search', () => {
  it('that name no country are searched in the default one, which is said', async (t) => {
    const world = await startWorld(t);
    const ada = world.slack.person('ada');
    const results = await search(world, ada, 'local Chicago');
    assert.match(textOf(results), /You named no country, so this is United States, the default\./);
    assert.equal(buttonsOf(results)[0], 'Change');
    await ada.click({ text: 'Change', in: results });
    const form = await modal(world, ada, { id: 'search:submit' });
    assert.match(textOf(form), /City \(optional\): Chicago/);
  });

  it('with a country that does not exist say how they were understood', async (t) => {
    const world = await startWorld(t);
    const results = textOf(await search(world, world.slack.person('ada'), 'Atlantis local'));
    assert.match(results, /No numbers found/);
    assert.match(results, /this is United States, the default\. “Atlantis” was taken as a city\./);
  });

  it('that cannot be read are answered with an example that works', async (t) => {
    const world = await startWorld(t);
    const ada = world.slack.person('ada');
    const problem = textOf(await search(world, ada, 'DE limit:lots'));
    assert.match(problem, /“lots” is no count: write a whole number from 1 to 50\./);
    const example = /For example: \/numbers (.+)/.exec(problem)?.[1] ?? '';
    assert.match(textOf(await command(world, ada, example)), /numbers found/);
  });

  it('with 12x select twelve at once', async (t) => {
    const world = await startWorld(t);
    const ada = world.slack.person('ada');
    const results = await search(world, ada, '12x DE local Berlin');
    await ada.click({ actionId: 'search:order', in: results });
    const form = await modal(world, ada, { id: 'order:submit' });
    assert.match(textOf(form), /^12 numbers$/m);
    assert.match(textOf(form), /Total: upfront \$12\.00, then \$12\.00 a month\./);
  });

  it('that find nothing are relaxed by a button', async (t) => {
    const world = await startWorld(t);
    const ada = world.slack.person('ada');
    const none = await search(world, ada, 'DE local Berlin sms');
    assert.match(textOf(none), /No numbers found\. Searched: local numbers in Germany, in Berlin, with sms\./);
    assert.match(textOf(none), /• Any features\n\[Try this\]/);
    const [relax] = none.blocks.filter((block) => JSON.stringify(block).includes('Any features'));
    await ada.click({ actionId: 'search:relax', blockId: relax?.block_id ?? '', in: none });
    await world.slack.waitFor(() => ada.ephemerals('#telecom').some((message) => offeredIn(message).length === 10));
  });

  it('for what a country does not have are answered, with what there is', async (t) => {
    const world = await startWorld(t);
    const ada = world.slack.person('ada');
    const none = await search(world, ada, 'DE mobile Berlin');
    assert.match(
      textOf(none),
      /Telnyx has no such numbers at present\. Searched: mobile numbers in Germany, in Berlin\./,
    );
    assert.deepEqual(buttonsOf(none), ['Try this', 'Change search']);
    await ada.click({ actionId: 'search:relax', in: none });
    await world.slack.waitFor(() => ada.ephemerals('#telecom').some((message) => offeredIn(message).length === 10));
  });
});

describe('results', () => {
  it('can be held for 30 minutes, and ordered while they are held', async (t) => {
    const world = await startWorld(t);
    const ada = world.slack.person('ada');
    const { results } = await searchAndSelect(world, ada, 'DE local Berlin');
    const held = await clickForAnswer(world, ada, { actionId: 'search:hold', in: results });
    assert.match(textOf(held), /Held until 7 September 2026 at 08:30 UTC: \+49 30 20007919\. Order them before then/);
    await ada.click({ actionId: 'search:order', in: results });
    assert.match(textOf(await modal(world, ada, { id: 'order:submit' })), /\+49 30 20007919/);
  });

  it('ask for a selection first', async (t) => {
    const world = await startWorld(t);
    const ada = world.slack.person('ada');
    const results = await search(world, ada, 'DE local Berlin');
    for (const actionId of ['search:hold', 'search:order']) {
      const said = await clickForAnswer(world, ada, { actionId, in: results });
      assert.equal(textOf(said), 'That needs a change\nSelect the numbers first, in the list above the buttons.');
    }
  });

  it('show their paperwork', async (t) => {
    const world = await startWorld(t);
    const ada = world.slack.person('ada');
    const results = await search(world, ada, 'DE local Berlin');
    const paperwork = await clickForAnswer(world, ada, { text: 'See them', in: results });
    assert.match(textOf(paperwork), /DE local: 5 requirements\./);
  });

  it('say what texting from US toll-free numbers needs', async (t) => {
    const world = await startWorld(t);
    assert.match(textOf(await search(world, world.slack.person('ada'), 'US toll-free')), /needs a verification/);
  });

  const PASSING: [string, Fault][] = [
    ['a 429', { kind: 'rate-limited', resetSeconds: 0, times: 1 }],
    ['a 503', { kind: 'server-error', status: 503, times: 1 }],
    ['a broken connection', { kind: 'dropped', times: 1 }],
  ];
  for (const [why, fault] of PASSING) {
    it(`come after ${why}, which is tried again`, async (t) => {
      const world = await startWorld(t);
      world.telnyx.faults.on(fault);
      assert.match(textOf(await search(world, world.slack.person('ada'), 'DE local Berlin')), /120 numbers found/);
    });
  }

  it('do not come while Telnyx is down, which is said with what to do', async (t) => {
    const world = await startWorld(t);
    world.telnyx.faults.on({ kind: 'dropped' });
    const said = textOf(await search(world, world.slack.person('ada'), 'DE local Berlin'));
    assert.match(
      said,
      /Telnyx is not answering\nTelnyx could not be reached, so nothing was changed\. Try again in a minute\./,
    );
  });
});
