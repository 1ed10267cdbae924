import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { emptyQuery, parseSearchText, type SearchQuery } from '../../src/domain/search.ts';

/** Only what differs from an empty search of a named country. */
type Said = Partial<SearchQuery> & { country: string };

const assertReads = (text: string, said: Said) => {
  const expected = { kind: 'query', query: { ...emptyQuery(said.country, false), ...said } };
  assert.deepEqual(parseSearchText(text, { defaultCountry: 'US' }), expected);
};

const itReads = (cases: [text: string, said: Said, reason: string][]) => {
  for (const [text, said, reason] of cases) it(`"${text}": ${reason}`, () => assertReads(text, said));
};

const byDefault = { country: 'US', countryIsDefault: true };

describe('a search in free words', () => {
  itReads([
    ['', byDefault, 'the default country, and that it is the default'],
    [
      'DE local Berlin sms limit:20',
      { country: 'DE', numberType: 'local', city: 'Berlin', features: ['sms'], limit: 20 },
      'the example of the help',
    ],
    ['sms, voice and fax DE', { country: 'DE', features: ['sms', 'voice', 'fax'] }, 'features gather'],
    ['DE sms sms', { country: 'DE', features: ['sms'] }, 'said twice is said'],
    ['hd voice GB', { country: 'GB', features: ['hd_voice'] }, 'a feature of two words'],
    ['toll free GB', { country: 'GB', numberType: 'toll_free' }, 'a type of two words'],
    ['12x DE', { country: 'DE', wanted: 12, limit: 12 }, 'that many, all of them shown'],
    ['×3 DE limit:20', { country: 'DE', wanted: 3, limit: 20 }, 'more can be shown than are preselected'],
    ['US 512', { country: 'US', areaCode: '512' }, 'three to five digits are the area code'],
    ['DE 030', { country: 'DE', areaCode: '30' }, 'dialled at home with a trunk digit that Telnyx does not know'],
    ['IT area:06', { country: 'IT', areaCode: '06' }, "Italy's zero is part of the number"],
    ['quickship US toll-free', { country: 'US', numberType: 'toll_free', quickship: true }, 'a switch without a value'],
    ['numbers in Berlin', { ...byDefault, city: 'Berlin' }, 'small words between are skipped'],
    ['In Berlin', { ...byDefault, city: 'Berlin' }, 'a phone begins the line with a capital'],
  ]);
});

describe('a country in free words', () => {
  itReads([
    ['United Kingdom mobile', { country: 'GB', numberType: 'mobile' }, 'a name of two words'],
    ['South Africa', { country: 'ZA' }, 'a name of two words'],
    ['Bosnia and Herzegovina', { country: 'BA' }, 'a name with a small word in it'],
    ['berlin de local', { country: 'DE', city: 'berlin', numberType: 'local' }, 'wherever it stands'],
    ['DE Deutschland', { country: 'DE' }, 'named twice is named'],
    ['IN', { country: 'IN' }, 'India, as it is written large'],
    ['it', { country: 'IT' }, 'small letters are fine where no English search has the word'],
    ['NO Oslo', { country: 'NO', city: 'Oslo' }, 'Norway, as it is written large'],
    ['AT Wien', { country: 'AT', city: 'Wien' }, 'Austria, as it is written large'],
    ['Mexico', { country: 'MX' }, 'a country'],
    ['Mexico City', { ...byDefault, city: 'Mexico City' }, 'a city named after it'],
    ['Frankfurt am Main', { ...byDefault, city: 'Frankfurt am Main' }, 'AM (Armenia) inside a name is no country'],
    ['RIO DE JANEIRO BR', { country: 'BR', city: 'RIO DE JANEIRO' }, 'nor in capitals, when all of it is'],
    ['la paz', { ...byDefault, city: 'la paz' }, 'LA (Laos) in small letters begins a name'],
    ['GB St Albans', { country: 'GB', city: 'St Albans' }, 'ST (São Tomé) begins a name'],
  ]);
});

describe('a state in free words', () => {
  itReads([
    ['CA', { country: 'CA' }, 'alone: Canada'],
    ['US CA', { country: 'US', state: 'CA' }, 'after the US: California'],
    ['US TX Austin', { country: 'US', state: 'TX', city: 'Austin' }, 'state and city'],
    ['Austin, TX US', { country: 'US', state: 'TX', city: 'Austin' }, 'the country may come last'],
    ['us tx austin', { country: 'US', state: 'TX', city: 'austin' }, 'small letters, where it means nothing else'],
    ['US DE', { country: 'US', state: 'DE' }, 'Delaware: the country is named already'],
    ['US Georgia', { country: 'US', state: 'GA' }, 'a state with the name of a country'],
    ['New Jersey', { ...byDefault, state: 'NJ' }, 'not Jersey, the country'],
    ['US West Virginia', { country: 'US', state: 'WV' }, 'not Virginia'],
    ['US Virginia Beach', { country: 'US', city: 'Virginia Beach' }, 'a city named after a state'],
    ['US New York', { country: 'US', city: 'New York' }, 'city rather than state'],
    ['US Washington DC', { country: 'US', city: 'Washington', state: 'DC' }, 'city and district'],
    ['CA Ontario', { country: 'CA', state: 'ON' }, 'a province'],
    ['US Ontario', { country: 'US', city: 'Ontario' }, 'no state of the US, but a city'],
    ['country:US state:texas', { country: 'US', state: 'TX' }, 'by name, with its key'],
    ['DE state:Bayern', { country: 'DE', state: 'Bayern' }, 'elsewhere as it was typed'],
  ]);
});

describe('quotes and keys', () => {
  const sanFrancisco = { country: 'US', city: 'San Francisco' };
  itReads([
    ['US city:"San Francisco"', sanFrancisco, 'straight quotes'],
    ['US city:“San Francisco”', sanFrancisco, 'quotes that Slack made curly'],
    ['US city:„San Francisco“', sanFrancisco, 'quotes of a German keyboard'],
    ["US 'San Francisco'", sanFrancisco, 'single quotes, without a key'],
    ['US San\u00a0Francisco', sanFrancisco, 'words side by side, with a hard blank'],
    ['US city: "San  Francisco"', sanFrancisco, 'blanks after the colon and within'],
    ["NL 's-Hertogenbosch", { country: 'NL', city: "'s-Hertogenbosch" }, 'an apostrophe is no quote'],
    ['IT L’Aquila', { country: 'IT', city: 'L’Aquila' }, 'nor inside a word'],
    ['US city:Mobile', { country: 'US', city: 'Mobile' }, 'a city with the name of a type'],
    ['US city:"a \\"b\\""', { country: 'US', city: 'a "b"' }, 'a quote in quotes'],
    ['country:"united kingdom" type:toll-free', { country: 'GB', numberType: 'toll_free' }, 'names in values'],
    ['DE features: sms, voice', { country: 'DE', features: ['sms', 'voice'] }, 'a list with blanks'],
    ['US starts:55 ends:77 contains:0', { country: 'US', startsWith: '55', endsWith: '77', contains: '0' }, 'digits'],
    ['US Rate-Center:AUSTIN', { country: 'US', rateCenter: 'AUSTIN' }, 'a key in any case, with a hyphen'],
    ['US best_effort:yes exclude_held:no', { country: 'US', bestEffort: true }, 'switches'],
    ['\u202aUS\u202c 512\u200b', { country: 'US', areaCode: '512' }, 'marks that nobody sees'],
  ]);
});
