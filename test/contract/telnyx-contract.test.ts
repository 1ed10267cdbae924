import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Exchange } from '../../src/sandbox/telnyx/exchange.ts';
import { ROUTES } from '../../src/sandbox/telnyx/routes.ts';
import { openSimulator } from '../sandbox/telnyx/open-simulator.ts';
import { openApiContract } from '../support/openapi.ts';
import { BODY_EXCEPTIONS, ENDPOINT_EXCEPTIONS, QUERY_EXCEPTIONS } from '../support/openapi-exceptions.ts';
import { checkExchange, contractOperations, operationOf } from './check-exchange.ts';

/** The path of an act that a pending part asks of its end user. */
const prepareAct = async ({ desk, part }: Awaited<ReturnType<typeof openSimulator>>): Promise<string> => {
  const [partId = ''] = desk.addOrder({ parts: [{ country: 'AU', numberType: 'mobile' }] }).partIds;
  const { regulatory_requirements: asked } = await part(partId);
  const action = asked.find(({ field_type }: { field_type: string }) => field_type === 'action');
  return `/external_requirements/${action.requirement_id}/sub_number_orders/${partId}`;
};

/** Every endpoint once, with whatever ids a world full of paper holds. */
const callEverything = async (t: TestContext, extras: boolean): Promise<Exchange[]> => {
  const exchanges: Exchange[] = [];
  const world = await openSimulator(t, { extras, onExchange: (exchange) => exchanges.push(exchange) });
  const { get, post, patch, call, desk, search, order, answerAll, upload, address } = world;

  const { order: placed, partId } = await order({ count: 2 });
  const numberId = placed.phone_numbers[0].id;
  const { body: answered } = await answerAll(partId);
  desk.decline({
    partId,
    requirementIds: [answered.data.regulatory_requirements[0].requirement_id],
    comment: 'Too old',
  });
  const ended = desk.addOrder({
    parts: [
      { country: 'AU', numberType: 'mobile' },
      { country: 'PT', numberType: 'local' },
    ],
  });
  const act = await prepareAct(world);
  desk.deletePart({ partId: ended.partIds[0]! });
  desk.fail({ partId: ended.partIds[1]! });
  const cancelled = await order({ country: 'GB', type: 'mobile' });
  const fields = { country_code: 'DE', phone_number_type: 'local', action: 'ordering' };
  const { body: group } = await post('/requirement_groups', fields);
  const { body: full } = await post('/requirement_groups', { ...fields, country_code: 'US' });
  const values = await world.valuesFor(group.regulatory_requirements);
  await patch(`/requirement_groups/${group.id}`, { customer_reference: 'desk', regulatory_requirements: values });
  const { body: comments } = await get(`/comments?filter[comment_record_id]=${partId}`);
  const record = { comment_record_type: 'sub_number_order', comment_record_id: partId };
  const [phone_number] = await search({ country_code: 'US', limit: '1', best_effort: 'true', features: 'sms,mms' });
  const { body: held } = await post('/number_reservations', { phone_numbers: [{ phone_number }] });
  const [document, place] = [await upload(), await address()];

  await post(`/sub_number_orders/${partId}/requirement_group`, { requirement_group_id: group.id });
  await post(`/number_order_phone_numbers/${numberId}/requirement_group`, { requirement_group_id: group.id });
  await patch(`/number_order_phone_numbers/${numberId}`, { regulatory_requirements: values });
  await patch(`/number_orders/${placed.id}`, { customer_reference: 'new', regulatory_requirements: values });
  await patch(`/sub_number_orders/${cancelled.partId}/cancel`);
  await post('/comments', { ...record, body: 'Here it is' });
  const onGroup = { comment_record_type: 'requirement_group', comment_record_id: group.id };
  await post('/comments', { ...onGroup, body: 'Here it is' });
  await post('/comments', { ...onGroup, body: ' ' });
  await post('/comments', { ...onGroup, comment_record_id: partId, body: 'Here it is' });
  await patch(`/comments/${comments.data[0].id}/read`);
  await post(act, { requirement: { first_name: 'Jane', last_name: 'Doe' } });
  await post(`/requirement_groups/${full.id}/submit_for_approval`);
  await post(`/number_reservations/${held.data.id}/actions/extend`);
  const { body: requirements } = await get('/requirements?filter[country_code]=AU&page[size]=250');
  const [first] = requirements.data;
  for (const path of [
    '/country_coverage',
    '/country_coverage/countries/DE',
    '/inventory_coverage?filter[country_code]=DE&filter[groupBy]=locality',
    '/number_orders?page[number]=1&page[size]=5&filter[status]=pending',
    `/number_orders/${placed.id}`,
    '/sub_number_orders?page[size]=250&filter[include_phone_numbers]=true',
    `/sub_number_orders/${partId}?filter[include_phone_numbers]=true`,
    '/number_order_phone_numbers?filter[country_code]=DE',
    `/number_order_phone_numbers/${numberId}`,
    `/comments/${comments.data[0].id}`,
    `/requirements/${first.id}`,
    '/requirements?filter[country_code]=IT&filter[phone_number_type]=local&filter[action]=ordering',
    '/requirement_types',
    `/requirement_types/${first.requirement_types[0].id}`,
    '/requirement_groups?filter[country_code]=DE&filter[phone_number_type]=local',
    `/requirement_groups/${group.id}`,
    '/documents?page[size]=50',
    `/documents/${document}`,
    `/document_links?page[size]=5&filter[linked_record_type]=requirement_group&filter[linked_resource_id]=${group.id}`,
    act,
    '/addresses?page[size]=50',
    `/addresses/${place}`,
    '/number_reservations',
    `/number_reservations/${held.data.id}`,
    '/connections?page[size]=250',
    '/messaging_profiles',
    '/billing_groups',
    '/balance',
    '/number_orders/none',
    '/nothing',
  ]) {
    await get(path);
  }
  await fetch(`${world.url}/documents/${document}/download`, { headers: { authorization: `Bearer ${world.key}` } });
  await call('DELETE', `/documents/${document}`);
  await call('DELETE', `/addresses/${place}`);
  await call('DELETE', `/requirement_groups/${full.id}`);
  return exchanges;
};

describe('the contract with Telnyx', () => {
  it('of our own names every endpoint that the simulator has, and no other', () => {
    const offered = ROUTES.map(({ method, path }) => `${method} ${path}`);
    assert.deepEqual(offered.sort(), contractOperations().sort());
  });

  for (const extras of [true, false]) {
    it(`is kept by every endpoint of the simulator, extras ${extras ? 'on' : 'off'}`, async (t) => {
      const exchanges = await callEverything(t, extras);
      const problems = exchanges.flatMap(checkExchange);
      assert.deepEqual([...new Set(problems)], []);
      const succeeded = exchanges.filter((exchange) => exchange.status === 200).map(operationOf);
      const missed = contractOperations().filter((name) => !succeeded.includes(name));
      assert.deepEqual(missed, [], 'endpoints that were never called with success');
    });
  }

  const good: Exchange = {
    method: 'GET',
    path: '/comments/1',
    query: {},
    requestBody: undefined,
    status: 200,
    responseBody: {
      data: {
        id: '6a09cdc3-8948-47f0-aa62-74ac943d6c58',
        body: 'Too old',
        commenter: 'ops@example.com',
        commenter_type: 'admin',
        comment_record_type: 'sub_number_order',
        comment_record_id: '6a09cdc3-8948-47f0-aa62-74ac943d6c58',
        created_at: '2026-03-02T09:00:00Z',
        read_at: null,
      },
    },
  };
  const faulty: [Partial<Exchange>, RegExp, string][] = [
    [
      { responseBody: { data: { id: 'x' } } },
      /must have required property 'body'/,
      'a field that we rely on is missing',
    ],
    [{ status: 404, responseBody: {} }, /must have required property 'errors'/, 'a refusal without errors'],
    [{ query: { 'filter[x]': ['1'] } }, /filter\[x\] is not in our contract/, 'a parameter nobody described'],
    [{ path: '/unheard_of' }, /not in our contract/, 'an endpoint nobody described'],
    [
      { method: 'POST', path: '/comments', requestBody: { body: '' } },
      /must NOT have fewer than 1 characters|must have required property 'comment_record_id'/,
      'a request that lacks what is needed',
    ],
  ];
  it('accepts what fits', () => assert.deepEqual(checkExchange(good), []));
  for (const [change, expected, reason] of faulty) {
    it(`notices ${reason}`, () => assert.match(checkExchange({ ...good, ...change }).join('\n'), expected));
  }

  const openApi = openApiContract();
  const skip = openApi === null ? 'the description of Telnyx is not at hand' : false;
  it('as Telnyx describes it notices a wrong type, word, format, parameter and endpoint', { skip }, () => {
    const body = (change: object) => ({
      responseBody: { data: { ...(good.responseBody as { data: object }).data, ...change } },
    });
    const wrong: Partial<Exchange>[] = [
      body({ body: 7 }),
      body({ commenter_type: 'robot' }),
      body({ created_at: 'yesterday' }),
      { query: { 'page[number]': ['2'] } },
      { path: '/comments/1/unread' },
    ];
    assert.deepEqual(openApi?.check(good), []);
    for (const change of wrong) assert.notDeepEqual(openApi?.check({ ...good, ...change }), [], JSON.stringify(change));
  });

  it('gives a reason for each exception from it', () => {
    for (const { reason } of [...BODY_EXCEPTIONS, ...QUERY_EXCEPTIONS, ...ENDPOINT_EXCEPTIONS])
      assert.ok(reason.endsWith('.'));
  });
});
