import assert from 'node:assert/strict';
import { readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseConfig } from '../../../src/config.ts';
import { createManualClock } from '../../../src/sandbox/clock.ts';
import { startSandbox } from '../../../src/sandbox/start-sandbox.ts';
import { cardNow, modal, replies, textOf } from '../../support/act.ts';
import { openForm, orderAnswered, orderWithPaperwork, PDF } from '../../support/act-requirements.ts';
import { DAY_MS, HOUR_MS, START_AT, startWorld } from '../../support/start-world.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('a sandbox that is kept', () => {
  it('goes on where it stood: messages, forms, files, the desk and the clock, and says nothing twice', async (t) => {
    const keepIn = temporaryFolder(t);
    const first = await startWorld(t, { keepIn });
    const ada = first.slack.person('ada');
    const { card, partId } = await orderWithPaperwork(first, ada);
    await first.clock.advance(2 * DAY_MS);
    await openForm(first, ada, cardNow(first, card));
    const fileId = ada.upload({ name: 'bill.pdf', content: PDF });
    await ada.fill({ 'Proof of address': [fileId] });
    await first.slack.waitFor(() => textOf(cardNow(first, card)).includes('is filling in the form'));
    const before = {
      messages: first.slack.messages('#telecom'),
      desk: first.telnyx.desk.pending(),
      typed: ada.view()?.state.values,
      now: first.clock.now(),
    };
    await first.stop();

    const second = await startWorld(t, { keepIn });
    const adaAgain = second.slack.person('ada');
    assert.deepEqual(second.slack.messages('#telecom'), before.messages);
    assert.deepEqual(second.telnyx.desk.pending(), before.desk);
    assert.equal(second.clock.now(), before.now);
    const added = second.telnyx.desk.addOrder({ parts: [{ country: 'US', numberType: 'local' }] });
    assert.notEqual(added.partIds[0], partId, 'ids go on too');
    const issued = [first, second].map(({ slack }) => slack.workspace.stamps.keep().count);
    assert.ok(Number(issued[1]) >= Number(issued[0]), "Slack's as well");
    assert.deepEqual(Object.keys(adaAgain.view()?.state.values ?? {}), Object.keys(before.typed ?? {}));
    for (let n = 0; n < 3; n += 1) await second.tick();
    await second.clock.advance(HOUR_MS);
    assert.deepEqual(
      second.slack.messages('#telecom').map(({ ts, text }) => [ts, text]),
      before.messages.map(({ ts, text }) => [ts, text]),
      'nothing is said twice',
    );

    await adaAgain.submit();
    const sent = await modal(second, adaAgain, { says: /1 of 5|still missing|missing/ });
    assert.ok(sent, 'the file is found at the new address');
    second.telnyx.desk.comment({ partId, body: 'Thank you, the bill is fine.' });
    await second.tick();
    assert.match(replies(second, card).map(textOf).join('\n'), /the bill is fine/, 'the thread goes on');
    assert.equal(
      new Set(second.slack.messages('#telecom').map(({ ts }) => ts)).size,
      second.slack.messages('#telecom').length,
    );
    await second.stop();
  });

  it('is saved soon after a change, so that even a crash loses little', async (t) => {
    const keepIn = temporaryFolder(t);
    const world = await startWorld(t, { keepIn });
    const file = join(keepIn, 'simulators.state');
    const sizeBefore = statSync(file).size;
    await world.slack.person('ada').say('Remember this');
    await world.slack.waitFor(() => statSync(file).size > sizeBefore, { what: 'the change to be saved' });
    assert.deepEqual(
      readdirSync(keepIn).filter((name) => !name.includes('sqlite')),
      ['simulators.state'],
      'no half-written file is left',
    );
    await world.stop();
  });

  it('is answered by Telnyx as before: what was sent is still under review', async (t) => {
    const keepIn = temporaryFolder(t);
    const first = await startWorld(t, { keepIn });
    const { partId, card } = await orderAnswered(first, first.slack.person('ada'));
    await first.stop();
    const second = await startWorld(t, { keepIn });
    second.telnyx.desk.approveAll(partId);
    await second.tick();
    assert.match(textOf(cardNow(second, card)), /active/);
    assert.equal(second.telnyx.desk.part(partId).status, 'success');
    await second.stop();
  });

  for (const [what, spoil] of [
    ['state', (folder: string) => truncateSync(join(folder, 'simulators.state'), 100)],
    [
      'store',
      (folder: string) => writeFileSync(join(folder, 'numberdesk.sqlite'), 'this is no database, it only says so'),
    ],
  ] as const) {
    it(`begins fresh when its ${what} cannot be read, says so and throws nothing away`, async (t) => {
      const keepIn = temporaryFolder(t);
      const first = await startWorld(t, { keepIn });
      await first.slack.person('ada').say('Hello');
      await first.stop();
      spoil(keepIn);
      const second = await startWorld(t, { keepIn, web: { port: 0 } });
      assert.deepEqual(second.slack.messages('#telecom'), []);
      assert.match(second.banner, /could not be read .* begins fresh/);
      assert.ok(readdirSync(keepIn).includes('unreadable-simulators.state'));
      await second.stop();
    });
  }

  it('keeps the time of a clock that runs by itself, and what each person has read', async (t) => {
    const keepIn = temporaryFolder(t);
    const start = () =>
      startSandbox({
        config: { ...parseConfig({}).config, port: 0, logLevel: 'silent' },
        keepIn,
        web: { port: 0 },
        clock: createManualClock(START_AT),
      });
    const first = await start();
    await first.slack.person('ben').say('News');
    const act = { person: 'ada', act: { type: 'read', channel: 'C0TELECOM' } };
    const headers = { 'content-type': 'application/json' };
    await fetch(`${first.url}/acts`, { method: 'POST', headers, body: JSON.stringify(act) });
    await first.clock.advance(DAY_MS);
    await first.stop();
    const second = await start();
    const state = (await (await fetch(`${second.url}/state?person=ada`)).json()) as {
      clock: { now: number };
      channels: { name: string; unread: number }[];
    };
    assert.equal(state.clock.now, START_AT + DAY_MS);
    assert.equal(state.channels.find(({ name }) => name === 'telecom')?.unread, 0);
    await second.stop();
  });
});
