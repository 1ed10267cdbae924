import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aQuery, failureOf, startTelnyx } from './scripted-telnyx.ts';

const berlin = {
  record_type: 'available_phone_number',
  phone_number: '+493012345678',
  vanity_format: '',
  best_effort: false,
  quickship: false,
  reservable: true,
  region_information: [
    { region_type: 'country_code', region_name: 'DE' },
    { region_type: 'location', region_name: 'Berlin' },
  ],
  cost_information: { upfront_cost: '1.00', monthly_cost: '2.50', currency: 'USD' },
  features: [{ name: 'voice' }, { name: 'a_new_one' }],
};
const counts = { total_results: 812, best_effort_results: 3 };

describe('searching numbers', () => {
  it('shows number, place, prices and features', async (t) => {
    const { telnyx } = await startTelnyx(t, [{ json: { data: [berlin], meta: counts, metadata: counts } }]);
    assert.deepEqual(await telnyx.numbers.search(aQuery({ numberType: 'local' })), {
      numbers: [
        {
          phoneNumber: '+493012345678',
          country: 'DE',
          numberType: 'local',
          place: 'Berlin',
          features: ['voice', 'a_new_one'],
          upfront: { amount: '1.00', currency: 'USD' },
          monthly: { amount: '2.50', currency: 'USD' },
          bestEffort: false,
          quickship: false,
          reservable: true,
        },
      ],
      totalCount: 812,
      bestEffortCount: 3,
    });
  });

  it('asks for everything the person named', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data: [] } }]);
    const query = aQuery({
      country: 'US',
      numberType: 'toll_free',
      features: ['sms', 'voice'],
      city: 'New York',
      state: 'NY',
      areaCode: '212',
      rateCenter: 'NWYRCYZN01',
      startsWith: '212',
      endsWith: '99',
      contains: '+1',
      limit: 20,
      wanted: 30,
      bestEffort: true,
      quickship: true,
      reservable: true,
      excludeHeld: true,
    });
    await telnyx.numbers.search(query);
    assert.equal(seen[0]?.path, '/v2/available_phone_numbers');
    assert.deepEqual(seen[0]?.query, {
      'filter[country_code]': ['US'],
      'filter[phone_number_type]': ['toll_free'],
      'filter[features][]': ['sms', 'voice'],
      'filter[locality]': ['New York'],
      'filter[administrative_area]': ['NY'],
      'filter[national_destination_code]': ['212'],
      'filter[rate_center]': ['NWYRCYZN01'],
      'filter[phone_number][starts_with]': ['212'],
      'filter[phone_number][ends_with]': ['99'],
      'filter[phone_number][contains]': ['+1'],
      'filter[limit]': ['30'],
      'filter[best_effort]': ['true'],
      'filter[quickship]': ['true'],
      'filter[reservable]': ['true'],
      'filter[exclude_held_numbers]': ['true'],
    });
  });

  it('asks for nothing the person did not name', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data: [] } }]);
    await telnyx.numbers.search(aQuery());
    assert.deepEqual(seen[0]?.query, { 'filter[country_code]': ['DE'], 'filter[limit]': ['10'] });
  });

  it('takes a number of which Telnyx tells little', async (t) => {
    const bare = { phone_number: '+18005550199', cost_information: null, region_information: null, features: null };
    const { telnyx } = await startTelnyx(t, [{ json: { data: [bare] } }]);
    const { numbers, totalCount, bestEffortCount } = await telnyx.numbers.search(aQuery({ country: 'US' }));
    assert.deepEqual([totalCount, bestEffortCount], [1, 0]);
    assert.equal(numbers[0]?.country, 'US');
    assert.equal(numbers[0]?.numberType, 'toll_free', 'the numbering plan tells the type when nobody asked for one');
    assert.deepEqual([numbers[0]?.place, numbers[0]?.upfront, numbers[0]?.features], [null, null, []]);
  });

  it('does without a price that has no currency, and names the state beside the town', async (t) => {
    const region_information = [
      { region_type: 'rate_center', region_name: 'CHICAGO' },
      { region_type: 'state', region_name: 'IL' },
    ];
    const number = { ...berlin, region_information, cost_information: { upfront_cost: '1.00', monthly_cost: null } };
    const { telnyx } = await startTelnyx(t, [{ json: { data: [number], metadata: counts } }]);
    const { numbers, totalCount } = await telnyx.numbers.search(aQuery());
    assert.deepEqual([numbers[0]?.place, numbers[0]?.upfront, totalCount], ['CHICAGO, IL', null, 812]);
  });

  it('cannot do without the number itself', async (t) => {
    const { telnyx } = await startTelnyx(t, [{ json: { data: [berlin, { ...berlin, phone_number: null }] } }]);
    const error = await failureOf(telnyx.numbers.search(aQuery()));
    assert.equal(error.code, 'telnyx_unreadable');
    assert.match(error.message, /data\.1\.phone_number/);
  });
});
