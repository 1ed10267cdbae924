import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeOf, MINUTE, openSimulator } from './open-simulator.ts';

describe('an order at the simulated Telnyx', () => {
  it('takes only numbers that a search returned within the half hour', async (t) => {
    const { search, post, clock } = await openSimulator(t);
    const body = { phone_numbers: [{ phone_number: '+493020007919' }] };
    assert.equal(codeOf(await post('/number_orders', body)), '422 85000');
    await search({ country_code: 'DE', locality: 'Berlin' });
    await clock.advance(31 * MINUTE);
    assert.equal(codeOf(await post('/number_orders', body)), '422 85000');
    await search({ country_code: 'DE', locality: 'Berlin' });
    assert.equal((await post('/number_orders', body)).status, 200);
  });

  it('refuses all of it when one number is gone, and does not say which', async (t) => {
    const { search, post, get, faults } = await openSimulator(t);
    const numbers = await search({ country_code: 'US', limit: '3' });
    faults.numberGone(numbers[1]!);
    const answer = await post('/number_orders', { phone_numbers: numbers.map((phone_number) => ({ phone_number })) });
    assert.equal(codeOf(answer), '422 85001');
    assert.ok(!JSON.stringify(answer.body).includes(numbers[1]!.slice(1)));
    assert.equal((await get('/number_orders')).body.data.length, 0);
  });

  it('makes one part for each country and type', async (t) => {
    const { search, post, get } = await openSimulator(t);
    const numbers = [
      ...(await search({ country_code: 'DE', phone_number_type: 'local', limit: '2' })),
      ...(await search({ country_code: 'DE', phone_number_type: 'national', limit: '1' })),
      ...(await search({ country_code: 'US', phone_number_type: 'local', limit: '1' })),
    ];
    const { body } = await post('/number_orders', { phone_numbers: numbers.map((phone_number) => ({ phone_number })) });
    const parts = await get(`/sub_number_orders?filter[order_request_id]=${body.data.id}`);
    const counts = parts.body.data.map((part: Record<string, unknown>) =>
      [part.country_code, part.phone_number_type, part.phone_numbers_count].join(' '),
    );
    assert.deepEqual(counts.sort(), ['DE local 2', 'DE national 1', 'US local 1']);
    assert.equal(body.data.status, 'pending');
  });

  it('activates numbers without paperwork a second and a half later', async (t) => {
    const { order, part, get, clock } = await openSimulator(t);
    const placed = await order({ country: 'US' });
    assert.equal(placed.order.phone_numbers[0].requirements_status, 'approved');
    await clock.advance(1499);
    assert.equal((await part(placed.partId)).status, 'pending');
    await clock.advance(1);
    assert.equal((await part(placed.partId)).status, 'success');
    assert.equal((await get(`/number_orders/${placed.order.id}`)).body.data.status, 'success');
  });

  for (const country of ['CH', 'DK', 'IT', 'NO', 'PT', 'SE']) {
    it(`for ${country} needs a requirement group in which every value is present`, async (t) => {
      const { search, post, patch, valuesFor } = await openSimulator(t);
      const [phone_number] = await search({ country_code: country, phone_number_type: 'local', limit: '1' });
      const place = (requirement_group_id?: string) =>
        post('/number_orders', {
          phone_numbers: [{ phone_number, ...(requirement_group_id && { requirement_group_id }) }],
        });
      assert.equal(codeOf(await place()), '422 10027');
      const fields = { country_code: country, phone_number_type: 'local', action: 'ordering' };
      const { body: group } = await post('/requirement_groups', fields);
      assert.equal(codeOf(await place(group.id)), '422 10027');
      const values = await valuesFor(group.regulatory_requirements);
      await patch(`/requirement_groups/${group.id}`, { regulatory_requirements: values });
      const { body } = await place(group.id);
      assert.equal(body.data.phone_numbers[0].requirements_status, 'requirement-info-under-review');
    });
  }

  it('settles by itself some minutes later when its group was approved before', async (t) => {
    const { post, patch, valuesFor, order, part, desk, clock } = await openSimulator(t);
    const fields = { country_code: 'DE', phone_number_type: 'local', action: 'ordering' };
    const { body: group } = await post('/requirement_groups', fields);
    const values = await valuesFor(group.regulatory_requirements);
    await patch(`/requirement_groups/${group.id}`, { regulatory_requirements: values });
    assert.equal((await post(`/requirement_groups/${group.id}/submit_for_approval`)).body.status, 'pending-approval');
    desk.approveGroup(group.id);
    const { partId } = await order({ groupId: group.id });
    await clock.advance(2 * MINUTE);
    assert.equal((await part(partId)).status, 'pending');
    await clock.advance(2 * MINUTE);
    assert.equal((await part(partId)).status, 'success');
  });

  it('is refused without funds, with an unknown connection, or without numbers', async (t) => {
    const { search, post, faults } = await openSimulator(t);
    const [phone_number] = await search({ country_code: 'US', limit: '1' });
    faults.insufficientFunds(true);
    assert.equal(codeOf(await post('/number_orders', { phone_numbers: [{ phone_number }] })), '422 20100');
    faults.insufficientFunds(false);
    assert.equal(
      codeOf(await post('/number_orders', { phone_numbers: [{ phone_number }], connection_id: '1' })),
      '422 85004',
    );
    assert.equal(codeOf(await post('/number_orders', { phone_numbers: [] })), '422 10004');
  });

  it('is found by its reference, newest first, page by page', async (t) => {
    const { get, desk, clock } = await openSimulator(t);
    for (const reference of ['a', 'b', 'b', 'c']) {
      desk.addOrder({ reference, parts: [{ country: 'US', numberType: 'local' }] });
      await clock.advance(1000);
    }
    const found = await get('/number_orders?filter[customer_reference]=b');
    assert.equal(found.body.data.length, 2);
    const page = await get('/number_orders?page[number]=2&page[size]=3');
    assert.deepEqual(
      page.body.data.map((order: { customer_reference: string }) => order.customer_reference),
      ['a'],
    );
    assert.deepEqual(page.body.meta, { page_number: 2, page_size: 3, total_pages: 2, total_results: 4 });
    assert.equal(codeOf(await get('/number_orders?page[size]=251')), '400 10033');
  });

  it('of ten thousand numbers, made elsewhere, is there at once', async (t) => {
    const { get, desk } = await openSimulator(t);
    const { orderId, partIds } = desk.addOrder({ parts: [{ country: 'DE', numberType: 'local', count: 10_000 }] });
    const order = await get(`/number_orders/${orderId}`);
    assert.equal(
      new Set(order.body.data.phone_numbers.map((item: { phone_number: string }) => item.phone_number)).size,
      10_000,
    );
    const part = await get(`/sub_number_orders/${partIds[0]}?filter[include_phone_numbers]=true`);
    assert.equal(part.body.data.phone_numbers.length, 50);
  });
});
