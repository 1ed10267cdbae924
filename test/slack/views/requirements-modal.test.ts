import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formContext } from '../../../src/slack/ids.ts';
import type { ModalView } from '../../../src/slack/views/blocks.ts';
import { toFieldErrors } from '../../../src/slack/views/form-inputs.ts';
import { readPageAnswers } from '../../../src/slack/views/read-answers.ts';
import { parseFieldBlockId } from '../../../src/slack/views/requirement-fields.ts';
import { requirementsModal } from '../../../src/slack/views/requirements-modal.ts';
import { aComment, aRequirementType, DAY_MS, NOW } from '../../support/builders.ts';
import { aCriteria, aFormDraft, aFormField, aRequirementForm } from '../../support/form-builders.ts';
import { buttonsOf, elementsOf, wordsOf } from './shown.ts';

const name = aRequirementType();
const proof = aRequirementType({ id: 'req-address', name: 'Proof of address', kind: 'address' });
const passport = aRequirementType({ id: 'req-passport', name: 'Passport', kind: 'document' });
const FIELDS = [
  aFormField({ requirement: name }),
  aFormField({ requirement: proof }),
  aFormField({ requirement: passport, status: 'declined' }),
];

const show = (
  form: Parameters<typeof aRequirementForm>[0] = {},
  draft: Parameters<typeof aFormDraft>[0] = {},
  problems: { field: string; message: string }[] = [],
): ModalView =>
  requirementsModal({ form: aRequirementForm({ fields: FIELDS, ...form }), draft: aFormDraft(draft), problems });

const inputBlock = (view: ModalView, blockId: string) =>
  elementsOf(view, 'input').find((each) => each.block_id === blockId);
const texts = (count: number) =>
  Array.from({ length: count }, (_, at) => aFormField({ requirement: aRequirementType({ id: `t${at}` }) }));

describe('the requirement form', () => {
  it('asks for each missing answer, says that none is mandatory, and lists what is settled', () => {
    const view = show({
      settled: [{ requirement: aRequirementType({ id: 's', name: 'VAT number' }), status: 'approved' }],
    });
    const words = wordsOf(view);
    assert.match(words, /No field is mandatory: send what you have/);
    assert.match(words, /Already sent, not asked again: VAT number \(approved\)/);
    assert.match(words, /all its 3 numbers/);
    assert.equal(inputBlock(view, 'req-name:0')?.optional, true);
    assert.ok(inputBlock(view, 'req-passport:0:existing'));
    assert.equal(inputBlock(view, 's:0'), undefined);
  });

  it('shows what Number Ops wrote once, as a quotation, and admits when the requirement is not known', () => {
    const words = wordsOf(show({ comments: [aComment({ body: 'Too <dark>' })], certain: false }));
    assert.equal(words.split('> Too &lt;dark&gt;').length, 2);
    assert.match(words, /Telnyx does not say which requirement was declined/);
    assert.deepEqual(
      [{ certain: false }, {}, { fields: texts(1) }].map((form) => show(form).title.text),
      ['Fix what was rejected', 'Fix what was rejected', 'Provide details'],
    );
  });

  it('never preselects an address or a document, but for one that this person chose or made', () => {
    assert.equal(JSON.stringify(show()).includes('initial_option'), false);
    assert.ok(buttonsOf(show()).includes('Add a new address'));
    const chosen = { kind: 'address', addressId: '1001', label: 'Berlin office' } as const;
    const after = show({}, { answers: { 'req-address': chosen }, revisions: { 'req-address': 1 } });
    const element = inputBlock(after, 'req-address:1')?.element as { initial_option?: { value: string } };
    assert.equal(element.initial_option?.value, '1001');
  });

  it('offers to add an address where the account has none to choose', () => {
    const view = show({ offers: { addresses: false, documents: false } });
    assert.equal(inputBlock(view, 'req-address:0'), undefined);
    assert.match(wordsOf(view), /Proof of address\*: the account has no address in this country yet/);
    assert.ok(buttonsOf(view).includes('Add a new address'));
    assert.equal(inputBlock(view, 'req-passport:0:existing'), undefined);
  });

  it('shows a problem above its field and keeps the block id, so that Slack keeps what was typed', () => {
    const view = show({}, {}, [{ field: 'req-passport', message: 'This file is no pdf.' }]);
    const lines = wordsOf(view).split('\n');
    const at = lines.findIndex((each) => each.includes('This file is no pdf.'));
    assert.ok(at >= 0 && at < lines.indexOf('Passport (declined)'));
    assert.ok(inputBlock(view, 'req-passport:0'));
  });

  it('shows a problem of another page, or of no field, above all fields', () => {
    const words = wordsOf(show({}, {}, [{ field: 'elsewhere', message: 'Gone <b>.' }]));
    assert.match(words, /Please change this:\* Gone &lt;b&gt;/);
  });

  it('takes only pdf in Italy, where Telnyx takes nothing else', () => {
    assert.deepEqual(
      elementsOf(show({ country: 'IT' }), 'file_input').map((each) => each.filetypes),
      [['pdf']],
    );
  });

  for (const [why, acceptableValues, selects] of [
    ['chosen from a list', ['natural_person', 'legal_entity'], 1],
    ['typed where one is too long to come back', ['x'.repeat(80), 'short'], 0],
    ['typed where there are more than a list holds', Array.from({ length: 101 }, (_, at) => `v${at}`), 0],
    [
      'typed where all together are more than a view holds',
      Array.from({ length: 100 }, (_, at) => `${at}${'x'.repeat(60)}`),
      0,
    ],
    ['typed where none of them is a word', [' ', ''], 0],
  ] as const)
    it(`lets one of certain values be ${why}`, () => {
      const criteria = aCriteria({ acceptableValues: [...acceptableValues] });
      const view = show({ fields: [aFormField({ requirement: { ...name, criteria } })] });
      assert.equal(elementsOf(view, 'static_select').length, selects);
      assert.equal(elementsOf(view, 'plain_text_input').length, 1 - selects);
    });

  it('says at a file that Slack may not have told of it when the form is closed', () => {
    assert.match(
      JSON.stringify(inputBlock(show(), 'req-passport:0')),
      /If you close the form right after picking it, it is not kept\./,
    );
  });

  it('asks for the date of a document whose age is limited, and says that it is not sent', () => {
    const fresh = { ...passport, criteria: aCriteria({ timeLimit: 'Dated within 3 months' }) };
    const view = show({ fields: [aFormField({ requirement: fresh })] }, { dates: { 'req-passport': '2026-01-02' } });
    const element = inputBlock(view, 'req-passport:0:date')?.element as { initial_date?: string };
    assert.equal(element.initial_date, '2026-01-02');
    assert.match(wordsOf(view), /When was it issued\?/);
    assert.match(wordsOf(view), /Checked here, not sent/);
  });

  it('names the area and how many numbers were declined at a field that is asked once for each', () => {
    const field = aFormField({
      requirement: proof,
      key: 'req-address@Berlin',
      locality: 'Berlin',
      isOneOfAreas: true,
      status: 'declined',
      declinedOn: { count: 1, total: 3 },
    });
    const view = show({ fields: [field] });
    assert.match(wordsOf(view), /Proof of address \(Berlin, declined on 1 of 3 numbers\)/);
    assert.ok(inputBlock(view, 'req-address@Berlin:0'));
  });

  it('prefills the text given before, unless it was emptied or typed anew', () => {
    const fields = [aFormField({ requirement: name, current: 'Ada' })];
    const prefill = (draft: Parameters<typeof aFormDraft>[0]) =>
      elementsOf(show({ fields }, draft), 'plain_text_input')[0]?.initial_value;
    assert.deepEqual(
      [{}, { emptied: ['req-name'] }, { answers: { 'req-name': { kind: 'text', value: 'Grace' } as const } }].map(
        prefill,
      ),
      ['Ada', undefined, 'Grace'],
    );
  });

  it('names a file that was picked on another visit, and lets it be removed', () => {
    const answers = { 'req-passport': { kind: 'file', fileId: 'F1', name: 'pass<port>.pdf', revision: 0 } } as const;
    const view = show({}, { answers, revisions: { 'req-passport': 1 } });
    assert.match(
      wordsOf(view),
      /Passport \(declined\)\*: pass&lt;port&gt;\.pdf is attached\. A new file takes its place/,
    );
    assert.ok(buttonsOf(view).includes('Remove'));
    assert.equal(buttonsOf(show({}, { answers })).includes('Remove'), false, 'on this visit Slack shows it itself');
  });

  it('prefers a new file over a document that is already at Telnyx', () => {
    const values = {
      'req-passport:0': { 'field:value': { files: [{ id: 'F1', name: 'a.pdf' }] } },
      'req-passport:0:existing': { 'field:document': { selected_option: { value: 'doc-1', text: { text: 'Ada’s' } } } },
    };
    const file = { kind: 'file', fileId: 'F1', name: 'a.pdf', revision: 0 };
    for (const entries of [Object.entries(values), Object.entries(values).toReversed()])
      assert.deepEqual(readPageAnswers({ values: Object.fromEntries(entries) }).answers, { 'req-passport': file });
  });

  it('hangs a problem on its input, and one of no field on the first input', () => {
    const problems = [
      { field: 'req-address', message: 'Not in Berlin.' },
      { field: 'nowhere', message: 'Gone.' },
    ];
    const { blocks } = show();
    assert.deepEqual(toFieldErrors({ problems, blocks }), { 'req-address:0': 'Not in Berlin.', 'req-name:0': 'Gone.' });
  });

  for (const [blockId, parsed] of [
    ['req:0', { key: 'req', revision: 0, role: 'answer' }],
    ['req@Area: 5:12:date', { key: 'req@Area: 5', revision: 12, role: 'date' }],
    ['req:3:existing', { key: 'req', revision: 3, role: 'existing' }],
    ['form:notice', null],
  ] as const)
    it(`knows the field of the block ${blockId}`, () => assert.deepEqual(parseFieldBlockId(blockId), parsed));
});

describe('a form of several pages', () => {
  it('says on which page one is, goes back, and sends only on the last', () => {
    const [first, second] = [0, 1].map((page) => show({ fields: texts(8) }, { page }));
    assert.ok(first && second);
    assert.match(wordsOf(first), /\*1 of 2\*/);
    assert.deepEqual([first.submit?.text, second.submit?.text], ['Next', 'Send to Telnyx']);
    assert.deepEqual([buttonsOf(first).includes('Back'), buttonsOf(second).includes('Back')], [false, true]);
    assert.deepEqual(
      [first, second].map((view) => formContext.decode(view.private_metadata).isLast),
      [false, true],
    );
  });

  it('hears of each change and of being closed, so that nothing that was typed is lost', () => {
    const view = show();
    assert.equal(view.notify_on_close, true);
    const dispatching = elementsOf(view, 'input').map((each) => [each.block_id, each.dispatch_action === true]);
    assert.deepEqual(Object.fromEntries(dispatching), {
      'req-name:0': true,
      'req-address:0': true,
      'req-passport:0': false,
      'req-passport:0:existing': true,
    });
  });

  it('says of fields that one view cannot hold that they are asked the next time', () => {
    const acts = Array.from({ length: 40 }, (_, at) =>
      aFormField({ requirement: aRequirementType({ id: `a${at}`, name: `Act ${at}`, kind: 'action' }) }),
    );
    const words = wordsOf(show({ fields: acts }));
    assert.match(words, /More than one form holds\. Asked the next time: Act 35, Act 36/);
  });

  it('offers to choose numbers on the first page, and says for which the answers are', () => {
    const whole = show({ fields: texts(8) });
    assert.ok(buttonsOf(whole).includes('Only some numbers…'));
    assert.equal(buttonsOf(show({ fields: texts(8) }, { page: 1 })).includes('Only some numbers…'), false);
    const chosen = show({ scope: ['num-2'] });
    assert.match(wordsOf(chosen), /Only for 1 number of 3\*: \+49 30 901820002/);
    assert.ok(buttonsOf(chosen).includes('Choose other numbers…'));
    const alone = show({ numbers: [{ id: 'n', phoneNumber: '+4930901820001' }] });
    assert.equal(buttonsOf(alone).includes('Only some numbers…'), false);
  });

  it('names a colleague who has it open, and the deadline', () => {
    const words = wordsOf(show({ colleague: { personId: 'U9', since: NOW }, deadlineAt: NOW + DAY_MS }));
    assert.match(words, /<@U9> has this form open too, since <!date/);
    assert.match(words, /All answers must be in by <!date/);
  });
});

it('a form that asks nothing says so, with what was sent already', () => {
  const view = show({ fields: [], settled: [{ requirement: name, status: 'pending-approval' }] });
  assert.equal(view.submit, undefined);
  assert.match(wordsOf(view), /Nothing is asked of you here at present/);
  assert.match(wordsOf(view), /\(under review\)/);
});
