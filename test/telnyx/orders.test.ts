import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aWireNumber, aWireOrder, failureOf, numberId, orderId, partId, startTelnyx } from './scripted-telnyx.ts';

const createdAt = Date.UTC(2024, 8, 13, 9, 12, 19, 728);
const reference = 'Berlin office · nd-abc';
const summary = { id: orderId, status: 'pending', reference, createdAt, subOrderIds: [partId], phoneNumbersCount: 1 };
const number = {
  id: numberId,
  phoneNumber: '+493012345678',
  country: 'DE',
  numberType: 'local',
  status: 'pending',
  requirementsStatus: 'requirement-info-pending',
  requirements: [{ requirementId: 'req-1', kind: 'textual', value: null, status: 'awaiting-value' }],
};

describe('ordering', () => {
  it('sends the numbers with their groups, and leaves out what was not chosen', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data: aWireOrder() } }]);
    const placed = await telnyx.orders.create({
      phoneNumbers: [
        { phoneNumber: '+493012345678', requirementGroupId: 'group-1' },
        { phoneNumber: '+493012345679', requirementGroupId: null },
      ],
      reference,
      connectionId: 'connection-1',
      messagingProfileId: null,
      billingGroupId: null,
    });
    assert.deepEqual(placed, { ...summary, phoneNumbers: [number] });
    assert.deepEqual([seen[0]?.method, seen[0]?.path], ['POST', '/v2/number_orders']);
    assert.deepEqual(seen[0]?.body, {
      customer_reference: reference,
      connection_id: 'connection-1',
      phone_numbers: [
        { phone_number: '+493012345678', requirement_group_id: 'group-1' },
        { phone_number: '+493012345679' },
      ],
    });
  });
});

describe('reading an order', () => {
  it('keeps words it does not know, and takes either form of an instant', async (t) => {
    const strange = aWireNumber({ status: 'on-hold', requirements_status: 'a-new-word', country_iso_alpha2: 'DE' });
    const wire = aWireOrder({ status: 'partial', created_at: '2024-09-13T09:12:19.728Z', phone_numbers: [strange] });
    const { telnyx } = await startTelnyx(t, [{ json: { data: { ...wire, surprise: 1 } } }]);
    const order = await telnyx.orders.get(orderId);
    assert.deepEqual([order.status, order.createdAt], ['partial', createdAt]);
    assert.equal(order.phoneNumbers[0]?.status, 'on-hold');
    assert.equal(order.phoneNumbers[0]?.requirementsStatus, 'a-new-word');
  });

  it('reads an instant without a zone as UTC', async (t) => {
    const { telnyx } = await startTelnyx(t, [
      { json: { data: aWireOrder({ created_at: '2024-09-13T09:12:19.728' }) } },
    ]);
    assert.equal((await telnyx.orders.get(orderId)).createdAt, createdAt);
  });

  it('takes a number that has no requirements for approved once they are met', async (t) => {
    const met = aWireNumber({ requirements_status: null, requirements_met: true, regulatory_requirements: null });
    const { telnyx } = await startTelnyx(t, [{ json: { data: aWireOrder({ phone_numbers: [met] }) } }]);
    const [first] = (await telnyx.orders.get(orderId)).phoneNumbers;
    assert.deepEqual([first?.requirementsStatus, first?.requirements], ['approved', []]);
  });
});

describe('listing orders', () => {
  it('asks for the page, and tells how many there are', async (t) => {
    const meta = { page_number: 2, page_size: 20, total_pages: 7, total_results: 131 };
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data: [aWireOrder()], meta } }]);
    const page = await telnyx.orders.list({ page: 2, reference, status: 'pending' });
    assert.deepEqual(page, { items: [summary], page: 2, totalPages: 7, totalCount: 131 });
    assert.deepEqual(seen[0]?.query, {
      'filter[customer_reference]': [reference],
      'filter[status]': ['pending'],
      'page[number]': ['2'],
      'page[size]': ['20'],
    });
  });

  it('expects one more page behind a full one when no total is given', async (t) => {
    const { telnyx } = await startTelnyx(t, [{ json: { data: [aWireOrder()] } }]);
    assert.equal((await telnyx.orders.list({ size: 1 })).totalPages, 2);
    assert.equal((await telnyx.orders.list({ size: 2 })).totalPages, 1);
  });
});

describe('finding an order by its reference', () => {
  it('takes only the exact reference, on whatever page it is', async (t) => {
    const near = aWireOrder({ id: 'near', customer_reference: `${reference}d` });
    const { telnyx, seen } = await startTelnyx(t, (request) => {
      const page = Number(request.query['page[number]']?.[0]);
      return { json: { data: [page === 1 ? near : aWireOrder()], meta: { total_pages: 2, page_size: 250 } } };
    });
    assert.deepEqual(await telnyx.orders.findByReference(reference), [summary]);
    assert.equal(seen.length, 2);
    assert.equal(seen[0]?.query['filter[customer_reference]']?.[0], reference);
  });

  it('says that there is none when the list was read to its end', async (t) => {
    const { telnyx } = await startTelnyx(t, [{ json: { data: [] } }]);
    assert.deepEqual(await telnyx.orders.findByReference(reference), []);
  });

  it('does not say so when the end was not reached: the caller would order again', async (t) => {
    let count = 0;
    const { telnyx, seen } = await startTelnyx(t, () => {
      count += 1;
      const other = aWireOrder({ id: `order-${count}`, customer_reference: 'other' });
      return { json: { data: [other], meta: { total_pages: 900, page_size: 1 } } };
    });
    assert.equal((await failureOf(telnyx.orders.findByReference(reference))).code, 'telnyx_unclear');
    assert.equal(seen.length, 8);
  });
});
