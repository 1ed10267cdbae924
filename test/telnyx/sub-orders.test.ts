import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Telnyx } from '../../src/telnyx/telnyx.ts';
import type { SeenRequest } from '../support/http-script.ts';
import { aWireNumber, aWirePart, failureOf, fault, orderId, partId, startTelnyx } from './scripted-telnyx.ts';

const part = {
  id: partId,
  orderId,
  country: 'DE',
  numberType: 'local',
  status: 'pending',
  accountId: 'account-1',
  reference: null,
  phoneNumbersCount: 1,
  requirements: [{ requirementId: 'req-1', kind: 'textual' }],
  phoneNumbers: null,
};

describe('a part of an order', () => {
  it('is read with the numbers only when asked', async (t) => {
    const data = aWirePart({ regulatory_requirements: [{ requirement_id: 'req-1', field_type: 'address_id' }] });
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data } }]);
    const read = await telnyx.subOrders.get(partId);
    assert.deepEqual(read, { ...part, requirements: [{ requirementId: 'req-1', kind: 'address' }] });
    await telnyx.subOrders.get(partId, { includeNumbers: true });
    assert.deepEqual(
      seen.map(({ query }) => query),
      [{}, { 'filter[include_phone_numbers]': ['true'] }],
    );
  });

  it('tells each number with the state of its requirements', async (t) => {
    const data = aWirePart({ phone_numbers: [aWireNumber({ country_code: 'DE' })] });
    const { telnyx } = await startTelnyx(t, [{ json: { data } }]);
    const { phoneNumbers } = await telnyx.subOrders.get(partId, { includeNumbers: true });
    assert.equal(phoneNumbers?.[0]?.requirements[0]?.status, 'awaiting-value');
  });

  it('takes answers for all its numbers', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data: aWirePart() } }]);
    assert.deepEqual(await telnyx.subOrders.update(partId, [{ requirementId: 'req-1', value: 'ACME' }]), part);
    assert.deepEqual([seen[0]?.method, seen[0]?.path], ['PATCH', `/v2/sub_number_orders/${partId}`]);
    assert.deepEqual(seen[0]?.body, { regulatory_requirements: [{ requirement_id: 'req-1', field_value: 'ACME' }] });
  });

  it('is cancelled', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data: aWirePart({ status: 'cancelled' }) } }]);
    assert.equal((await telnyx.subOrders.cancel(partId)).status, 'cancelled');
    assert.deepEqual([seen[0]?.method, seen[0]?.path], ['PATCH', `/v2/sub_number_orders/${partId}/cancel`]);
  });

  it('takes the values of a requirement group, whatever Telnyx answers', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data: aWirePart() } }, { text: '' }]);
    await telnyx.subOrders.applyGroup(partId, 'group-1');
    await telnyx.subOrders.applyGroup(partId, 'group-1');
    assert.deepEqual([seen[1]?.method, seen[1]?.path], ['POST', `/v2/sub_number_orders/${partId}/requirement_group`]);
    assert.deepEqual(seen[1]?.body, { requirement_group_id: 'group-1' });
  });

  const refused = [
    { why: 'everything is approved', answer: fault(422, '85003'), is: 'already_satisfied' },
    { why: 'the group is not fulfilled', answer: fault(422, '10027'), is: 'telnyx_refused' },
    { why: 'the answer got lost', answer: fault(502, '1'), is: 'telnyx_unclear' },
  ];
  for (const { why, answer, is } of refused) {
    it(`takes no group when ${why}: ${is}`, async (t) => {
      const { telnyx, seen } = await startTelnyx(t, [answer]);
      assert.equal((await failureOf(telnyx.subOrders.applyGroup(partId, 'group-1'))).code, is);
      assert.equal(seen.length, 1);
    });
  }

  it('is listed by order, and only those of that order are taken', async (t) => {
    const data = [aWirePart(), aWirePart({ id: 'other', order_request_id: 'another-order' })];
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data } }]);
    assert.deepEqual(await telnyx.subOrders.listByOrder(orderId), [part]);
    assert.deepEqual(seen[0]?.query, { 'filter[order_request_id]': [orderId] });
  });
});

const pending = async (telnyx: Telnyx) => {
  const pages: { ids: string[]; complete: boolean }[] = [];
  for await (const { parts, complete } of telnyx.subOrders.listPending()) {
    pages.push({ ids: parts.map(({ id }) => id), complete });
  }
  return pages;
};

/** A server that pages as it is asked: `count` parts, counted from 0. */
const paged =
  (count: number, maxSize = 250) =>
  ({ query }: SeenRequest) => {
    const size = Math.min(Number(query['page[size]']?.[0]), maxSize);
    const start = (Number(query['page[number]']?.[0]) - 1) * size;
    const ids = Array.from({ length: Math.max(0, Math.min(size, count - start)) }, (_, i) => `part-${start + i}`);
    const meta = { page_size: size, total_pages: Math.ceil(count / size), total_results: count };
    return { json: { data: ids.map((id) => aWirePart({ id })), meta } };
  };

const idsOf = (pages: { ids: string[] }[]) => pages.flatMap(({ ids }) => ids);
const sizesOf = (seen: SeenRequest[]) => seen.map(({ query }) => query['page[size]']?.[0]);

describe('what is pending', () => {
  it('asks for the numbers in pages of 250', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, paged(1));
    await pending(telnyx);
    assert.deepEqual(seen[0]?.query, {
      'filter[status]': ['pending'],
      'filter[include_phone_numbers]': ['true'],
      'page[number]': ['1'],
      'page[size]': ['250'],
    });
  });

  it('streams page by page, and is complete with the last', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, paged(601));
    const pages = await pending(telnyx);
    assert.deepEqual(
      pages.map(({ ids, complete }) => [ids.length, complete]),
      [
        [250, false],
        [250, false],
        [101, true],
      ],
    );
    assert.equal(seen.length, 3);
  });

  it('follows a server that gives less than was asked', async (t) => {
    const { telnyx } = await startTelnyx(t, paged(95, 40));
    const pages = await pending(telnyx);
    assert.equal(new Set(idsOf(pages)).size, 95);
    assert.equal(pages.at(-1)?.complete, true);
  });

  const single = [
    { why: 'one answer without any total is all there is', json: { data: [aWirePart()] } },
    { why: 'a bare list as well', json: [aWirePart()] },
    { why: 'nothing at all may be a list that was cut', json: { data: [], meta: null } },
    {
      why: 'paging that is ignored repeats the first page',
      json: { data: [aWirePart()], meta: { page_size: 20, total_pages: 3 } },
    },
    {
      why: 'as does a full page without a total',
      json: Array.from({ length: 250 }, (_, i) => aWirePart({ id: `p${i}` })),
    },
  ];
  for (const { why, json } of single) {
    it(`cannot be sure of the whole: ${why}`, async (t) => {
      const { telnyx, seen } = await startTelnyx(t, [{ json }]);
      const pages = await pending(telnyx);
      assert.ok(pages.every(({ complete }) => !complete));
      assert.equal(new Set(idsOf(pages)).size, idsOf(pages).length, 'each part once');
      assert.ok(seen.length <= 2);
    });
  }

  it('asks for smaller pages when one is too large, and misses nothing', async (t) => {
    const tooLarge = (request: SeenRequest) => {
      const page = Number(request.query['page[number]']?.[0]);
      const isLarge = request.query['page[size]']?.[0] === '250' && page === 2;
      return isLarge ? { text: 'x'.repeat(400_000) } : paged(420)(request);
    };
    const { telnyx, seen } = await startTelnyx(t, tooLarge, { maxAnswerBytes: 200_000 });
    const pages = await pending(telnyx);
    assert.equal(idsOf(pages).length, 420);
    assert.equal(new Set(idsOf(pages)).size, 420);
    assert.equal(pages.at(-1)?.complete, true);
    assert.deepEqual(sizesOf(seen), ['250', '250', '100', '100', '100']);
  });

  it('asks for smaller pages when one does not come', async (t) => {
    const slow = (request: SeenRequest) =>
      request.query['page[size]']?.[0] === '50' ? paged(60)(request) : () => undefined;
    const { telnyx, seen } = await startTelnyx(t, slow, { timeoutMs: 150 });
    assert.equal(idsOf(await pending(telnyx)).length, 60);
    assert.deepEqual(sizesOf(seen), ['250', '100', '50', '50']);
  });

  it('fails when even the smallest page does not come', async (t) => {
    const { telnyx } = await startTelnyx(t, [fault(503, '10016')]);
    assert.equal((await failureOf(pending(telnyx))).code, 'telnyx_unreachable');
  });
});
