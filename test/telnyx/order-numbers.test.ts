import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aWireNumber, failureOf, numberId, orderId, partId, startTelnyx } from './scripted-telnyx.ts';

const aWireDetail = (over: Record<string, unknown> = {}) =>
  aWireNumber({
    order_request_id: orderId,
    sub_number_order_id: partId,
    deadline: '2024-05-31T11:14:00.000000+00:00',
    locality: 'Berlin',
    is_block_number: false,
    ...over,
  });

describe('a number of an order', () => {
  it('tells the deadline', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data: aWireDetail() } }]);
    const number = await telnyx.orderNumbers.get(numberId);
    assert.equal(number.deadlineAt, Date.UTC(2024, 4, 31, 11, 14));
    assert.deepEqual([number.orderId, number.subOrderId, number.locality], [orderId, partId, 'Berlin']);
    assert.equal(seen[0]?.path, `/v2/number_order_phone_numbers/${numberId}`);
  });

  for (const deadline of [null, undefined, '']) {
    it(`has none when Telnyx sends ${JSON.stringify(deadline)}`, async (t) => {
      const { telnyx } = await startTelnyx(t, [{ json: { data: aWireDetail({ deadline }) } }]);
      assert.equal((await telnyx.orderNumbers.get(numberId)).deadlineAt, null);
    });
  }

  it('does not lose a deadline that it cannot read', async (t) => {
    const { telnyx } = await startTelnyx(t, [{ json: { data: aWireDetail({ deadline: 'soon' }) } }]);
    assert.match((await failureOf(telnyx.orderNumbers.get(numberId))).message, /data\.deadline/);
  });

  it('takes answers for itself alone', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data: aWireDetail() } }]);
    await telnyx.orderNumbers.update(numberId, [{ requirementId: 'req-1', value: 'ACME' }]);
    assert.deepEqual([seen[0]?.method, seen[0]?.path], ['PATCH', `/v2/number_order_phone_numbers/${numberId}`]);
    assert.deepEqual(seen[0]?.body, { regulatory_requirements: [{ requirement_id: 'req-1', field_value: 'ACME' }] });
  });

  it('is listed by country, page after page when Telnyx says that there are more', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, ({ query }) => {
      const page = Number(query['page[number]']?.[0] ?? 1);
      return { json: { data: [aWireDetail({ id: `n-${page}` })], meta: { total_pages: 2, page_size: 20 } } };
    });
    const numbers = await telnyx.orderNumbers.list({ country: 'DE' });
    assert.deepEqual(
      numbers.map(({ id }) => id),
      ['n-1', 'n-2'],
    );
    assert.deepEqual(seen[0]?.query, { 'filter[country_code]': ['DE'] });
    assert.deepEqual(seen[1]?.query['page[size]'], ['20'], 'the size that the first page turned out to have');
  });
});
