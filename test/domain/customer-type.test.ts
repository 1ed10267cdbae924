import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { customerKindOf, fieldKindFor, findCustomerType, isPutAside } from '../../src/domain/customer-type.ts';
import type { RequirementType } from '../../src/domain/requirement.ts';
import { aRequirementType } from '../support/builders.ts';

type Kind = 'person' | 'company' | 'both';

const asking = (name: string, acceptableValues: string[] = [], kind = 'textual'): RequirementType =>
  aRequirementType({ id: name, name, kind, criteria: { ...aRequirementType().criteria, acceptableValues } });

/** What Italy asks for a local number. */
const ITALIAN: [name: string, whose: Kind, reason: string][] = [
  ['Customer type', 'both', 'asked first, of everybody'],
  ['End user name (name and surname or business name)', 'both', 'either name'],
  ['Date of birth', 'person', 'companies are not born'],
  ['Place of birth', 'person', 'companies are not born'],
  ['Identity document type', 'both', "a company's representative has one"],
  ['Identity document number', 'both', "a company's representative has one"],
  ['Identity document issuer', 'both', "a company's representative has one"],
  ['Identity document expiration date', 'both', "a company's representative has one"],
  ['Local copy of ID or passport (front and back)', 'both', "a company's representative has one"],
  ['Personal tax code (Codice Fiscale)', 'person', 'says so'],
  ['Company tax code', 'company', 'says so'],
  ['VAT number (Partita IVA)', 'company', 'persons have none'],
  ['Local company registration certificate', 'company', 'persons are in no register'],
  ["Supplemental Address of Legal Representative's Residence in Italy", 'company', 'persons represent themselves'],
  ['Address (national)', 'both', 'everybody has one'],
  ['Proof of address (national)', 'both', 'everybody has one'],
];

describe('whose field it is', () => {
  const others: [name: string, whose: Kind, reason: string][] = [
    ['Company name', 'company', 'says so'],
    ['Company website', 'company', 'says so'],
    ['Business registration number', 'company', 'persons are in no register'],
    ['Local business register extract', 'company', 'persons are in no register'],
    ['Company registration papers', 'company', 'persons are in no register'],
    ['Date of company registration', 'company', 'persons are in no register'],
    ['Company Registration Number (SIREN number)', 'company', 'says so twice'],
    ['CNPJ (company tax number)', 'company', 'says so'],
    ['CIF (Certificado de Identificacion Fiscal)', 'company', 'the number of Spanish companies'],
    ['CPF (personal tax number)', 'person', 'says so'],
    ['Local ID / passport copy or local company registration certificate', 'both', 'either document'],
    ['Contact information (name, last name, company name, contact phone number)', 'both', 'names of both'],
    ['Purchaser / Service Activator / End user name', 'both', 'either name'],
    ['Name and last name of an authorized representative', 'both', 'of whom?'],
    ['Passport or ID copy of an authorized representative', 'both', 'an identity document'],
    ["Legal representative's date of birth", 'both', "a company's, although a person is born"],
    ['Date of birth or incorporation', 'both', 'either date'],
    ['Business Use Case Description (with Sub-Allocation Disclosure)', 'both', 'persons use numbers too'],
    ['Proof of address matching the address on the Business Registration Certificate', 'both', 'a proof of address'],
    ["Spanish National ID (DNI) or Foreigners' Identity Number (NIE)", 'both', 'an identity document'],
    ['Personal or company tax code', 'both', 'either code'],
    ['Company contact phone number', 'both', 'everybody has a phone'],
    ['Service usage description', 'both', 'of nobody in particular'],
    ['(name not given)', 'both', 'nothing said'],
  ];
  for (const [name, whose, reason] of [...ITALIAN, ...others]) {
    it(`${name}: ${whose}, ${reason}`, () => assert.equal(fieldKindFor(asking(name)), whose));
  }
});

describe('the kind of customer', () => {
  const values: [value: string | null, kind: Kind | null, reason: string][] = [
    ['natural_person', 'person', 'as Italy lists it'],
    ['legal_entity', 'company', 'as Italy lists it'],
    ['sole_proprietorship', 'both', 'a person who is a business'],
    ['Individual', 'person', 'in other words'],
    ['business', 'company', 'in other words'],
    ['Company', 'company', 'in other words'],
    [' Legal-Entity ', 'company', 'however it is written'],
    ['robot', null, 'not known'],
    ['company or person', null, 'no single kind'],
    ['', null, 'no answer'],
    [null, null, 'no answer'],
    ['constructor', null, 'a word that every object knows'],
  ];
  for (const [value, kind, reason] of values) {
    it(`${JSON.stringify(value)}: ${kind}, ${reason}`, () => assert.equal(customerKindOf(value), kind));
  }

  const types: [type: RequirementType, found: boolean, reason: string][] = [
    [
      asking('Customer type', ['natural_person', 'legal_entity', 'sole_proprietorship']),
      true,
      'named so, and lists both',
    ],
    [asking('Who are you?', ['Individual', 'Company']), true, 'lists both'],
    [asking('Type of end user'), true, 'named so'],
    [asking('Customer type', ['prepaid', 'postpaid']), false, 'a word for something else'],
    [asking('Customer type', ['legal_entity', 'business']), false, 'companies only: nothing to tell apart'],
    [asking('Customer type', ['natural_person', 'legal_entity'], 'document'), false, 'no text'],
    [asking('Identity document type', ['Identity card', 'Passport']), false, 'lists other things'],
    [asking('Customer type description'), false, 'not plainly'],
  ];
  for (const [type, found, reason] of types) {
    it(`${found ? 'is' : 'is not'} asked by ${type.name} ${type.criteria.acceptableValues}: ${reason}`, () => {
      assert.equal(findCustomerType([asking('Date of birth'), type]), found ? type : null);
    });
  }
});

describe('fields that are put aside', () => {
  const aside = (customer: Kind | null): string[] =>
    ITALIAN.map(([name]) => name).filter((name) => isPutAside({ type: asking(name), customer }));

  it("are a company's, for a person in Italy", () => {
    assert.deepEqual(aside('person'), [
      'Company tax code',
      'VAT number (Partita IVA)',
      'Local company registration certificate',
      "Supplemental Address of Legal Representative's Residence in Italy",
    ]);
  });

  it("are a person's, for a company in Italy", () => {
    assert.deepEqual(aside('company'), ['Date of birth', 'Place of birth', 'Personal tax code (Codice Fiscale)']);
  });

  it('are none for a sole proprietor, nor before the kind is known', () => {
    assert.deepEqual([aside('both'), aside(null)], [[], []]);
  });

  it('are decided for any name, and never put aside from both sides', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const type = asking(name);
        assert.ok(!(isPutAside({ type, customer: 'person' }) && isPutAside({ type, customer: 'company' })));
      }),
    );
  });
});
