import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Answer, Answers } from '../../../src/domain/requirement.ts';
import type { RequirementForm } from '../../../src/domain/requirement-form.ts';
import { requirementsContext } from '../../../src/slack/ids.ts';
import type { ModalView } from '../../../src/slack/views/blocks.ts';
import { type FieldState, toFieldErrors } from '../../../src/slack/views/form-inputs.ts';
import { readRequirementAnswers, requirementsModal } from '../../../src/slack/views/requirements-modal.ts';
import { aComment, anAddress, aRequirementType, DAY_MS, NOW } from '../../support/builders.ts';
import { requirementForm } from './hostile.ts';
import { buttonsOf, elementsOf, wordsOf } from './shown.ts';

const name = aRequirementType();
const address = aRequirementType({ id: 'req-address', name: 'Proof of address', kind: 'address' });
const passport = aRequirementType({ id: 'req-passport', name: 'Passport', kind: 'document' });

const aForm = (given: Partial<RequirementForm> = {}): RequirementForm => ({
  orderKey: 'token1',
  partId: 'part-1',
  country: 'DE',
  numberType: 'local',
  numberCount: 3,
  reference: 'Berlin office · nd-token1',
  deadlineAt: NOW + DAY_MS,
  fields: [
    { requirement: name, field: 'text', status: 'awaiting-value', current: null },
    { requirement: address, field: 'address', status: 'awaiting-value', current: null },
    { requirement: passport, field: 'document', status: 'declined', current: null },
  ],
  settled: [],
  comments: [],
  certain: true,
  addresses: [anAddress()],
  documents: [{ id: 'doc-1', filename: 'passport.pdf', reference: null }],
  ...given,
});

const inputBlock = (view: ModalView, blockId: string) =>
  elementsOf(view, 'input').find((each) => each.block_id === blockId);

/** What Slack would send back after a person filled these answers into the form. */
const fill = (view: ModalView, answers: Answers): { values: Record<string, Record<string, FieldState>> } => {
  const values: Record<string, Record<string, FieldState>> = {};
  for (const block of elementsOf(view, 'input')) {
    const blockId = String(block.block_id);
    const [requirementId = '', , existing] = blockId.split(':');
    const answer = answers[requirementId];
    const element = block.element as { action_id: string };
    values[blockId] = { [element.action_id]: answer === undefined ? {} : stateOf(answer, existing !== undefined) };
  }
  return { values };
};

const stateOf = (answer: Answer, existing: boolean): FieldState => {
  if (answer.kind === 'document') return existing ? { selected_option: { value: answer.documentId } } : { files: [] };
  if (answer.kind === 'file') return existing ? { selected_option: null } : { files: [{ id: answer.fileId }] };
  if (answer.kind === 'address') return { selected_option: { value: answer.addressId } };
  if (answer.kind === 'date') return { selected_date: answer.value };
  return { value: answer.value };
};

describe('the requirement form', () => {
  it('asks for each missing answer, says that none is mandatory, and lists what is settled', () => {
    const view = requirementsModal({
      form: aForm({
        settled: [{ requirement: aRequirementType({ id: 's', name: 'VAT number' }), status: 'approved' }],
      }),
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
    const words = wordsOf(
      requirementsModal({ form: aForm({ comments: [aComment({ body: 'Too <dark>' })], certain: false }) }),
    );
    assert.equal(words.split('> Too &lt;dark&gt;').length, 2);
    assert.match(words, /Telnyx does not say which requirement was declined/);
  });

  it('never preselects an address, but for one that was just made, which comes under a new block id', () => {
    const before = requirementsModal({ form: aForm() });
    assert.equal(JSON.stringify(before).includes('initial_option'), false);
    assert.ok(buttonsOf(before).includes('Add a new address'));
    const after = requirementsModal({ form: aForm(), chosen: { 'req-address': '1001' } });
    const element = inputBlock(after, 'req-address:1')?.element as { initial_option?: { value: string } };
    assert.equal(element.initial_option?.value, '1001');
    const context = requirementsContext.decode(after.private_metadata);
    const third = requirementsModal({ form: aForm(), context, chosen: { 'req-address': '1001' } });
    assert.ok(inputBlock(third, 'req-address:1'), 'the same choice keeps its block id, and what was typed');
  });

  it('shows a problem above its field and keeps the block id, so that Slack keeps what was typed', () => {
    const view = requirementsModal({
      form: aForm(),
      problems: [{ field: 'req-passport', message: 'This file is no pdf.' }],
    });
    const texts = wordsOf(view).split('\n');
    const at = texts.findIndex((each) => each.includes('This file is no pdf.'));
    assert.ok(at >= 0 && at < texts.indexOf('Passport (declined)'));
    assert.ok(inputBlock(view, 'req-passport:0'));
  });

  it('takes only pdf in Italy, where Telnyx takes nothing else', () => {
    const view = requirementsModal({ form: aForm({ country: 'IT' }) });
    assert.deepEqual(
      elementsOf(view, 'file_input').map((each) => each.filetypes),
      [['pdf']],
    );
  });

  it('lets one type what is too long to be chosen from a list', () => {
    const criteria = { ...name.criteria, acceptableValues: ['x'.repeat(80), 'short'] };
    const field = { requirement: { ...name, criteria }, field: 'select' as const, status: null, current: null };
    const view = requirementsModal({ form: aForm({ fields: [field] }) });
    assert.equal(elementsOf(view, 'plain_text_input').length, 1);
  });

  it('prefers a new file over a document that is already at Telnyx', () => {
    const values = {
      'req-passport:0': { 'field:value': { files: [{ id: 'F1' }] } },
      'req-passport:0:existing': { 'field:value': { selected_option: { value: 'doc-1' } } },
    };
    assert.deepEqual(readRequirementAnswers({ values }), { 'req-passport': { kind: 'file', fileId: 'F1' } });
  });

  it('hangs a problem on its input, and one of no field on the first input', () => {
    const { blocks } = requirementsModal({ form: aForm() });
    const problems = [
      { field: 'req-address', message: 'Not in Berlin.' },
      { field: 'nowhere', message: 'Gone.' },
    ];
    assert.deepEqual(toFieldErrors({ problems, blocks }), { 'req-address:0': 'Not in Berlin.', 'req-name:0': 'Gone.' });
  });

  it('reads back exactly what was filled in', () => {
    const typed = fc
      .string({ minLength: 1, maxLength: 50 })
      .map((each) => each.trim())
      .filter((each) => each !== '');
    const answerFor = (
      field: RequirementForm['fields'][number]['field'],
      form: RequirementForm,
    ): fc.Arbitrary<Answer> => {
      if (field === 'date') return fc.constant({ kind: 'date', value: '2026-02-03' });
      if (field === 'address') return fc.constant({ kind: 'address', addressId: form.addresses[0]?.id ?? '' });
      if (field !== 'document') return typed.map((value) => ({ kind: 'text', value }));
      const documentId = form.documents[0]?.id;
      const file: Answer = { kind: 'file', fileId: 'F7' };
      return documentId === undefined
        ? fc.constant(file)
        : fc.constantFrom<Answer>(file, { kind: 'document', documentId });
    };
    const filled = requirementForm.chain((form) => {
      const fields = form.fields.filter(
        ({ field }) => field !== 'action' && (field !== 'address' || form.addresses.length > 0),
      );
      const answers = fc.record(
        Object.fromEntries(fields.map(({ requirement, field }) => [requirement.id, answerFor(field, form)])),
        { requiredKeys: [] },
      );
      return fc.record({ form: fc.constant(form), answers: answers as fc.Arbitrary<Answers> });
    });
    fc.assert(
      fc.property(filled, ({ form, answers }) => {
        const view = requirementsModal({ form });
        assert.deepEqual({ ...readRequirementAnswers(fill(view, answers)) }, { ...answers });
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });
});
