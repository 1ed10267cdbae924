import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openSimulator } from './open-simulator.ts';

const PATH = '/sub_number_orders?filter[status]=pending&filter[include_phone_numbers]=true&page[size]=2';

describe('the newer extras of the simulated Telnyx', () => {
  it('on: the list of sub orders has pages, numbers, and the status of each requirement', async (t) => {
    const { get, desk } = await openSimulator(t, { extras: true });
    for (let n = 0; n < 3; n += 1) desk.addOrder({ parts: [{ country: 'DE', numberType: 'local', count: 60 }] });
    const { body } = await get(PATH);
    assert.equal(body.data.length, 2);
    assert.equal(body.data[0].phone_numbers.length, 50);
    assert.equal(body.data[0].phone_numbers[0].regulatory_requirements[0].status, 'awaiting-value');
    const { body: order } = await get(`/number_orders/${body.data[0].order_request_id}`);
    assert.equal(order.data.phone_numbers.length, 60, 'the order has them all');
    assert.doesNotMatch(JSON.stringify(order), /awaiting-value/, 'without the status of each requirement');
    assert.deepEqual(body.meta, { page_number: 1, page_size: 2, total_pages: 2, total_results: 3 });
  });

  it('off: the same parameters are ignored, and no requirement has a status anywhere', async (t) => {
    const { get, desk } = await openSimulator(t, { extras: false });
    for (let n = 0; n < 3; n += 1) desk.addOrder({ parts: [{ country: 'DE', numberType: 'local', count: 60 }] });
    const { body } = await get(PATH);
    assert.equal(body.data.length, 3);
    assert.ok(body.data.every((part: object) => !('phone_numbers' in part)));
    const { partId, orderId } = desk.pending()[0]!;
    const single = await get(`/sub_number_orders/${partId}?filter[include_phone_numbers]=true`);
    assert.equal(single.body.data.phone_numbers.length, 50);
    const everywhere = [
      single.body,
      (await get(`/number_orders/${orderId}`)).body,
      (await get('/number_order_phone_numbers')).body,
    ];
    for (const answer of everywhere) assert.doesNotMatch(JSON.stringify(answer), /awaiting-value/);
  });

  it('a long history costs a list of what is pending nothing', async (t) => {
    const { get, desk } = await openSimulator(t);
    for (let n = 0; n < 300; n += 1) {
      desk.addOrder({ parts: [{ country: 'DE', numberType: 'local', paperwork: 'approved' }] });
    }
    desk.addOrder({ parts: [{ country: 'DE', numberType: 'local' }] });
    assert.equal((await get(PATH)).body.meta.total_results, 1);
  });
});
