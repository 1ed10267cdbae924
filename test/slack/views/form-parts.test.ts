import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RequirementForm } from '../../../src/domain/requirement-form.ts';
import { groupRequirementsRef } from '../../../src/slack/ids-of-groups.ts';
import type { ModalView } from '../../../src/slack/views/blocks.ts';
import { requirementsModal } from '../../../src/slack/views/requirements-modal.ts';
import { aRequirementType, NOW } from '../../support/builders.ts';
import { aFormDraft, aFormField, aRequirementForm, GROUP } from '../../support/form-builders.ts';
import { buttonsOf, elementsOf, wordsOf } from './shown.ts';

const passport = aRequirementType({ id: 'req-passport', name: 'Passport', kind: 'document' });

const show = (form: Partial<RequirementForm>, draft: Parameters<typeof aFormDraft>[0] = {}): ModalView =>
  requirementsModal({ form: aRequirementForm(form), draft: aFormDraft(draft) });

describe('what was put aside', () => {
  const vat = aFormField({ requirement: aRequirementType({ id: 'vat', name: 'VAT <number>' }) });
  const since = aFormField({
    requirement: aRequirementType({ id: 'since', name: 'Registered since', kind: 'datetime' }),
  });
  const paper = aFormField({
    requirement: aRequirementType({ id: 'paper', name: 'Trade register', kind: 'document' }),
  });
  const asidePage = (
    given: Parameters<typeof aRequirementForm>[0] = {},
    draft: Parameters<typeof aFormDraft>[0] = {},
  ) => show({ fields: [aFormField()], aside: [vat, since, paper], ...given }, { page: 1, ...draft });

  it('stands on the last page: “N/A” for texts, one press to ask Number Ops for the rest', () => {
    const view = asidePage();
    assert.match(wordsOf(view), /cancels the order unless every requirement has a value/);
    const [boxes] = elementsOf(view, 'checkboxes') as { options: { value: string }[]; initial_options?: unknown }[];
    assert.deepEqual(
      boxes?.options.map(({ value }) => value),
      ['vat'],
    );
    assert.equal(boxes?.initial_options, undefined, 'nothing is ticked by itself');
    assert.match(wordsOf(view), /\*Registered since\* and \*Trade register\*: “N\/A” cannot stand for/);
    assert.deepEqual(buttonsOf(view), ['Ask Number Ops', 'Ask me for these too', 'Back']);
  });

  it('shows what was ticked before', () => {
    const [boxes] = elementsOf(asidePage({}, { notApplicable: ['vat'] }), 'checkboxes') as {
      initial_options?: { value: string }[];
    }[];
    assert.deepEqual(
      boxes?.initial_options?.map(({ value }) => value),
      ['vat'],
    );
  });

  it('in a group is asked of Number Ops by the same press, since it is complete only with them', () => {
    const view = asidePage({ target: GROUP });
    assert.deepEqual(buttonsOf(view), ['Ask Number Ops', 'Ask me for these too', 'Back']);
    assert.match(wordsOf(view), /A group is complete only with them\. Ask Number Ops whether they may be left out/);
    const [ask] = elementsOf(view, 'button');
    assert.deepEqual(groupRequirementsRef.decode(String(ask?.value)), {
      groupId: GROUP.groupId,
      requirementIds: ['since', 'paper'],
    });
  });
});

describe('an act of the end user', () => {
  const act = aFormField({ requirement: aRequirementType({ id: 'act', name: 'Identity check', kind: 'action' }) });

  const cases: [why: string, form: Partial<RequirementForm>, words: RegExp, button: string[]][] = [
    ['has no link yet', {}, /No link was made here yet/, ['Make the link']],
    [
      'has a link that nobody followed',
      { links: { act: { personId: 'U2', madeAt: NOW } } },
      /<@U2> made the link/,
      ['Show the link'],
    ],
    ['belongs to orders, not to a group', { target: GROUP, numbers: [] }, /It is asked in each order/, []],
  ];
  for (const [why, form, words, button] of cases)
    it(why, () => {
      const view = show({ fields: [act], ...form });
      assert.match(wordsOf(view), words);
      assert.deepEqual(
        buttonsOf(view).filter((each) => each.includes('link')),
        button,
      );
    });
});

describe('the form of a group', () => {
  it('is saved in the group, and leaves what it holds when a field is left empty', () => {
    const view = show({ target: GROUP, numbers: [], fields: [aFormField({ requirement: passport, answered: true })] });
    assert.equal(view.submit?.text, 'Save in the group');
    assert.equal(view.title.text, 'Requirement group');
    assert.match(wordsOf(view), /the group has one\. Leave this empty to keep it/);
  });
});
