import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { PersonDriver } from '../../src/sandbox/slack/person.ts';
import type { Message } from '../../src/sandbox/slack/shapes.ts';
import { answerTo, buttonsOf, cardNow, command, modal, placeOrder, rawOf, textOf } from '../support/act.ts';
import {
  CONTACT,
  callsOf,
  JANE,
  oneTold,
  openForm,
  orderWithPaperwork,
  sendForm,
} from '../support/act-requirements.ts';
import { MAIN, startProcess } from '../support/start-process.ts';
import { startWorld, WORLDS, type World } from '../support/start-world.ts';
import { temporaryFolder, temporaryPath } from '../support/temporary-folder.ts';
import { TEST_KEYS } from '../support/test-keys.ts';

const HOSTILE = '=HYPERLINK("https://evil.example","x") <!channel> \u202Egnp';
const SECRETS = /Jane|Acme GmbH|Pangolin|1234567/;

const audit = (w: World, person: PersonDriver): Promise<Message> => command(w, person, 'audit');

/** What stands in the audit, line by line, without when it was. */
const linesOf = (message: Message): string[] =>
  textOf(message)
    .split('\n')
    .filter((line) => line.includes(' · '))
    .map((line) => line.split(' · ').slice(1).join(' · '));

/** Ada orders and answers, Ben writes to Number Ops and cancels. */
const orderToItsEnd = async (w: World, reference: string) => {
  const [ada, ben] = [w.slack.person('ada'), w.slack.person('ben')];
  const { card, partId } = await orderWithPaperwork(w, ada, { reference });
  await openForm(w, ada, card);
  await ada.fill({ [CONTACT]: JANE });
  await sendForm(w, ada);
  await ada.close();
  const told = await oneTold(w, card, () => w.telnyx.desk.comment({ partId, body: 'Which branch?' }));
  await ben.click({ text: 'Reply', in: told });
  await modal(w, ben, { id: 'comment:submit' });
  await ben.submit({ 'Your comment': 'Pangolin branch' });
  await modal(w, ben, { title: 'Sent' });
  await ben.close();
  await ben.click({ actionId: 'order:more', option: 'Cancel this part…', in: cardNow(w, card) });
  await modal(w, ben, { id: 'cancel:submit' });
  await ben.submit();
  await modal(w, ben, { title: 'Cancelled' });
  await ben.close();
  return { ada, ben, card };
};

describe('/numbers audit', () => {
  for (const { name, ...world } of WORLDS)
    it(`shows who did what, the newest first, to whoever asks alone, ${name}`, async (t) => {
      const w = await startWorld(t, world);
      const { ada, ben, card } = await orderToItsEnd(w, 'Berlin office');
      const shown = await audit(w, ben);
      assert.equal(shown.visible_to, ben.id);
      const lines = linesOf(shown);
      assert.deepEqual(
        lines.map((line) => line.split(' · ')[0]),
        [
          `@${ben.id} cancelled a part`,
          `@${ben.id} wrote to Number Ops`,
          `@${ada.id} sent answers (1 answer)`,
          `@${ada.id} placed an order (1 number)`,
        ],
      );
      for (const line of lines) assert.match(line, / · Berlin office · nd-\w+$/);
      const link = `https://${w.slack.workspace.seed.team.domain}.slack.com/archives/${card.channel}/p${card.ts.replace('.', '')}`;
      assert.equal(rawOf(shown).split(`<${link}|Berlin office`).length - 1, 4, 'each with a link to its thread');
      assert.equal(callsOf(shown, ada), 2);
      assert.doesNotMatch(rawOf(shown), SECRETS);
    });

  it('shows a hostile reference as the words that it is', async (t) => {
    const w = await startWorld(t);
    const { ada } = await orderToItsEnd(w, HOSTILE);
    const shown = await audit(w, ada);
    assert.match(textOf(shown), /=HYPERLINK\("https:\/\/evil\.example","x"\) <!channel> gnp/);
    assert.doesNotMatch(rawOf(shown), /<!channel|<https:\/\/evil|\u202E/);
  });

  it('is exported as CSV while the app runs: a hostile reference is a text there, and nothing of an answer is in it', async (t) => {
    const folder = temporaryFolder(t);
    const STORE_URL = `sqlite://${join(folder, 'store.sqlite')}`;
    const w = await startWorld(t, { storeUrl: STORE_URL });
    const { ada, ben } = await orderToItsEnd(w, HOSTILE);
    const [ENCRYPTION_KEY = ''] = TEST_KEYS;
    const exported = startProcess(t, { env: { STORE_URL, ENCRYPTION_KEY }, cwd: folder, args: [MAIN, 'audit'] });
    assert.deepEqual(await exported.exit, { code: 0, signal: null }, exported.stderr());
    const [head, ...lines] = exported.stdout().split('\r\n');
    assert.match(head ?? '', /^"time","person","act","detail","reference",/);
    const reference = /"'=HYPERLINK\(""https:\/\/evil\.example"",""x""\) <!channel> gnp · nd-\w+"/;
    assert.deepEqual(
      lines.slice(0, 4).map((line) => [...line.split(',').slice(1, 3), reference.test(line)]),
      [
        [`"${ada.id}"`, '"ordered"', true],
        [`"${ada.id}"`, '"answers-sent"', true],
        [`"${ben.id}"`, '"comment-sent"', true],
        [`"${ben.id}"`, '"part-cancelled"', true],
      ],
    );
    assert.match(lines[0] ?? '', /^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z",/);
    assert.deepEqual(lines.slice(4), ['']);
    assert.doesNotMatch(exported.stdout(), SECRETS);
    assert.match(textOf(await audit(w, ada)), /cancelled a part/, 'the app goes on');
  });

  it('goes on with what is older at a press, in the place of the same message', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    assert.match(textOf(await audit(w, ada)), /Nobody has done anything here yet/);
    await placeOrder(w, ada, { reference: 'The first' });
    const { card } = await orderWithPaperwork(w, ada, { reference: 'The second' });
    const told = await oneTold(w, card, () =>
      w.telnyx.desk.comment({ partId: w.telnyx.desk.pending()[1]?.partId ?? '', body: 'Well?' }),
    );
    for (let n = 1; n <= 19; n += 1) {
      await ada.click({ text: 'Reply', in: told });
      await modal(w, ada, { id: 'comment:submit' });
      await ada.submit({ 'Your comment': `Answer ${n}` });
      await modal(w, ada, { title: 'Sent' });
      await ada.close();
    }
    const newest = await audit(w, ada);
    assert.equal(linesOf(newest).length, 20);
    assert.match(linesOf(newest)[19] ?? '', /placed an order .* · The second/);
    assert.deepEqual(buttonsOf(newest), ['Older']);
    await ada.click({ text: 'Older', in: newest });
    const older = await w.slack.waitFor(
      () => ada.ephemerals('#telecom').find((each) => /older\.\n/.test(textOf(each))),
      { what: 'the page before' },
    );
    assert.match(linesOf(older).join(), /placed an order .* · The first · nd-\w+$/);
    assert.deepEqual(buttonsOf(older), []);
  });

  it('is there after a restart', async (t) => {
    const w = await startWorld(t, { storeUrl: `sqlite://${temporaryPath(t)}` });
    const ada = w.slack.person('ada');
    await placeOrder(w, ada);
    await w.app.stop();
    await w.app.start();
    assert.equal(linesOf(await audit(w, ada)).length, 1);
  });

  it('is not open to guests', async (t) => {
    const w = await startWorld(t);
    await placeOrder(w, w.slack.person('ada'));
    const gus = w.slack.person('gus');
    const said = textOf(await answerTo(w, gus, () => gus.command('audit', { channel: '#telecom' })));
    assert.match(said, /^Not open to you\nGuests cannot/);
  });
});
