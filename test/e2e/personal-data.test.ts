import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLog } from '../../src/log.ts';
import { samplePdf } from '../../src/sandbox/sample-files.ts';
import type { PersonDriver } from '../../src/sandbox/slack/person.ts';
import { cardNow, command, modal, rawOf, textOf } from '../support/act.ts';
import {
  addAddress,
  CONTACT,
  HEAD_OFFICE,
  oneTold,
  openForm,
  orderWithPaperwork,
  pdfFile,
  sendForm,
  toldBy,
} from '../support/act-requirements.ts';
import { startWorld, type World } from '../support/start-world.ts';

/** In every value that a person gives of an end user, so that each place it comes to can be found. */
const MARK = /Quartz|Zirconia|Feldspar|Obsidian/;
const ANSWER = 'Zoe Quartz, Acme GmbH, +49 30 1234567';
const FIXED = 'Zoe Zirconia, Acme GmbH, +49 30 1234567';
const ADDRESS = { ...HEAD_OFFICE, 'First name': 'Zoe', 'Last name': 'Quartz', 'Street and house number': 'Feldspar 1' };

const quoted = (value: string) => ({
  kind: 'refused' as const,
  code: '10015',
  title: `Bad value ${value}`,
  detail: `"${value}" is not a contact.`,
  times: 1,
});

/** A file that holds what nobody else may read, and one that will be refused. */
const attach = (person: PersonDriver) => ({
  'Proof of address': [person.upload({ name: 'bill.pdf', content: samplePdf('Obsidian Street') })],
  'Company registration certificate': pdfFile(person, 'register.pdf'),
});

const answer = async (w: World, ada: PersonDriver, ordered: Awaited<ReturnType<typeof orderWithPaperwork>>) => {
  await openForm(w, ada, ordered.card);
  await ada.fill({ [CONTACT]: ANSWER, ...attach(ada) });
  await addAddress(w, ada, ADDRESS);
  w.telnyx.faults.on({ ...quoted(ANSWER), method: 'PATCH', path: '/sub_number_orders' });
  await ada.submit();
  return modal(w, ada, { id: 'requirements:submit', says: /Telnyx says/ });
};

const fixAfterDecline = async (
  w: World,
  ada: PersonDriver,
  ordered: Awaited<ReturnType<typeof orderWithPaperwork>>,
) => {
  const { card, part, partId } = ordered;
  const contact = part.requirements.find(({ name }) => name === CONTACT)?.requirementId ?? '';
  const comment = 'That number is not in service.';
  const told = await oneTold(w, card, () => w.telnyx.desk.decline({ partId, requirementIds: [contact], comment }));
  await openForm(w, ada, told);
  await ada.fill({ [`${CONTACT} (declined)`]: FIXED });
  w.slack.faults.fail({ method: 'chat.postMessage', status: 503, times: 2 });
  await sendForm(w, ada);
};

const KEPT_KEYS = ['private_metadata', 'callback_id', 'block_id', 'action_id', 'value', 'metadata', 'external_id'];

/** What steers a window: it comes back to us, and Slack keeps it. */
const steering = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    KEPT_KEYS.includes(key) ? [JSON.stringify(each)] : steering(each),
  );
};

/** All that Slack was told which others can read, and what it keeps for us: not what a window shows to its one reader. */
const kept = (w: World): string =>
  JSON.stringify([
    w.slack.calls().map(({ method, args }) => (method.startsWith('views.') ? steering(args) : args)),
    w.slack.workspace.messages.keep(),
  ]);

describe('what people answer about an end user', () => {
  it('is in no line of the log, no message, no metadata and no value of a button, whatever goes wrong', async (t) => {
    const lines: string[] = [];
    const log = createLog({ level: 'trace', destination: { write: (line) => void lines.push(line) } });
    const w = await startWorld(t, { log });
    const ada = w.slack.person('ada');
    const one = await orderWithPaperwork(w, ada, { reference: 'Berlin one' });
    const two = await orderWithPaperwork(w, ada, { reference: 'Berlin two' });

    const refused = await answer(w, ada, one);
    assert.match(textOf(refused), /Telnyx says: “Bad value \[redacted\]/);
    w.slack.faults.fail({ method: 'files.info', error: 'file_not_found', times: 1 });
    await ada.submit();
    await modal(w, ada, { id: 'requirements:submit', says: /Slack has that file no more|attach it again/i });
    await ada.fill(attach(ada));
    await sendForm(w, ada);
    await ada.close({ all: true });

    await fixAfterDecline(w, ada, one);
    await ada.click({ text: 'Use these answers there too…' });
    await modal(w, ada, { id: 'spread:submit' });
    await ada.close();
    await ada.click({ text: 'Save these answers as a requirement group' });
    await modal(w, ada, { id: 'group-save:submit' });
    await ada.submit({ 'Name of the group': 'Acme Berlin' });
    await modal(w, ada, { id: '', says: /Saved:/ });
    await ada.close({ all: true });
    await toldBy(w, two.card, () => w.telnyx.desk.comment({ partId: two.partId, body: 'Please answer.' }));

    const audit = await command(w, ada, 'audit');
    assert.match(textOf(audit), /sent answers \(\d answers?\).*made an address \(address [^)]+\).*placed an order/s);
    assert.doesNotMatch(rawOf(audit), MARK);

    w.telnyx.faults.on({ kind: 'server-error', times: 3 });
    await ada.click({ actionId: 'requirements:open', in: cardNow(w, two.card) });
    await w.slack.settled();
    await w.tick();

    assert.ok(lines.length > 20);
    assert.match(JSON.stringify(w.slack.calls()), MARK, 'the windows of the person show what they typed');
    const logged = lines.filter((line) => MARK.test(line));
    assert.deepEqual(logged, []);
    assert.doesNotMatch(kept(w), MARK);
  });
});
