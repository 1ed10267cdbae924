import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { getCountries } from 'libphonenumber-js/max';
import { countryName, parseCountry } from '../../src/domain/country.ts';
import { parseState } from '../../src/domain/state.ts';

describe('a country that a person named', () => {
  const cases: [text: string, expected: string | null, reason: string][] = [
    ['DE', 'DE', 'ISO code'],
    ['de', 'DE', 'in small letters'],
    ['Germany', 'DE', 'English name'],
    ['Deutschland', 'DE', 'as its people call it'],
    ['UK', 'GB', 'the usual alias is not the ISO code'],
    ['U.S.A.', 'US', 'with dots'],
    ['the Netherlands', 'NL', 'with its article'],
    ["Cote d'Ivoire", 'CI', 'without accents'],
    ['Türkiye', 'TR', 'with accents'],
    ['Turkey', 'TR', 'its former name'],
    ['Österreich', 'AT', 'with its own letters'],
    ['Bosnia & Herzegovina', 'BA', 'with a sign for "and"'],
    ['St. Lucia', 'LC', 'Saint in short'],
    ['Narnia', null, 'no such country'],
    ['XX', null, 'no such code'],
    ['constructor', null, 'a word of JavaScript is no country'],
    ['', null, 'nothing'],
  ];
  for (const [text, expected, reason] of cases) {
    it(`"${text}": ${reason}`, () => assert.equal(parseCountry(text), expected));
  }

  it('is found again by the name that we show', () => {
    for (const code of getCountries()) assert.equal(parseCountry(countryName(code)), code, code);
  });

  it('keeps a code that has no name', () => {
    assert.equal(countryName('ZZZ'), 'ZZZ');
    assert.equal(countryName(''), '');
  });
});

describe('a state', () => {
  const cases: [text: string, country: string, expected: string | null][] = [
    ['TX', 'US', 'TX'],
    ['texas', 'US', 'TX'],
    ['District of Columbia', 'US', 'DC'],
    ['Ontario', 'CA', 'ON'],
    ['Ontario', 'US', null],
    ['Bavaria', 'DE', null],
  ];
  for (const [text, country, expected] of cases) {
    it(`"${text}" in ${country} is ${expected}`, () => assert.equal(parseState(text, country), expected));
  }
});
