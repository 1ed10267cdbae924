import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressCountryOf, fieldOf, fieldsOfPart, splitByCustomer } from '../../src/domain/form-fields.ts';
import { createNumbersOfField } from '../../src/domain/number-standing.ts';
import { fieldKey, requirementIdOf } from '../../src/domain/requirement-form.ts';
import { aRequirementType } from '../support/builders.ts';
import { aCriteria, aFormField, aRequirementForm, aStanding } from '../support/form-builders.ts';

const NAME = aRequirementType({ id: 'name' });
const ADDRESS = aRequirementType({
  id: 'address',
  name: 'Proof of address',
  kind: 'address',
  criteria: aCriteria({ localityLimit: 'Identical locality as the numbers desired' }),
});
const TYPES = [NAME, ADDRESS];
const WAITING = 'awaiting-value';
const REVIEW = 'pending-approval';

type States = Parameters<typeof aStanding>[0]['states'];

describe('what a form asks for a part', () => {
  const cases: {
    why: string;
    states: States;
    localities?: Record<string, string | null>;
    ids?: string[];
    keys: string[];
  }[] = [
    { why: 'what no number has a value for', states: { a: { name: WAITING } }, keys: ['name'] },
    {
      why: 'what one number waits for, though the others have it',
      states: { a: { name: 'approved' }, b: { name: WAITING } },
      keys: ['name'],
    },
    {
      why: 'nothing that is approved or under review',
      states: { a: { name: 'approved', address: REVIEW } },
      localities: { a: 'Berlin' },
      keys: [],
    },
    {
      why: 'what is bound to an area under its name, where all numbers lie in it',
      states: { a: { address: WAITING }, b: { address: WAITING } },
      localities: { a: 'Berlin', b: 'Berlin' },
      keys: ['address@Berlin'],
    },
    {
      why: 'what is bound to an area once for each area, what is not only once',
      states: { a: { name: WAITING, address: WAITING }, b: { name: WAITING, address: WAITING } },
      localities: { a: 'Berlin', b: 'München' },
      keys: ['name', 'address@Berlin', 'address@München'],
    },
    {
      why: 'only the areas that still wait',
      states: { a: { address: 'approved' }, b: { address: WAITING } },
      localities: { a: 'Berlin', b: 'München' },
      keys: ['address@München'],
    },
    {
      why: 'those whose area Telnyx does not say together, under a name of their own',
      states: { a: { address: WAITING }, b: { address: WAITING }, c: { address: WAITING } },
      localities: { a: 'Berlin', b: null },
      keys: ['address@Berlin', 'address@other numbers'],
    },
    {
      why: 'what is bound to an area once, where no area is known',
      states: { a: { address: WAITING }, b: { address: WAITING } },
      keys: ['address'],
    },
    {
      why: 'only what the chosen numbers wait for',
      states: { a: { name: WAITING, address: 'approved' }, b: { name: 'approved', address: WAITING } },
      localities: { a: 'Berlin', b: 'München' },
      ids: ['b'],
      keys: ['address@München'],
    },
  ];
  for (const { why, states, localities = {}, ids = Object.keys(states), keys } of cases)
    it(`is ${why}`, () => {
      const fields = fieldsOfPart(aStanding({ states, localities, types: TYPES }), ids);
      assert.deepEqual(
        fields.map(({ key }) => key),
        keys,
      );
    });

  it('is nothing once the part has ended', () => {
    const standing = aStanding({ states: { a: { name: WAITING } }, part: { status: 'cancelled' } });
    assert.deepEqual(fieldsOfPart(standing, ['a']), []);
  });

  it('names the area that a field is about, where it is asked once as well', () => {
    const standing = aStanding({ states: { a: { address: WAITING } }, localities: { a: 'Berlin' }, types: TYPES });
    assert.equal(fieldsOfPart(standing, ['a'])[0]?.locality, 'Berlin');
  });

  it('shows no text where the numbers that wait were given different ones', () => {
    const states = { a: { name: 'declined' }, b: { name: 'declined' }, c: { name: 'approved' } };
    const valuesOf = { a: { name: 'Alice' }, b: { name: 'Bob' }, c: { name: 'Cara' } };
    const standing = aStanding({ states, types: TYPES, valuesOf });
    assert.equal(fieldsOfPart(standing, ['a', 'b', 'c'])[0]?.current, null);
    assert.equal(fieldsOfPart(standing, ['a', 'c'])[0]?.current, 'Alice', 'what is approved is not in question');
  });

  it('shows the text that was given before, never an address', () => {
    const states = { a: { name: 'declined', address: 'declined' } };
    const standing = aStanding({ states, types: TYPES, values: { name: 'Ada', address: '1001' } });
    assert.deepEqual(
      fieldsOfPart(standing, ['a']).map(({ current, answered }) => [current, answered]),
      [
        ['Ada', true],
        [null, true],
      ],
    );
  });

  const declined: { why: string; states: States; on: unknown }[] = [
    {
      why: 'how many numbers, where only some were',
      states: { a: { name: 'declined' }, b: { name: 'approved' } },
      on: { count: 1, total: 2 },
    },
    { why: 'nothing more where all were', states: { a: { name: 'declined' }, b: { name: 'declined' } }, on: null },
    { why: 'nothing where none was', states: { a: { name: WAITING }, b: { name: WAITING } }, on: null },
  ];
  for (const { why, states, on } of declined)
    it(`of a decline tells ${why}`, () => {
      assert.deepEqual(fieldsOfPart(aStanding({ states }), ['a', 'b'])[0]?.declinedOn, on);
    });
});

describe('the numbers that a field is about', () => {
  const localities = new Map([
    ['a', 'Berlin'],
    ['b', 'München'],
    ['c', null],
  ]);
  const cases: [key: string, ids: string[], about: string[], why: string][] = [
    ['name', ['a', 'b', 'c'], ['a', 'b', 'c'], 'bound to no area'],
    ['name', ['b'], ['b'], 'only the chosen ones'],
    ['address@Berlin', ['a', 'b', 'c'], ['a'], 'those of its area'],
    ['address@Berlin', ['b'], [], 'none of the chosen ones lies there'],
    ['address@other numbers', ['a', 'b', 'c'], ['c'], 'those of an unknown area'],
  ];
  for (const [key, ids, about, why] of cases)
    it(`${key} of ${ids}: ${about.join(' ') || 'none'}, ${why}`, () => {
      assert.deepEqual(createNumbersOfField({ localities }, ids)(key), about);
    });

  it('are found though the name of the area holds the sign that sets it apart', () => {
    const key = fieldKey('address', 'Area @ 5');
    assert.equal(requirementIdOf(key), 'address');
    assert.deepEqual(createNumbersOfField({ localities: new Map([['a', 'Area @ 5']]) }, ['a'])(key), ['a']);
  });
});

describe('fields of the other kind of customer', () => {
  const kind = aRequirementType({
    id: 'kind',
    name: 'Customer type',
    criteria: aCriteria({ acceptableValues: ['natural_person', 'legal_entity'] }),
  });
  const birth = aRequirementType({ id: 'birth', name: 'Place of birth' });
  const vat = aRequirementType({ id: 'vat', name: 'VAT number' });
  const passport = aRequirementType({ id: 'passport', name: 'Identity document', kind: 'document' });
  const types = [kind, birth, vat, passport];
  const fields = types.map((requirement) => aFormField({ requirement }));
  const keys = (list: { key: string }[]): string[] => list.map(({ key }) => key);

  const cases: [value: string | null, asked: string[], aside: string[], why: string][] = [
    ['natural_person', ['kind', 'birth', 'passport'], ['vat'], 'a person has no VAT number'],
    ['legal_entity', ['kind', 'vat', 'passport'], ['birth'], 'a company was not born'],
    [null, ['kind', 'birth', 'vat', 'passport'], [], 'not known yet'],
    ['robot', ['kind', 'birth', 'vat', 'passport'], [], 'a kind that is new'],
    ['sole proprietor', ['kind', 'birth', 'vat', 'passport'], [], 'both at once'],
  ];
  for (const [customerValue, asked, aside, why] of cases)
    it(`${customerValue}: ${aside.join() || 'nothing'} is put aside, ${why}`, () => {
      const split = splitByCustomer(fields, { types, customerValue });
      assert.deepEqual([keys(split.fields), keys(split.aside), split.customerKey], [asked, aside, 'kind']);
    });

  it('are put aside by the answer that Telnyx has, though the question is not asked any more', () => {
    const split = splitByCustomer(fields.slice(1), { types, customerValue: 'natural_person' });
    assert.deepEqual([keys(split.aside), split.customerKey], [['vat'], null]);
  });

  it('are asked like all others where the list does not ask for the kind', () => {
    const split = splitByCustomer(fields.slice(1), { types: types.slice(1), customerValue: 'natural_person' });
    assert.deepEqual([keys(split.fields), split.aside], [['birth', 'vat', 'passport'], []]);
  });
});

describe('where the address of a field has to be', () => {
  const cases: [limit: string | null, country: string | null, why: string][] = [
    [null, 'DE', 'nothing is said: in the country of the numbers'],
    ['Address within France', 'FR', 'the rule names a country'],
    ['Any country (worldwide)', null, 'anywhere'],
    ['Identical locality as the numbers desired', 'DE', 'an area lies in the country of its numbers'],
  ];
  for (const [localityLimit, country, why] of cases)
    it(`${localityLimit}: ${country}, ${why}`, () => {
      const field = aFormField({ requirement: { ...ADDRESS, criteria: aCriteria({ localityLimit }) } });
      const asked = aRequirementForm({ fields: [], aside: [field] });
      assert.equal(addressCountryOf(asked, field.key), country);
      assert.equal(fieldOf(asked, field.key), field);
    });

  it('is the country of the numbers for a field that the form does not have', () => {
    assert.equal(addressCountryOf(aRequirementForm(), 'gone'), 'DE');
    assert.equal(fieldOf(aRequirementForm(), 'gone'), null);
  });
});
