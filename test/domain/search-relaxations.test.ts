import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  emptyQuery,
  formatSearchText,
  parseSearchText,
  relaxations,
  type SearchQuery,
} from '../../src/domain/search.ts';

const labels = (change: Partial<SearchQuery>) =>
  relaxations({ ...emptyQuery('US', false), ...change }).map(({ label }) => label);

describe('what to relax when nothing was found', () => {
  const cases: [change: Partial<SearchQuery>, expected: string[], reason: string][] = [
    [{}, [], 'nothing to give up'],
    [{ country: 'DE', city: 'Berlin' }, ['Anywhere in Germany'], 'numbers nearby exist only in the US and Canada'],
    [
      { city: 'Austin', state: 'TX' },
      ['Also numbers nearby', 'Anywhere in TX', 'All of United States'],
      'narrowest first',
    ],
    [{ areaCode: '512', bestEffort: true }, ['Any area code'], 'what is on already is not offered'],
    [{ endsWith: '77', contains: '5' }, ['Any digits', 'Also numbers nearby'], 'all digits at once'],
    [{ features: ['fax'], numberType: 'mobile' }, ['Any features', 'Any number type'], 'what the number can do'],
    [{ quickship: true, excludeHeld: true }, ['Also held or slower ones'], 'the switches'],
    [
      { contains: '7', city: 'Austin', areaCode: '512', features: ['sms'], numberType: 'local', state: 'TX' },
      ['Any digits', 'Also numbers nearby', 'Anywhere in TX', 'Any area code'],
      'at most four',
    ],
  ];
  for (const [change, expected, reason] of cases) {
    it(`${JSON.stringify(change)}: ${reason}`, () => assert.deepEqual(labels(change), expected));
  }

  it('changes one wish and leaves the others, the text of each search being typable', () => {
    const query = { ...emptyQuery('US', false), city: 'Austin', state: 'TX', features: ['sms' as const] };
    const [nearby, anywhere] = relaxations(query);
    assert.deepEqual(nearby?.query, { ...query, bestEffort: true });
    assert.deepEqual(anywhere?.query, { ...query, city: null });
    for (const relaxed of relaxations(query)) {
      const again = parseSearchText(formatSearchText(relaxed.query), { defaultCountry: 'US' });
      assert.deepEqual(again, { kind: 'query', query: relaxed.query });
    }
  });
});
