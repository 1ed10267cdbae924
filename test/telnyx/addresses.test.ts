import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { failureOf, startTelnyx } from './scripted-telnyx.ts';

const aWireAddress = (over: Record<string, unknown> = {}) => ({
  id: '1293384261075731499',
  record_type: 'address',
  first_name: 'Ada',
  last_name: 'Lovelace',
  business_name: 'ACME',
  street_address: 'Unter den Linden 1',
  extended_address: null,
  locality: 'Berlin',
  administrative_area: '',
  postal_code: '10117',
  country_code: 'DE',
  customer_reference: 'Berlin office',
  ...over,
});

const input = {
  firstName: 'Ada',
  lastName: 'Lovelace',
  businessName: 'ACME',
  streetAddress: 'Unter den Linden 1',
  extendedAddress: null,
  locality: 'Berlin',
  administrativeArea: null,
  postalCode: '10117',
  country: 'DE',
  reference: 'Berlin office',
};

describe('addresses', () => {
  it('are created without the check that is made for emergency calls', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data: aWireAddress() } }]);
    assert.deepEqual(await telnyx.addresses.create(input), { ...input, id: '1293384261075731499' });
    assert.deepEqual([seen[0]?.method, seen[0]?.path], ['POST', '/v2/addresses']);
    assert.deepEqual(seen[0]?.body, {
      first_name: 'Ada',
      last_name: 'Lovelace',
      business_name: 'ACME',
      street_address: 'Unter den Linden 1',
      locality: 'Berlin',
      postal_code: '10117',
      country_code: 'DE',
      customer_reference: 'Berlin office',
      validate_address: false,
    });
  });

  it('are listed from all pages, those of the country only', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, ({ query }) => {
      const page = Number(query['page[number]']?.[0]);
      const data = [aWireAddress({ id: `${page}1` }), aWireAddress({ id: `${page}2`, country_code: 'FR' })];
      return { json: { data, meta: { total_pages: 2, page_size: 2 } } };
    });
    assert.deepEqual(
      (await telnyx.addresses.list({ country: 'DE' })).map(({ id }) => id),
      ['11', '21'],
    );
    assert.equal(seen.length, 2);
    assert.equal((await telnyx.addresses.list()).length, 4);
  });

  it('do not come back in an error', async (t) => {
    const errors = [{ code: '20207', title: 'Invalid', description: 'Unter den Linden 1 is unknown' }];
    const { telnyx } = await startTelnyx(t, [{ status: 422, json: { errors } }]);
    const error = await failureOf(telnyx.addresses.create(input));
    assert.equal(error.details.telnyx?.detail, '[redacted] is unknown');
    assert.doesNotMatch(inspect(error, { depth: 10 }), /Lovelace|Linden|10117/);
  });
});
