import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { FEATURES, NUMBER_TYPES } from '../../src/domain/phone-number.ts';
import { emptyQuery, formatSearchText, parseSearchText, type SearchQuery } from '../../src/domain/search.ts';

const defaultCountry = 'US';

describe('a search that was not understood says why, and how to write it', () => {
  const cases: [text: string, says: RegExp, example: string, reason: string][] = [
    ['citty:Berlin', /no key “citty:”; the nearest is “city:”/, 'US city:"San Francisco"', 'unknown key'],
    ['constructor:1', /no key “constructor:”/, 'country:DE', 'a word of JavaScript is no key'],
    ['city:', /“city:” has no value/, 'US city:"San Francisco"', 'nothing after the colon'],
    ['city: type:local', /“city:” has no value/, 'US city:"San Francisco"', 'the next key is no value'],
    ['country:Narnia', /“Narnia” is no country/, 'country:DE', 'unknown country'],
    ['type:satellite', /“satellite” is no number type/, 'DE type:local', 'unknown type'],
    ['features:sms,fux', /“fux” is no feature; the nearest is fax/, 'DE features:fax', 'unknown feature'],
    ['limit:many', /“many” is no count/, 'DE local limit:20', 'not a number'],
    ['limit:2.5', /“2.5” is no count/, 'DE local limit:20', 'not a whole number'],
    ['limit:0', /“0” is no count/, 'DE local limit:20', 'none at all'],
    ['limit:51', /51 is too many: .* at most 50/, 'DE local limit:20', 'beyond the limit'],
    ['51x', /51 is too many/, 'DE local 12x', 'beyond the limit'],
    ['12x limit:5', /12x asks for more than limit:5/, 'DE local 12x', 'more than are shown'],
    ['starts:ab', /“starts:” takes digits only/, 'US starts:512', 'letters'],
    ['ends:+49', /“ends:” takes digits only/, 'US ends:512', 'a sign'],
    ['contains:1234567890123456', /at most 15/, 'US contains:512', 'longer than any number'],
    ['best_effort:maybe', /takes yes or no, not “maybe”/, 'US 512 best_effort:yes', 'neither yes nor no'],
    ['DE FR', /Two countries: Germany \(DE\) and France \(FR\)/, 'country:DE', 'two countries'],
    ['Georgia US', /Two countries/, 'US state:GA', 'a country where the state was meant'],
    ['IN US', /Two countries/, 'US state:IN', 'a country where the state was meant'],
    ['us de', /Two countries/, 'US state:DE', 'small letters do not tell Delaware'],
    ['US Lebanon', /Two countries/, 'US city:Lebanon', 'a city with the name of a country'],
    ['country:DE country:FR', /Two countries/, 'DE local Berlin', 'two countries by key'],
    ['DE local mobile', /Two number types: local and mobile/, 'DE local', 'two types'],
    ['US city:San Francisco', /Two cities: San and Francisco/, 'US city:"San Francisco"', 'quotes forgotten'],
    ['Berlin and Hamburg', /Two places: Berlin and Hamburg/, 'city:Berlin', 'two cities'],
    ['Berlin, Hamburg', /Two places/, 'city:Berlin', 'a comma parts them'],
    ['30', /“30” alone may be a count/, 'DE area:30', 'two digits may be either'],
    ['+493012345678', /looks like a phone number/, 'US contains:5678', 'that is ordered, not searched'],
    ['moblie DE', /“moblie” is not a word I know; the nearest is mobile/, 'DE mobile', 'a slip'],
    ['no oslo', /“no” may be Norway/, 'NO local', 'two meanings'],
    ['limit=20', /“limit=20” was not understood/, 'DE local Berlin sms limit:20', 'no word at all'],
    ['city:"San Francisco', /never closed/, 'US city:"San Francisco"', 'an open quote'],
  ];
  for (const [text, says, example, reason] of cases) {
    it(`"${text}": ${reason}`, () => {
      const parsed = parseSearchText(text, { defaultCountry });
      assert.equal(parsed.kind, 'problem');
      assert.match(parsed.kind === 'problem' ? parsed.message : '', says);
      assert.equal(parsed.kind === 'problem' ? parsed.example : '', example);
      assert.equal(parseSearchText(example, { defaultCountry }).kind, 'query', 'the example itself is understood');
    });
  }

  it('never breaks, whatever is typed, and always has an example that works', () => {
    const piece = fc.constantFrom(
      'DE ',
      'US ',
      'ca ',
      'city:',
      '"',
      '“',
      "'",
      '12x',
      ',',
      'and ',
      '512 ',
      ' ',
      '\\',
      ':',
    );
    const text = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 12 });
    fc.assert(
      fc.property(text, (pieces) => {
        const parsed = parseSearchText(pieces.join(''), { defaultCountry });
        if (parsed.kind === 'query') return;
        assert.equal(parseSearchText(parsed.example, { defaultCountry }).kind, 'query', parsed.example);
      }),
    );
  });
});

const clean = (text: string) =>
  text
    .replace(/[\p{Cf}\p{Cc}\s]+/gu, ' ')
    .trim()
    .replace(/^\s*$/, 'x');
const orNull = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null });
const place = orNull(
  fc
    .oneof(
      fc.constantFrom('San Francisco', 'DE', "L'Aquila", 'a "b"', 'no', 'x:y', '12x'),
      fc.string({ unit: 'grapheme' }),
    )
    .map(clean),
);
const digits = orNull(fc.stringMatching(/^[1-9]\d{0,6}$/));

const aQuery: fc.Arbitrary<SearchQuery> = fc
  .record({
    country: fc.constantFrom('DE', 'FR', 'IN', 'NO', 'GB'),
    countryIsDefault: fc.boolean(),
    numberType: orNull(fc.constantFrom(...NUMBER_TYPES)),
    features: fc.uniqueArray(fc.constantFrom(...FEATURES)),
    city: place,
    state: place,
    areaCode: digits,
    rateCenter: place,
    startsWith: digits,
    endsWith: digits,
    contains: digits,
    limit: fc.integer({ min: 1, max: 50 }),
    wanted: orNull(fc.integer({ min: 1, max: 50 })),
    bestEffort: fc.boolean(),
    quickship: fc.boolean(),
    reservable: fc.boolean(),
    excludeHeld: fc.boolean(),
  })
  .map((query) => ({ ...query, limit: Math.max(query.limit, query.wanted ?? 1) }));

describe('a search written as text', () => {
  it('is read back as the same search', () => {
    fc.assert(
      fc.property(aQuery, (query) => {
        const parsed = parseSearchText(formatSearchText(query), { defaultCountry: query.country });
        assert.deepEqual(parsed, { kind: 'query', query });
      }),
      { numRuns: 500 },
    );
  });

  it('is short and readable', () => {
    const query = {
      ...emptyQuery('US', false),
      numberType: 'toll_free' as const,
      city: 'San Francisco',
      wanted: 3,
      limit: 3,
    };
    assert.equal(formatSearchText(query), 'country:US toll-free city:"San Francisco" 3x');
    assert.equal(formatSearchText(emptyQuery('US', true)), '');
  });
});
