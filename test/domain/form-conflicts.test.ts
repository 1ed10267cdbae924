import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findConflicts, forcedKeys } from '../../src/domain/form-conflicts.ts';
import type { Answer } from '../../src/domain/requirement.ts';
import type { FormDraft } from '../../src/domain/requirement-form.ts';
import { aRequirementType, NOW } from '../support/builders.ts';
import { aFormDraft, aStanding } from '../support/form-builders.ts';

const text = (value: string): Answer => ({ kind: 'text', value });
const BY = { personId: 'U2', at: NOW };
const REVIEW = 'pending-approval';

const conflictsOf = (given: {
  status?: string;
  value?: string;
  kind?: string;
  draft: Partial<FormDraft>;
  askedKeys?: string[];
  by?: typeof BY;
}) => {
  const standing = aStanding({
    states: { a: { name: given.status ?? REVIEW } },
    types: [aRequirementType({ id: 'name', kind: given.kind ?? 'textual' })],
    values: given.value === undefined ? {} : { name: given.value },
    localities: { a: 'Berlin' },
  });
  const answeredBy = given.by ? { 'part-1': { name: given.by } } : {};
  const draft = aFormDraft({ seen: { name: 'awaiting-value' }, ...given.draft });
  return findConflicts({ standing, draft, askedKeys: given.askedKeys ?? [], scope: ['a'] }, { answeredBy });
};

describe('an answer that somebody else gave meanwhile', () => {
  const cases: { why: string; given: Parameters<typeof conflictsOf>[0]; conflicts: number }[] = [
    { why: 'is asked about', given: { value: 'Grace', draft: { answers: { name: text('Ada') } } }, conflicts: 1 },
    {
      why: 'is no conflict where it says the same',
      given: { value: 'Ada', draft: { answers: { name: text(' Ada ') } } },
      conflicts: 0,
    },
    {
      why: 'is no conflict where it is the same day, which Telnyx writes as an instant',
      given: {
        kind: 'datetime',
        value: '1985-01-31T00:00:00Z',
        draft: { answers: { name: { kind: 'date', value: '1985-01-31' } } },
      },
      conflicts: 0,
    },
    {
      why: 'is no conflict where it is the same address',
      given: { value: '1001', draft: { answers: { name: { kind: 'address', addressId: '1001', label: null } } } },
      conflicts: 0,
    },
    {
      why: 'is no conflict where it is the same document',
      given: { value: 'd1', draft: { answers: { name: { kind: 'document', documentId: 'd1', label: null } } } },
      conflicts: 0,
    },
    {
      why: 'is asked about where a file was picked, which nobody can compare',
      given: { value: 'd1', draft: { answers: { name: { kind: 'file', fileId: 'F1', name: null, revision: 0 } } } },
      conflicts: 1,
    },
    {
      why: 'is no conflict where this person left the field empty',
      given: { value: 'Grace', draft: {} },
      conflicts: 0,
    },
    {
      why: 'is no conflict while the field is still asked',
      given: { draft: { answers: { name: text('Ada') } }, askedKeys: ['name'] },
      conflicts: 0,
    },
    {
      why: 'is asked about once',
      given: { value: 'Grace', draft: { answers: { name: text('Ada') }, decided: { name: 'theirs' } } },
      conflicts: 0,
    },
    {
      why: 'is none of a field that the form never showed',
      given: { value: 'Grace', draft: { answers: { name: text('Ada') }, seen: {} } },
      conflicts: 0,
    },
    {
      why: 'is none of a requirement that is gone',
      given: { draft: { answers: { gone: text('Ada') }, seen: { gone: null } } },
      conflicts: 0,
    },
  ];
  for (const { why, given, conflicts } of cases) it(why, () => assert.equal(conflictsOf(given).length, conflicts));

  it('names who sent it from here, and that it was answered elsewhere otherwise', () => {
    const draft = { answers: { name: text('Ada') } };
    assert.deepEqual(
      [conflictsOf({ draft, by: BY }), conflictsOf({ draft })].map(([conflict]) => conflict?.by),
      [BY, null],
    );
  });

  const given: [why: string, given: Parameters<typeof conflictsOf>[0], theirs: Answer | null][] = [
    ['as a text', { value: 'Grace', draft: { answers: { name: text('Ada') } } }, text('Grace')],
    [
      'as a day',
      { kind: 'datetime', value: '1985-01-31T00:00:00Z', draft: { answers: { name: text('Ada') } } },
      { kind: 'date', value: '1985-01-31T00:00:00Z' },
    ],
    [
      'as an address',
      { kind: 'address', value: '1001', draft: { answers: { name: text('Ada') } } },
      { kind: 'address', addressId: '1001', label: null },
    ],
    [
      'as a document',
      { kind: 'document', value: 'd1', draft: { answers: { name: text('Ada') } } },
      { kind: 'document', documentId: 'd1', label: null },
    ],
    ['as nothing where it is not told', { draft: { answers: { name: text('Ada') } } }, null],
  ];
  for (const [why, asked, theirs] of given)
    it(`stands beside mine, ${why}`, () => {
      const [conflict] = conflictsOf(asked);
      assert.deepEqual([conflict?.mine, conflict?.theirs], [text('Ada'), theirs]);
    });

  it('names its area, and whether it is approved by now', () => {
    const draft = { answers: { 'name@Berlin': text('Ada') }, seen: { 'name@Berlin': null } };
    const [conflict] = conflictsOf({ status: 'approved', draft });
    assert.deepEqual([conflict?.key, conflict?.locality, conflict?.settled], ['name@Berlin', 'Berlin', true]);
  });
});

describe('an answer that goes out in place of a colleague’s', () => {
  const cases: [status: string, decided: FormDraft['decided'], forced: string[], why: string][] = [
    [REVIEW, { name: 'mine' }, ['name'], 'a person said so'],
    [REVIEW, { 'name@Berlin': 'mine' }, ['name@Berlin'], 'in one area'],
    [REVIEW, { name: 'theirs' }, [], 'the colleague’s stays'],
    ['approved', { name: 'mine' }, [], 'what is approved is never sent again'],
    [REVIEW, { gone: 'mine' }, [], 'the part asks no such thing any more'],
  ];
  for (const [status, decided, forced, why] of cases)
    it(`${forced.join() || 'none'}: ${why}`, () => {
      assert.deepEqual(forcedKeys(aStanding({ states: { a: { name: status } } }), aFormDraft({ decided })), forced);
    });
});
