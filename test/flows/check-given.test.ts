import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Address, Answer } from '../../src/domain/requirement.ts';
import type { FormDraft, FormField } from '../../src/domain/requirement-form.ts';
import { checkAtOnce, checkChosen, givenIn } from '../../src/flows/check-given.ts';
import { createWallet } from '../../src/flows/wallet.ts';
import { anAddress, aRequirementType, NOW } from '../support/builders.ts';
import { createFakeTelnyx } from '../support/fake-telnyx.ts';
import { createFakeClock, createLife } from '../support/fakes.ts';
import { aCriteria, aFormDraft, aFormField } from '../support/form-builders.ts';

const text = (value: string): Answer => ({ kind: 'text', value });
const field = (id: string, given: Partial<FormField['requirement']> = {}): FormField =>
  aFormField({ requirement: aRequirementType({ id, ...given }) });

describe('what can be known without asking anybody', () => {
  it('is told by field, in the order of the form; what was not asked is not looked at', () => {
    const fields = [
      field('a', { criteria: aCriteria({ minLength: 2 }) }),
      field('b'),
      { ...field('c', { kind: 'address' }), key: 'c@Berlin' },
    ];
    const answers = { 'c@Berlin': text('x'), b: text('fine'), a: text('x'), other: text('x') };
    const problems = checkAtOnce({ fields, answers, dates: {}, now: NOW });
    assert.deepEqual(
      problems.map((problem) => problem.field),
      ['a', 'c@Berlin'],
    );
  });

  const proof = field('proof', { kind: 'document', criteria: aCriteria({ timeLimit: 'Dated within 3 months' }) });
  const dates: [date: string | null, problem: RegExp | null, why: string][] = [
    ['2026-01-02', null, 'issued days ago'],
    ['2025-09-30', /too long ago/, 'issued last year'],
    [null, null, 'no date was given: nobody has to'],
  ];
  for (const [date, problem, why] of dates)
    it(`of a document that may not be old is its date: ${why}`, () => {
      const given = { fields: [proof], answers: {}, dates: date === null ? {} : { proof: date }, now: NOW };
      const messages = checkAtOnce(given).map(({ message }) => message);
      if (problem === null) assert.deepEqual(messages, []);
      else assert.match(messages.join(), problem);
    });

  const exact = field('code', { criteria: aCriteria({ minLength: 16, maxLength: 16 }) });
  const words: [given: string, notApplicable: string[], problems: number, why: string][] = [
    ['N/A', ['code'], 0, 'a person explicitly sends it'],
    ['N/A', [], 1, 'nobody said so'],
    ['N/A', ['other'], 1, 'it was said of another field'],
    ['none', ['code'], 1, 'another word'],
  ];
  for (const [given, notApplicable, problems, why] of words)
    it(`${given} is ${problems === 0 ? 'no' : 'a'} problem of a text with a fixed length: ${why}`, () => {
      const found = checkAtOnce({
        fields: [exact],
        answers: { code: text(given) },
        dates: {},
        notApplicable,
        now: NOW,
      });
      assert.equal(found.length, problems);
    });
});

describe('where an address has to be', () => {
  const inArea = aFormField({
    locality: 'Berlin',
    requirement: aRequirementType({
      id: 'proof',
      kind: 'address',
      criteria: aCriteria({ localityLimit: 'Identical locality as the numbers desired' }),
    }),
  });
  const check = (address: Partial<Address>, { warned = [] as string[], addressId = '1001' } = {}) => {
    const life = createLife();
    const clock = createFakeClock(NOW);
    const { telnyx, state } = createFakeTelnyx(life, clock);
    state.addresses = [anAddress(address)];
    const given = [{ field: inArea, answer: { kind: 'address', addressId, label: null } as const }];
    return checkChosen(createWallet({ telnyx, clock }), { given, country: 'DE', warned });
  };

  const cases: {
    why: string;
    address: Partial<Address>;
    given?: Parameters<typeof check>[1];
    problem: RegExp | null;
    doubtful: string[];
  }[] = [
    { why: 'in the numbers’ area', address: { locality: 'Berlin' }, problem: null, doubtful: [] },
    {
      why: 'in another place, which is told once',
      address: { locality: 'Potsdam' },
      problem: /in the area of Berlin, and this one is in Potsdam.*send the form again as it is/,
      doubtful: ['proof 1001'],
    },
    {
      why: 'in another place, which the person knows',
      address: { locality: 'Potsdam' },
      given: { warned: ['proof 1001'] },
      problem: null,
      doubtful: [],
    },
    {
      why: 'in another place, though another address was warned of',
      address: { locality: 'Potsdam' },
      given: { warned: ['proof 1002'] },
      problem: /area of Berlin/,
      doubtful: ['proof 1001'],
    },
    {
      why: 'in another country, however often it is sent',
      address: { country: 'FR', locality: 'Paris' },
      given: { warned: ['proof 1001'] },
      problem: /has to be in Germany/,
      doubtful: [],
    },
    {
      why: 'one that Telnyx no longer has',
      address: {},
      given: { addressId: 'gone' },
      problem: /no longer has this address/,
      doubtful: [],
    },
  ];
  for (const { why, address, given, problem, doubtful } of cases)
    it(`${problem === null ? 'is right' : 'is asked about'}: ${why}`, async () => {
      const found = await check(address, given);
      assert.deepEqual(found.doubtful, doubtful);
      if (problem === null) assert.deepEqual(found.problems, []);
      else assert.match(found.problems.map(({ message }) => message).join(), problem);
    });
});

describe('what a draft gives to the fields that are asked', () => {
  const asked = {
    fields: [field('a'), field('b')],
    aside: [field('vat'), field('since', { kind: 'datetime' }), field('paper', { kind: 'document' })],
  };
  const all = ['vat', 'since', 'paper'];
  const file: Answer = { kind: 'file', fileId: 'F1', name: null, revision: 0 };

  const cases: { why: string; draft: Partial<FormDraft>; given: [string, Answer][] }[] = [
    { why: 'nothing of fields that were left empty', draft: { answers: { a: text('  ') } }, given: [] },
    { why: 'nothing of fields that are not asked', draft: { answers: { gone: text('x'), vat: text('x') } }, given: [] },
    { why: 'what was filled in', draft: { answers: { b: text('x') } }, given: [['b', text('x')]] },
    {
      why: '“N/A” where it was ticked, as far as Telnyx takes that for a value',
      draft: { notApplicable: all },
      given: [['vat', text('N/A')]],
    },
    { why: 'no “N/A” where nobody ticked it', draft: { notApplicable: [] }, given: [] },
    { why: 'no “N/A” for a field that is asked', draft: { notApplicable: ['a'] }, given: [] },
    {
      why: 'their answers, once they are asked after all',
      draft: { withAside: true, notApplicable: all, answers: { paper: file } },
      given: [['paper', file]],
    },
  ];
  for (const { why, draft, given } of cases)
    it(`is ${why}`, () => {
      assert.deepEqual(
        givenIn(asked, aFormDraft(draft)).map((each) => [each.field.key, each.answer]),
        given,
      );
    });
});
