import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeOf, DAY, MINUTE, openSimulator, STARTED_AT } from './open-simulator.ts';

const at = (ms: number): string => new Date(STARTED_AT + ms).toISOString();

describe('paperwork at the simulated Telnyx', () => {
  it('is due ten days after the order, until all values are in', async (t) => {
    const { order, orderNumber, answerAll } = await openSimulator(t);
    const placed = await order();
    const id = placed.order.phone_numbers[0].id;
    const before = await orderNumber(id);
    assert.deepEqual([before.requirements_status, before.deadline], ['requirement-info-pending', at(10 * DAY)]);
    await answerAll(placed.partId);
    const after = await orderNumber(id);
    assert.deepEqual([after.requirements_status, after.deadline], ['requirement-info-under-review', null]);
  });

  it('takes some of the values, and keeps the deadline while others are missing', async (t) => {
    const { order, part, patch, orderNumber, numbersOfPart } = await openSimulator(t);
    const placed = await order();
    const { regulatory_requirements: asked } = await part(placed.partId);
    const text = asked.find((item: { field_type: string }) => item.field_type === 'textual');
    const values = [{ requirement_id: text.requirement_id, field_value: 'Jane Doe' }];
    await patch(`/sub_number_orders/${placed.partId}`, { regulatory_requirements: values });
    const number = await orderNumber(placed.order.phone_numbers[0].id);
    assert.equal(number.deadline, at(10 * DAY));
    const [detailed] = await numbersOfPart(placed.partId);
    assert.deepEqual(detailed.regulatory_requirements.map((item: { status: string }) => item.status).sort(), [
      'awaiting-value',
      'awaiting-value',
      'awaiting-value',
      'awaiting-value',
      'pending-approval',
    ]);
  });

  it('changes every number of a part, or only the one that is named', async (t) => {
    const { order, orderNumber, patch, valuesFor, desk, part } = await openSimulator(t);
    const placed = await order({ count: 2 });
    const [first, second] = placed.order.phone_numbers.map((item: { id: string }) => item.id);
    const { regulatory_requirements: asked } = await part(placed.partId);
    await patch(`/number_order_phone_numbers/${first}`, { regulatory_requirements: await valuesFor(asked) });
    assert.equal((await orderNumber(first)).requirements_status, 'requirement-info-under-review');
    assert.equal((await orderNumber(second)).requirements_status, 'requirement-info-pending');
    desk.approveAll(placed.partId);
    assert.equal((await orderNumber(first)).status, 'success');
    assert.equal((await part(placed.partId)).status, 'pending');
  });

  it('when declined has a comment of an admin, a new deadline of five days, and no other sign', async (t) => {
    const { order, get, orderNumber, answerAll, desk } = await openSimulator(t);
    const placed = await order();
    const { body } = await answerAll(placed.partId);
    const requirementId = body.data.regulatory_requirements[1].requirement_id;
    desk.decline({ partId: placed.partId, requirementIds: [requirementId], comment: 'The bill is too old.' });
    const number = await orderNumber(placed.order.phone_numbers[0].id);
    assert.deepEqual([number.requirements_status, number.deadline], ['requirement-info-exception', at(5 * DAY)]);
    const comments = await get(
      `/comments?filter[comment_record_type]=sub_number_order&filter[comment_record_id]=${placed.partId}`,
    );
    const [comment] = comments.body.data;
    assert.deepEqual([comment.body, comment.commenter_type, comment.read_at], ['The bill is too old.', 'admin', null]);
    await answerAll(placed.partId);
    assert.equal((await orderNumber(number.id)).requirements_status, 'requirement-info-under-review');
    desk.approveAll(placed.partId);
    assert.equal((await orderNumber(number.id)).status, 'success');
  });

  it('keeps the value of an approved answer, and takes none once all are approved', async (t) => {
    const { order, orderNumber, answerAll, desk, patch } = await openSimulator(t);
    const placed = await order();
    const { body } = await answerAll(placed.partId);
    const [{ requirement_id }] = body.data.regulatory_requirements;
    const values = { regulatory_requirements: [{ requirement_id, field_value: 'Somebody else' }] };
    desk.approve({ partId: placed.partId, requirementIds: [requirement_id] });
    assert.equal((await patch(`/sub_number_orders/${placed.partId}`, values)).status, 200);
    const number = await orderNumber(placed.order.phone_numbers[0].id);
    assert.equal(number.regulatory_requirements[0].field_value, 'Jane Doe, Example GmbH');
    desk.approveAll(placed.partId);
    assert.equal(codeOf(await patch(`/sub_number_orders/${placed.partId}`, values)), '422 85003');
  });

  it('refuses an unknown requirement, and documents and addresses that do not exist, and then takes nothing', async (t) => {
    const { order, part, orderNumber, patch } = await openSimulator(t);
    const placed = await order();
    const { regulatory_requirements: asked } = await part(placed.partId);
    const idOf = (kind: string) =>
      asked.find((item: { field_type: string }) => item.field_type === kind).requirement_id;
    const good = { requirement_id: idOf('textual'), field_value: 'Jane Doe' };
    const wrong: [string, string, string][] = [
      [placed.partId, 'x', '422 10017'],
      [idOf('document'), placed.partId, '422 10027'],
      [idOf('address'), '12', '422 10027'],
      [idOf('textual'), '', '422 10027'],
    ];
    for (const [requirement_id, field_value, code] of wrong) {
      const values = { regulatory_requirements: [good, { requirement_id, field_value }] };
      assert.equal(codeOf(await patch(`/sub_number_orders/${placed.partId}`, values)), code);
    }
    const number = await orderNumber(placed.order.phone_numbers[0].id);
    assert.ok(number.regulatory_requirements.every((item: { field_value: unknown }) => item.field_value === null));
  });

  it('copies a requirement group: later changes of the group stay out of the order', async (t) => {
    const { order, orderNumber, post, patch, valuesFor } = await openSimulator(t);
    const placed = await order();
    const fields = { country_code: 'DE', phone_number_type: 'local', action: 'ordering' };
    const { body: group } = await post('/requirement_groups', fields);
    const attach = () =>
      post(`/sub_number_orders/${placed.partId}/requirement_group`, { requirement_group_id: group.id });
    assert.equal(codeOf(await attach()), '422 10027', 'a group with gaps is refused');
    const values = await valuesFor(group.regulatory_requirements);
    await patch(`/requirement_groups/${group.id}`, { regulatory_requirements: values });
    assert.equal((await attach()).status, 200);
    const later = [{ ...values[0], field_value: 'Changed later' }];
    await patch(`/requirement_groups/${group.id}`, { regulatory_requirements: later });
    const number = await orderNumber(placed.order.phone_numbers[0].id);
    assert.equal(number.regulatory_requirements[0].field_value, 'Jane Doe, Example GmbH');
    assert.equal(number.requirements_status, 'requirement-info-under-review');
  });
});

describe('the end of a part at the simulated Telnyx', () => {
  it('is a cancellation when its deadline passes with values missing', async (t) => {
    const { order, part, orderNumber, get, clock } = await openSimulator(t);
    const placed = await order();
    await clock.advance(10 * DAY - 1);
    assert.equal((await part(placed.partId)).status, 'pending');
    await clock.advance(1);
    assert.equal((await part(placed.partId)).status, 'cancelled');
    const number = await orderNumber(placed.order.phone_numbers[0].id);
    assert.deepEqual([number.status, number.requirements_status, number.deadline], ['failure', 'cancelled', null]);
    assert.equal((await get(`/number_orders/${placed.order.id}`)).body.data.status, 'cancelled');
  });

  it('never comes by itself while Number Ops reviews', async (t) => {
    const { order, part, answerAll, clock } = await openSimulator(t);
    const { partId } = await order();
    await answerAll(partId);
    await clock.advance(60 * DAY);
    assert.equal((await part(partId)).status, 'pending');
  });

  it('moves with the deadline, in both directions', async (t) => {
    const { order, part, desk, clock } = await openSimulator(t);
    const { partId } = await order();
    desk.moveDeadline({ partId, deadlineAt: STARTED_AT + 12 * DAY });
    await clock.advance(11 * DAY);
    assert.equal((await part(partId)).status, 'pending');
    desk.moveDeadline({ partId, deadlineAt: STARTED_AT + 11 * DAY + MINUTE });
    await clock.advance(MINUTE);
    assert.equal((await part(partId)).status, 'cancelled');
  });

  it('is a cancellation when asked for, only while pending', async (t) => {
    const { order, patch } = await openSimulator(t);
    const { partId } = await order();
    assert.equal((await patch(`/sub_number_orders/${partId}/cancel`)).body.data.status, 'cancelled');
    assert.equal(codeOf(await patch(`/sub_number_orders/${partId}/cancel`)), '422 10027');
  });

  it('makes the order a failure when it failed while another part succeeded', async (t) => {
    const { get, desk } = await openSimulator(t);
    const country = { country: 'DE', numberType: 'local' } as const;
    const { orderId, partIds } = desk.addOrder({ parts: [{ ...country, paperwork: 'approved' }, country] });
    desk.fail({ partId: partIds[1]! });
    assert.equal((await get(`/number_orders/${orderId}`)).body.data.status, 'failure');
  });

  it('can be a deletion after success, and a hidden part is not found without having ended', async (t) => {
    const { get, part, desk } = await openSimulator(t);
    const { partIds } = desk.addOrder({ parts: [{ country: 'DE', numberType: 'local', paperwork: 'approved' }] });
    const partId = partIds[0]!;
    assert.equal((await part(partId)).status, 'success');
    desk.deletePart({ partId });
    assert.equal((await part(partId)).status, 'deleted');
    desk.hidePart({ partId, hidden: true });
    assert.equal(codeOf(await get(`/sub_number_orders/${partId}`)), '404 10005');
  });
});
