import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasContent, withFreshFiles, withPage, withSeen } from '../../src/domain/form-draft.ts';
import type { Answer } from '../../src/domain/requirement.ts';
import type { FormDraft, PageAnswers } from '../../src/domain/requirement-form.ts';
import { aFormDraft, aFormField, aPage, aRequirementForm } from '../support/form-builders.ts';

const text = (value: string): Answer => ({ kind: 'text', value });
const file = (revision: number, fileId = 'F1'): Answer => ({ kind: 'file', fileId, name: 'passport.pdf', revision });

describe('a draft with a page that was filled in', () => {
  const cases: { why: string; draft: Partial<FormDraft>; page: Partial<PageAnswers>; kept: Partial<FormDraft> }[] = [
    {
      why: 'holds what the page holds now, and what the other pages held',
      draft: { answers: { a: text('old'), other: text('kept') } },
      page: { keys: ['a'], answers: { a: text('new') } },
      kept: { answers: { a: text('new'), other: text('kept') } },
    },
    {
      why: 'no longer holds what was emptied there',
      draft: { answers: { a: text('old'), other: text('kept') }, dates: { a: '2026-01-01', other: '2026-01-02' } },
      page: { keys: ['a'] },
      kept: { answers: { other: text('kept') }, dates: { other: '2026-01-02' }, emptied: ['a'] },
    },
    {
      why: 'knows which fields were left empty, so that old values do not come back into them',
      draft: { emptied: ['a', 'other'] },
      page: { keys: ['a', 'b'], answers: { a: text('new') } },
      kept: { answers: { a: text('new') }, emptied: ['other', 'b'] },
    },
    {
      why: 'keeps a picked file that a newer block cannot show',
      draft: { answers: { a: file(0) } },
      page: { keys: ['a'], revisions: { a: 1 } },
      kept: { answers: { a: file(0) }, emptied: ['a'] },
    },
    {
      why: 'loses a file that was taken out of the block it was picked in',
      draft: { answers: { a: file(1) } },
      page: { keys: ['a'], revisions: { a: 1 } },
      kept: { answers: {}, emptied: ['a'] },
    },
    {
      why: 'takes a new file in place of the remembered one',
      draft: { answers: { a: file(0) } },
      page: { keys: ['a'], revisions: { a: 1 }, answers: { a: file(1, 'F2') } },
      kept: { answers: { a: file(1, 'F2') } },
    },
    {
      why: 'takes a document at Telnyx in place of the remembered file',
      draft: { answers: { a: file(0) } },
      page: { keys: ['a'], revisions: { a: 1 }, answers: { a: { kind: 'document', documentId: 'd', label: null } } },
      kept: { answers: { a: { kind: 'document', documentId: 'd', label: null } } },
    },
    {
      why: 'keeps what is not applicable where the page does not ask it',
      draft: { notApplicable: ['vat'] },
      page: { notApplicable: null },
      kept: { notApplicable: ['vat'] },
    },
    {
      why: 'no longer says “N/A” of what was unticked',
      draft: { notApplicable: ['vat'] },
      page: { notApplicable: [] },
      kept: { notApplicable: [] },
    },
  ];
  for (const { why, draft, page, kept } of cases)
    it(why, () => {
      assert.deepEqual(withPage(aFormDraft(draft), aPage(page)), aFormDraft({ ...draft, ...kept }));
    });

  it('has something to lose only when something was filled in', () => {
    const filled: Partial<FormDraft>[] = [
      { answers: { a: text('x') } },
      { dates: { a: '2026-01-01' } },
      { notApplicable: ['a'] },
    ];
    assert.deepEqual(
      [{}, { page: 3, numberIds: ['n'], seen: { a: null } }, ...filled].map((given) => hasContent(aFormDraft(given))),
      [false, false, true, true, true],
    );
  });
});

describe('a draft whose page is drawn anew', () => {
  it('gives fields with a picked file a fresh block, so that it can be told from one that was taken out', () => {
    const answers = { a: file(0), b: text('x'), c: file(2) };
    const draft = withFreshFiles(aFormDraft({ answers, revisions: { b: 5, c: 2 } }), ['a', 'b']);
    assert.deepEqual(draft.revisions, { a: 1, b: 5, c: 2 });
  });

  it('remembers how each field stood when it was first seen', () => {
    const form = aRequirementForm({
      fields: [aFormField({ key: 'a', status: 'declined' }), aFormField({ key: 'b', status: null })],
      aside: [aFormField({ key: 'c', status: 'awaiting-value' })],
    });
    const draft = withSeen(aFormDraft({ seen: { a: 'awaiting-value' } }), form);
    assert.deepEqual(draft.seen, { a: 'awaiting-value', b: null, c: 'awaiting-value' });
  });
});
