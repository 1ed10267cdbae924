import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import Telnyx from 'telnyx';
import type { TelnyxSimulatorOptions } from '../../src/sandbox/telnyx/start-telnyx-simulator.ts';
import { KEY, openSimulator } from '../sandbox/telnyx/open-simulator.ts';

const openSdk = async (t: TestContext, options: Partial<TelnyxSimulatorOptions> = {}) => {
  const simulator = await openSimulator(t, options);
  // The SDK repeats a POST by itself otherwise, and could order twice.
  return { ...simulator, sdk: new Telnyx({ apiKey: KEY, baseURL: simulator.url, maxRetries: 0 }) };
};
type World = Awaited<ReturnType<typeof openSdk>>;

const orderIn = async ({ sdk }: World, { country, groupId = '' }: { country: string; groupId?: string }) => {
  const filter = { country_code: country, phone_number_type: 'local', features: ['voice', 'fax'], limit: 2 } as const;
  const found = await sdk.availablePhoneNumbers.list({ filter: { ...filter, features: [...filter.features] } });
  assert.equal(found.data?.length, 2);
  const group = groupId === '' ? {} : { requirement_group_id: groupId };
  const { data: order } = await sdk.numberOrders.create({
    phone_numbers: found.data.map(({ phone_number = '' }) => ({ phone_number, ...group })),
    customer_reference: 'sdk',
  });
  assert.ok(order?.id && order.sub_number_orders_ids?.[0]);
  return { orderId: order.id, partId: order.sub_number_orders_ids[0], numberId: order.phone_numbers?.[0]?.id ?? '' };
};

const answersFor = async ({ sdk }: World, asked: { requirement_id?: string; field_type?: string }[]) => {
  const file = Buffer.from('registration').toString('base64');
  const { data: document } = await sdk.documents.uploadJson({ document: { file, filename: 'registration.pdf' } });
  const { data: address } = await sdk.addresses.create({
    first_name: 'Jane',
    last_name: 'Doe',
    business_name: 'Example GmbH',
    street_address: 'Invalidenstraße 1',
    locality: 'Berlin',
    postal_code: '10115',
    country_code: 'DE',
  });
  const byKind: Record<string, string> = { document: document?.id ?? '', address: address?.id ?? '' };
  return asked.map(({ requirement_id = '', field_type = '' }) => ({
    requirement_id,
    field_value: byKind[field_type] ?? 'Jane Doe, Example GmbH, +49 30 0000000',
  }));
};

describe('the official Telnyx SDK drives the simulator', () => {
  for (const extras of [true, false]) {
    it(`through the whole journey, extras ${extras ? 'on' : 'off'}: declined, fixed, approved, active`, async (t) => {
      const world = await openSdk(t, { extras });
      const { sdk, desk } = world;
      const { orderId, partId, numberId } = await orderIn(world, { country: 'DE' });
      const { data: part } = await sdk.subNumberOrders.retrieve(partId, { filter: { include_phone_numbers: true } });
      assert.equal(part?.phone_numbers?.length, 2);

      const paperwork = await sdk.requirements.list({
        filter: { country_code: 'DE', phone_number_type: 'local', action: 'ordering' },
      });
      const names = new Map(
        paperwork.data.flatMap((entry) => entry.requirement_types ?? []).map(({ id, name }) => [id, name]),
      );
      const asked = part.regulatory_requirements ?? [];
      assert.ok(asked.every(({ requirement_id: id }) => names.has(id)));

      const values = await answersFor(world, asked);
      await sdk.subNumberOrders.update(partId, { regulatory_requirements: values });
      const { data: reviewed } = await sdk.numberOrderPhoneNumbers.retrieve(numberId);
      assert.deepEqual([reviewed?.requirements_status, reviewed?.deadline], ['requirement-info-under-review', null]);

      desk.decline({ partId, requirementIds: [values[1]!.requirement_id], comment: 'The certificate is cut off.' });
      const { data: declined } = await sdk.numberOrderPhoneNumbers.retrieve(numberId);
      assert.equal(declined?.requirements_status, 'requirement-info-exception');
      const comments = await sdk.comments.list({
        filter: { comment_record_type: 'sub_number_order', comment_record_id: partId },
      });
      const [comment] = comments.data ?? [];
      assert.equal(comment?.body, 'The certificate is cut off.');
      assert.ok((await sdk.comments.markAsRead(comment.id ?? '')).data?.read_at);
      await sdk.comments.create({
        comment_record_type: 'sub_number_order',
        comment_record_id: partId,
        body: 'Sent again.',
      });

      await sdk.numberOrderPhoneNumbers.updateRequirements(numberId, { regulatory_requirements: values });
      await sdk.subNumberOrders.update(partId, { regulatory_requirements: values });
      desk.approveAll(partId);
      assert.equal((await sdk.subNumberOrders.retrieve(partId)).data?.status, 'success');
      assert.equal((await sdk.numberOrders.retrieve(orderId)).data?.status, 'success');
    });
  }

  it('with a requirement group where one is needed', async (t) => {
    const world = await openSdk(t);
    const { sdk } = world;
    const group = await sdk.requirementGroups.create({
      country_code: 'CH',
      phone_number_type: 'local',
      action: 'ordering',
    });
    const values = await answersFor(world, group.regulatory_requirements ?? []);
    await sdk.requirementGroups.update(group.id ?? '', { regulatory_requirements: values });
    assert.equal((await sdk.requirementGroups.submitForApproval(group.id ?? '')).status, 'pending-approval');
    assert.equal((await sdk.requirementGroups.list({ filter: { country_code: 'CH' } })).length, 1);
    const { partId, numberId } = await orderIn(world, { country: 'CH', groupId: group.id ?? '' });
    const { data } = await sdk.numberOrderPhoneNumbers.retrieve(numberId);
    assert.equal(data?.requirements_status, 'requirement-info-under-review');
    const attached = await sdk.subNumberOrders.updateRequirementGroup(partId, { requirement_group_id: group.id ?? '' });
    assert.equal(attached.data?.phone_numbers?.length, 2);
    assert.equal((await sdk.subNumberOrders.cancel(partId)).data?.status, 'cancelled' as string);
  });

  it('through the life of a requirement group: named, filled, commented, declined, removed', async (t) => {
    const world = await openSdk(t);
    const { sdk, desk } = world;
    const asked = { country_code: 'DE', phone_number_type: 'local', action: 'ordering' } as const;
    const { id = '', regulatory_requirements: requirements = [] } = await sdk.requirementGroups.create(asked);
    const values = await answersFor(world, requirements);
    await sdk.requirementGroups.update(id, { regulatory_requirements: values });
    const named = await sdk.requirementGroups.update(id, { customer_reference: 'Berlin office' });
    assert.ok(named.regulatory_requirements?.every(({ field_value }) => field_value));
    await sdk.requirementGroups.submitForApproval(id);
    desk.declineGroup(id, { requirementIds: [values[0]!.requirement_id], comment: 'Which company?' });
    const declined = await sdk.requirementGroups.retrieve(id);
    assert.deepEqual(
      [
        declined.status,
        declined.customer_reference,
        ...(declined.regulatory_requirements ?? []).map((one) => one.status),
      ],
      ['declined', 'Berlin office', 'declined', ...values.slice(1).map(() => 'pending-approval')],
    );
    const filter = { comment_record_type: 'requirement_group', comment_record_id: id } as const;
    assert.equal((await sdk.comments.list({ filter })).data?.[0]?.body, 'Which company?');
    const { data: said } = await sdk.comments.create({ ...filter, body: 'Example GmbH.' });
    assert.deepEqual([said?.comment_record_type, said?.comment_record_id], ['requirement_group', id]);
    assert.deepEqual([said?.body, said?.commenter_type, said?.read_at ?? null], ['Example GmbH.', 'user', null]);
    assert.deepEqual(
      desk.group(id).comments.map(({ body }) => body),
      ['Which company?', 'Example GmbH.'],
    );
    const links = await sdk.documentLinks.list({ filter: { linked_resource_id: id } });
    const documents = requirements.flatMap(({ field_type }, at) =>
      field_type === 'document' ? [values[at]?.field_value] : [],
    );
    assert.deepEqual(links.data.map((link) => link.document_id).sort(), [...new Set(documents)].sort());
    assert.equal((await sdk.requirementGroups.delete(id)).id, id);
    await assert.rejects(sdk.requirementGroups.retrieve(id), Telnyx.NotFoundError);
    await assert.rejects(sdk.comments.create({ ...filter, body: 'Too late.' }), Telnyx.NotFoundError);
    assert.equal((await sdk.documentLinks.list()).data.length, 0);
  });

  it('to the link of an action, which the end user follows', async (t) => {
    const { sdk, desk } = await openSdk(t);
    const [partId = ''] = desk.addOrder({ parts: [{ country: 'AU', numberType: 'mobile' }] }).partIds;
    const { data: part } = await sdk.subNumberOrders.retrieve(partId);
    const action = part?.regulatory_requirements?.find(({ field_type }) => field_type === ('action' as string));
    const on = { regulatory_requirement_id: action?.requirement_id ?? '' };
    const { data: before } = await sdk.externalRequirements.subNumberOrders.retrieve(partId, on);
    assert.deepEqual(
      [before?.requirement_action?.value, before?.fields_required?.map(({ name }) => name)],
      [null, ['first_name', 'last_name']],
    );
    const requirement = { first_name: 'Jane', last_name: 'Doe' };
    const { data: made } = await sdk.externalRequirements.subNumberOrders.update(partId, { ...on, requirement });
    assert.match(made?.requirement_action?.value ?? '', /^https:/);
    const { data: after } = await sdk.externalRequirements.subNumberOrders.retrieve(partId, on);
    assert.equal(after?.requirement_action?.value, made?.requirement_action?.value);
    assert.deepEqual(
      after?.fields_required?.map(({ value }) => value),
      ['Jane', 'Doe'],
    );
    desk.doAction({ partId, requirementId: on.regulatory_requirement_id });
    await assert.rejects(
      sdk.externalRequirements.subNumberOrders.update(partId, { ...on, requirement }),
      Telnyx.UnprocessableEntityError,
    );
  });

  it('page by page through its own lists', async (t) => {
    const { sdk, desk } = await openSdk(t);
    for (let n = 0; n < 45; n += 1)
      desk.addOrder({ reference: `o${n}`, parts: [{ country: 'US', numberType: 'local' }] });
    const references = [];
    for await (const order of sdk.numberOrders.list({ 'page[size]': 20 } as object))
      references.push(order.customer_reference);
    assert.equal(new Set(references).size, 45);
    const found = await sdk.numberOrders.list({ filter: { customer_reference: 'o7' } });
    assert.deepEqual(
      found.data.map((order) => order.customer_reference),
      ['o7'],
    );
  });

  it('through the account, coverage and reservations', async (t) => {
    const { sdk, search } = await openSdk(t);
    assert.equal((await sdk.connections.list()).data.length, 2);
    assert.equal((await sdk.messagingProfiles.list()).data.length, 2);
    assert.equal((await sdk.billingGroups.list()).data.length, 2);
    assert.equal((await sdk.balance.retrieve()).data?.currency, 'USD');
    assert.ok((await sdk.countryCoverage.retrieveCountry('DE')).data?.phone_number_type?.includes('local'));
    assert.ok(Object.values((await sdk.countryCoverage.retrieve()).data ?? {}).some(({ code }) => code === 'DE'));
    const [phone_number = ''] = await search({ country_code: 'DE', reservable: 'true', limit: '1' });
    const held = await sdk.numberReservations.create({ phone_numbers: [{ phone_number }] });
    assert.equal(held.data?.status, 'success');
    const proofs = await sdk.requirementTypes.list({ filter: { name: { contains: 'Proof' } } });
    assert.ok((proofs.data ?? []).length > 0);
  });

  it('to typed errors', async (t) => {
    const { sdk, url, faults } = await openSdk(t);
    const create = () => sdk.numberOrders.create({ phone_numbers: [{ phone_number: '+493020007919' }] });
    await assert.rejects(create(), Telnyx.UnprocessableEntityError);
    await assert.rejects(sdk.numberOrders.retrieve('none'), Telnyx.NotFoundError);
    const mobile = { country_code: 'DE', phone_number_type: 'mobile' } as const;
    await assert.rejects(sdk.availablePhoneNumbers.list({ filter: mobile }), Telnyx.BadRequestError);
    faults.on({ kind: 'rate-limited', times: 1 });
    await assert.rejects(sdk.balance.retrieve(), Telnyx.RateLimitError);
    faults.on({ kind: 'server-error', times: 1 });
    await assert.rejects(sdk.balance.retrieve(), Telnyx.InternalServerError);
    faults.on({ kind: 'no-answer-after-commit', times: 1 });
    await assert.rejects(sdk.balance.retrieve(), Telnyx.APIConnectionError);
    const stranger = new Telnyx({ apiKey: 'other', baseURL: url, maxRetries: 0 });
    await assert.rejects(stranger.balance.retrieve(), (error: unknown) => {
      assert.ok(error instanceof Telnyx.AuthenticationError);
      assert.equal((error.error as { errors: { code: string }[] }).errors[0]?.code, '10009');
      return true;
    });
  });
});
