import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  checkAddressPlace,
  isAreaBound,
  type LocalityLimit,
  parseLocalityLimit,
} from '../../src/domain/locality-limit.ts';
import { aRequirementType } from '../support/builders.ts';

const within = (country: string): LocalityLimit => ({ kind: 'country', country });
const area: LocalityLimit = { kind: 'area' };
const anywhere: LocalityLimit = { kind: 'anywhere' };
const IN_THE_AREA = "Address must be in the geographic area of the number's area code";

describe("Telnyx's locality limit is read", () => {
  const cases: [text: string | null, country: string, limit: LocalityLimit | null, reason: string][] = [
    ['Address within Germany', 'DE', within('DE'), 'a country by its name'],
    ['Address within the United Kingdom', 'GB', within('GB'), 'with an article'],
    ['address must be in Côte d’Ivoire.', 'CI', within('CI'), 'in other words'],
    ['Address within the country', 'ZA', within('ZA'), "the number's country"],
    ['Local Address in the same country', 'DE', within('DE'), "the number's country"],
    [IN_THE_AREA, 'ES', area, "the number's area"],
    [IN_THE_AREA.replace("'", '’'), 'ES', area, 'with another apostrophe'],
    ['Identical locality as the numbers desired', 'US', area, "the example in Telnyx's description of its API"],
    ['Address in the same city as the number', 'US', area, 'in other words'],
    ['Any country (worldwide)', 'ZA', anywhere, 'anywhere'],
    ['Worldwide', 'ZA', anywhere, 'anywhere'],
    [null, 'DE', null, 'no limit'],
    ['', 'DE', null, 'nothing said'],
    ['Issued in France (EU documents accepted)', 'FR', null, 'about a document'],
    ['Issued by the same country that the phone number belongs to', 'FR', null, 'about a document'],
    ['Local (EU ID accepted)', 'GB', null, 'about a document'],
    ['Address within France or Monaco', 'FR', null, 'more than one country'],
    ['Address within Bavaria', 'DE', null, 'no country'],
    ['Address within Georgia', 'GE', within('GE'), 'a country'],
    ['Address within Georgia', 'US', null, 'the state, most likely'],
    ['Address does not need to match the DID area code', 'GB', null, 'a negation'],
  ];
  for (const [text, country, limit, reason] of cases) {
    it(`${country} ${JSON.stringify(text)}: ${reason}`, () =>
      assert.deepEqual(parseLocalityLimit(text, country), limit));
  }

  it('never fails, whatever the text', () => {
    const words = fc.constantFrom('address', 'within', 'the', 'area', 'code', 'of', 'number', 'Germany', 'same', 'any');
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words).map((all) => all.join(' ')),
    );
    fc.assert(fc.property(text, text, (limit, country) => void parseLocalityLimit(limit, country)));
  });
});

describe('a requirement is bound to the area of its number', () => {
  type Row = [name: string, description: string | null, limit: string | null, bound: boolean, reason: string];
  const check = (kind: string, [name, description, localityLimit, bound, reason]: Row): void => {
    it(`${kind} ${bound ? '' : 'not '}${name.slice(0, 50)}: ${reason}`, () => {
      const criteria = { ...aRequirementType().criteria, localityLimit };
      assert.equal(isAreaBound(aRequirementType({ kind, name, description, criteria })), bound);
    });
  };
  const national =
    'The address does not need to match the specific city or area code of the number; any address within the national borders is acceptable';
  const addresses: Row[] = [
    ['Address', null, IN_THE_AREA, true, 'its limit says so'],
    ['Address matching the DID area code', null, null, true, 'its name says so'],
    ['Address Matching the DID Area Code (Geographic Match)', null, null, true, 'its name says so'],
    [
      'Address matching the DID area code (PO boxes are not accepted)',
      null,
      null,
      true,
      'what is not is another thing',
    ],
    ['Address', 'Inside the area that the area code of the number covers.', null, true, 'its description says so'],
    ['Address', "City of the address must be inside the number's area code.", null, true, 'its description says so'],
    [
      'Address matching the DID area code',
      null,
      'Address within Germany',
      false,
      'the limit counts more than the name',
    ],
    ['Address matching the DID area code', null, 'See the portal', true, 'a limit that nobody can read is silent'],
    ['Address (national)', national, 'Address within the United Kingdom', false, 'plainly not'],
    ['Address (national)', national, null, false, 'plainly not'],
    ['Address matching the DID area code is not required', null, null, false, 'plainly not'],
    ['Address', "Addresses outside the number's area code are declined", null, false, 'no rule that we can read'],
    ['Local Address in the same country', 'In the same country as DID ordered', null, false, 'the country is enough'],
  ];
  for (const row of addresses) check('address', row);
  const documents: Row[] = [
    ['Form', 'Confirms the local relationship to the area code.', null, true, 'it attests the area'],
    [
      'Form',
      '`Confirmation of local relationship to area code of allocated Numbers`',
      null,
      true,
      'it attests the area',
    ],
    [
      'Proof of address',
      'Shows an address in the same locality as the phone number',
      null,
      true,
      'it attests the area',
    ],
    ['Proof of address', 'Shows the address in the area-code region.', null, true, 'it attests the area'],
    ['Proof of address', null, 'Identical locality as the numbers desired', true, 'its limit says so'],
    ['Proof of address', 'Shows the address given above.', null, false, 'nothing said of an area'],
    ['Executed Registration Form', null, null, false, 'nothing said of an area'],
  ];
  for (const row of documents) check('document', row);
  check('textual', ['Address matching the DID area code', null, null, false, 'only addresses and documents are']);
});

describe('an address by its place', () => {
  type Row = [limit: LocalityLimit | null, at: [string, string], number: string | null, found: string, reason: string];
  const cases: Row[] = [
    [within('DE'), ['DE', 'Potsdam'], 'Berlin', 'fine', 'anywhere in the country'],
    [within('DE'), ['de', 'Potsdam'], 'Berlin', 'fine', 'codes in small letters too'],
    [within('DE'), ['FR', 'Paris'], 'Berlin', 'refused', 'another country'],
    [within('FR'), ['DE', 'Kehl'], null, 'refused', "not the limit's, although the number's"],
    [within('DE'), ['', ''], 'Berlin', 'fine', 'an address without a country cannot be judged'],
    [area, ['FR', 'Paris'], 'Berlin', 'refused', 'another country is no suburb'],
    [area, ['DE', 'BERLIN'], 'Berlin', 'fine', 'the same place'],
    [area, ['DE', 'Berlin-Mitte'], 'Berlin', 'fine', 'a quarter of it'],
    [area, ['DE', 'München'], 'Munich', 'fine', 'the same place in another language'],
    [area, ['DE', 'Muenchen'], 'Munich', 'fine', 'without umlauts'],
    [area, ['DE', 'Duesseldorf'], 'Düsseldorf', 'fine', 'without umlauts'],
    [area, ['DE', 'Frankfurt'], 'Frankfurt am Main', 'fine', 'shortly'],
    [area, ['DE', 'Frankfurt (Oder)'], 'Frankfurt am Main', 'doubtful', 'another town of that name'],
    [area, ['DE', 'Potsdam'], 'Berlin', 'doubtful', 'a suburb, or wrong: who knows'],
    [area, ['DE', 'Potsdam'], null, 'fine', 'where the number is, is not known'],
    [anywhere, ['JP', 'Tokyo'], 'Berlin', 'fine', 'anywhere'],
    [null, ['JP', 'Tokyo'], 'Berlin', 'fine', 'no limit that can be read'],
  ];
  for (const [limit, [country, locality], number, found, reason] of cases) {
    it(`${locality} for ${number}, ${limit?.kind ?? 'no limit'}: ${found}, ${reason}`, () => {
      const place = checkAddressPlace({ address: { country, locality }, limit, country: 'DE', locality: number });
      assert.equal(place === null ? 'fine' : Object.keys(place)[0], found);
    });
  }

  const names: [here: string, elsewhere: string][] = [
    ['København', 'Copenhagen'],
    ['Kraków', 'Cracow'],
    ['Genève', 'Geneva'],
    ['Genève', 'Genf'],
    ['Göteborg', 'Gothenburg'],
    ['Köln', 'Cologne'],
    ['Zürich', 'ZUERICH'],
    ['Wien', 'Vienna'],
    ['St. Gallen', 'Saint Gallen'],
    ['São Paulo', 'sao paulo'],
  ];
  for (const [here, elsewhere] of names) {
    it(`${here} and ${elsewhere} are one place`, () => {
      const asked = { limit: area, country: 'DE' };
      const there = checkAddressPlace({ ...asked, address: { country: 'DE', locality: elsewhere }, locality: here });
      const back = checkAddressPlace({ ...asked, address: { country: 'DE', locality: here }, locality: elsewhere });
      assert.deepEqual([there, back], [null, null]);
    });
  }

  it('is told in one sentence with what to do', () => {
    const asked = { address: { country: 'FR', locality: 'Paris' }, country: 'FR', locality: 'Lyon' };
    assert.deepEqual(checkAddressPlace({ ...asked, limit: within('DE') }), {
      refused: 'The address has to be in Germany, and this one is in France: choose or add another.',
    });
    assert.deepEqual(checkAddressPlace({ ...asked, limit: area }), {
      doubtful: 'The address has to be in the area of Lyon, and this one is in Paris: check that it is.',
    });
  });
});
