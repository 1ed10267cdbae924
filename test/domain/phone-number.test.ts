import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  countryOf,
  formatPhoneNumber,
  guessNumberType,
  numberTypeWords,
  parseFeature,
  parseNumberType,
  parsePhoneNumber,
} from '../../src/domain/phone-number.ts';

describe('a number that a person typed', () => {
  const cases: [text: string, expected: string | null, reason: string][] = [
    ['+493012345678', '+493012345678', 'E.164 as it is'],
    ['+49 30 12345678', '+493012345678', 'with spaces'],
    ['  +49 (0)30/1234-5678 ', '+493012345678', 'with the trunk digit and the punctuation of a letterhead'],
    ['0049 30 12345678', '+493012345678', 'with the international prefix of most of the world'],
    ['\u202a+1 512\u2011234\u20110123\u202c', '+15122340123', 'direction marks and hard hyphens of a contact card'],
    ['<tel:+493012345678|+49 30 12345678>', '+493012345678', 'the link that Slack makes of it'],
    ['030 12345678', null, 'no country code: nothing is guessed'],
    ['+49', null, 'only a country code'],
    ['+1 555', null, 'too short'],
    ['+999 123456789', null, 'no such country code'],
    ['+49 30 12345678 ext 4', null, 'an extension cannot be ordered'],
    ['Berlin', null, 'not a number'],
    ['', null, 'nothing'],
  ];
  for (const [text, expected, reason] of cases) {
    it(`"${text}": ${reason}`, () => assert.equal(parsePhoneNumber(text), expected));
  }

  it('is shown in international format, and as it is when it cannot be read', () => {
    assert.equal(formatPhoneNumber('+493012345678'), '+49 30 12345678');
    assert.equal(formatPhoneNumber('+49351xxxxxxx'), '+49351xxxxxxx');
  });
});

describe('what can be told from a number alone', () => {
  const cases: [number: string, type: string, country: string | null][] = [
    ['+493012345678', 'local', 'DE'],
    ['+4915123456789', 'mobile', 'DE'],
    ['+33912345678', 'national', 'FR'],
    ['+448001111111', 'toll_free', 'GB'],
    ['+443003334444', 'national', 'GB'],
    ['+15122340123', 'local', 'US'],
    ['+18003334444', 'toll_free', 'US'],
    ['+41840123456', 'shared_cost', 'CH'],
    ['+80012345678', 'toll_free', null],
    ['nonsense', 'local', null],
  ];
  for (const [number, type, country] of cases) {
    it(`${number} counts as ${type} in ${country}`, () => {
      assert.equal(guessNumberType(number), type);
      assert.equal(countryOf(number), country);
    });
  }
});

describe('words for types and features', () => {
  const types: [word: string, expected: string | null][] = [
    ['toll-free', 'toll_free'],
    ['tollfree', 'toll_free'],
    ['Toll Free', 'toll_free'],
    ['toll_free', 'toll_free'],
    ['shared-cost', 'shared_cost'],
    ['LOCAL', 'local'],
    ['landline', null],
    ['constructor', null],
  ];
  for (const [word, expected] of types) {
    it(`"${word}" is the type ${expected}`, () => assert.equal(parseNumberType(word), expected));
  }

  it('are shown with hyphens, unknown ones too', () => {
    assert.equal(numberTypeWords('toll_free'), 'toll-free');
    assert.equal(numberTypeWords('landline'), 'landline');
  });

  it('reads features however they are joined', () => {
    assert.equal(parseFeature('HD voice'), 'hd_voice');
    assert.equal(parseFeature('local-calling'), 'local_calling');
    assert.equal(parseFeature('telepathy'), null);
  });
});
