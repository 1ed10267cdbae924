import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { createInventory, numberAt } from '../../../src/sandbox/telnyx/inventory.ts';
import { codeOf, openSimulator } from './open-simulator.ts';

const COUNTRIES = ['US', 'CA', 'GB', 'DE', 'FR', 'ES', 'IT', 'CH', 'AU', 'BR', 'DK', 'NO', 'PT', 'SE'];

describe('the inventory of the simulated Telnyx', () => {
  const inventory = createInventory();

  it('holds only numbers that exist in their country, each once', () => {
    const seen = new Set<string>();
    for (const stock of inventory.products.flatMap((product) => inventory.stockOf(product))) {
      const parsed = parsePhoneNumberFromString(stock.phoneNumber);
      assert.equal(parsed?.isValid(), true, stock.phoneNumber);
      assert.equal(parsed?.country, stock.product.country);
      assert.ok(!seen.has(stock.phoneNumber), `${stock.phoneNumber} stands twice`);
      seen.add(stock.phoneNumber);
    }
  });

  it('sells in all countries of the sandbox, with at least forty numbers in every city', () => {
    for (const country of COUNTRIES) assert.ok(inventory.productOf(country, 'local'), country);
    const cities = inventory.products.flatMap((product) => product.areas);
    for (const { city, count } of cities) assert.ok(count >= 40, String(city));
  });

  it('has valid numbers for large orders beyond the shelf', () => {
    const product = inventory.productOf('US', 'local')!;
    const area = product.areas[0]!;
    for (let n = 60; n < 10_060; n += 97) {
      assert.ok(parsePhoneNumberFromString(numberAt({ product, area, n }))?.isValid());
    }
  });
});

describe('a search at the simulated Telnyx', () => {
  const cases: [Record<string, string>, (found: string[]) => boolean, string][] = [
    [{ country_code: 'DE', locality: 'Berlin', limit: '20' }, (found) => found.length === 20, 'city, up to the limit'],
    [{ country_code: 'DE', locality: 'dusseldorf' }, (found) => found.length > 0, 'accents and case do not matter'],
    [{ country_code: 'US', administrative_area: 'CA', limit: '250' }, (found) => found.length === 180, 'state'],
    [
      { country_code: 'US', national_destination_code: '212' },
      (found) => found.length > 0 && found.every((number) => number.startsWith('+1212')),
      'area code',
    ],
    [
      { country_code: 'DE', 'phone_number.starts_with': '4930' },
      (found) => found.length > 0 && found.every((number) => number.startsWith('+4930')),
      'beginning, with the country code',
    ],
    [
      { country_code: 'DE', 'phone_number.ends_with': '19' },
      (found) => found.length > 0 && found.every((number) => number.endsWith('19')),
      'end',
    ],
    [
      { country_code: 'FR', 'phone_number.contains': '77' },
      (found) => found.length > 0 && found.every((number) => number.includes('77')),
      'middle',
    ],
    [
      { country_code: 'GB', phone_number_type: 'local', features: 'sms' },
      (found) => found.length === 0,
      'no SMS on UK local numbers',
    ],
    [
      { country_code: 'GB', phone_number_type: 'mobile', features: 'sms,voice' },
      (found) => found.length > 0,
      'SMS on UK mobiles',
    ],
  ];
  for (const [filters, fits, reason] of cases) {
    it(`filters: ${reason}`, async (t) => {
      const { search } = await openSimulator(t);
      assert.ok(fits(await search(filters)));
    });
  }

  it('takes lists of features in both styles', async (t) => {
    const { get } = await openSimulator(t);
    const comma = await get('/available_phone_numbers?filter[country_code]=US&filter[features]=sms,mms');
    const repeated = await get(
      '/available_phone_numbers?filter[country_code]=US&filter[features][]=sms&filter[features][]=mms',
    );
    assert.deepEqual(comma.body.data, repeated.body.data);
    assert.ok(comma.body.data.length > 0);
  });

  it('fills up with best-effort numbers in the US, and marks them', async (t) => {
    const { get } = await openSimulator(t);
    const filters = 'filter[country_code]=US&filter[phone_number_type]=local&filter[locality]=Nowhere&filter[limit]=5';
    assert.equal((await get(`/available_phone_numbers?${filters}`)).body.data.length, 0);
    const { body } = await get(`/available_phone_numbers?${filters}&filter[best_effort]=true`);
    assert.deepEqual(
      body.data.map((item: { best_effort: boolean }) => item.best_effort),
      Array(5).fill(true),
    );
    assert.equal(body.meta.best_effort_results, 5);
  });

  it('says that there is no coverage for German mobile numbers', async (t) => {
    const { get } = await openSimulator(t);
    const answer = await get('/available_phone_numbers?filter[country_code]=DE&filter[phone_number_type]=mobile');
    assert.equal(codeOf(answer), '400 10015');
  });

  it('refuses a parameter that it does not know, and a word outside of a list', async (t) => {
    const { get } = await openSimulator(t);
    assert.equal(codeOf(await get('/available_phone_numbers?filter[city]=Berlin')), '400 10031');
    assert.equal(codeOf(await get('/available_phone_numbers?filter[phone_number_type]=vanity')), '400 10032');
    assert.equal(codeOf(await get('/available_phone_numbers?filter[limit]=none')), '400 10033');
  });

  it('no longer shows what was ordered', async (t) => {
    const { order, search } = await openSimulator(t);
    const { numbers } = await order({ count: 2 });
    const found = await search({ country_code: 'DE', phone_number_type: 'local', limit: '10' });
    assert.ok(numbers.every((number) => !found.includes(number)));
  });

  it('hides held numbers only when asked to, until half an hour has passed', async (t) => {
    const { post, search, clock } = await openSimulator(t);
    const filters = { country_code: 'DE', reservable: 'true', limit: '1' };
    const [held = ''] = await search(filters);
    const { body } = await post('/number_reservations', { phone_numbers: [{ phone_number: held }] });
    assert.equal(body.data.status, 'success');
    assert.deepEqual(await search(filters), [held]);
    assert.notDeepEqual(await search({ ...filters, exclude_held_numbers: 'true' }), [held]);
    const extend = () => post(`/number_reservations/${body.data.id}/actions/extend`);
    assert.equal((await extend()).body.data.phone_numbers[0].expired_at, '2026-03-02T10:00:00.000Z');
    assert.equal(codeOf(await extend()), '422 85008');
    await clock.advance(61 * 60_000);
    assert.deepEqual(await search({ ...filters, exclude_held_numbers: 'true' }), [held]);
  });
});
