import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { createManualClock } from '../../../src/sandbox/clock.ts';
import {
  startTelnyxSimulator,
  type TelnyxSimulatorOptions,
} from '../../../src/sandbox/telnyx/start-telnyx-simulator.ts';
import { checkExchange } from '../../contract/check-exchange.ts';

export const STARTED_AT = Date.parse('2026-03-02T09:00:00Z');
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
export const KEY = 'KEY0_of_the_test';

// biome-ignore lint/suspicious/noExplicitAny: answers are asserted field by field, as a reader of the API would.
export type Answer = { status: number; headers: Headers; body: any };

/** A simulator for one test. What it answers is held against the contract when the test ends. */
export const openSimulator = async (t: TestContext, options: Partial<TelnyxSimulatorOptions> = {}) => {
  const clock = createManualClock(STARTED_AT);
  const problems: string[] = [];
  const simulator = await startTelnyxSimulator({
    clock,
    apiKey: KEY,
    onExchange: (exchange) => problems.push(...checkExchange(exchange)),
    ...options,
  });
  t.after(async () => {
    await simulator.stop();
    assert.deepEqual(problems, [], 'every exchange fits the contract');
  });

  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${simulator.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  const get = (path: string) => call('GET', path);
  const post = (path: string, body: unknown = {}) => call('POST', path, body);
  const patch = (path: string, body: unknown = {}) => call('PATCH', path, body);

  /** The first numbers of a search: `{ locality: 'Berlin', 'phone_number.contains': '77' }`. */
  const search = async (filters: Record<string, string>): Promise<string[]> => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(filters)) query.set(`filter[${name.replace('.', '][')}]`, value);
    const { status, body } = await get(`/available_phone_numbers?${query}`);
    assert.equal(status, 200, JSON.stringify(body));
    return body.data.map((item: { phone_number: string }) => item.phone_number);
  };
  /** Searches and orders: one part, in Berlin unless said. */
  const order = async ({ country = 'DE', type = 'local', count = 1, groupId = '' } = {}) => {
    const numbers = await search({ country_code: country, phone_number_type: type, limit: String(count) });
    const group = groupId === '' ? {} : { requirement_group_id: groupId };
    const answer = await post('/number_orders', {
      phone_numbers: numbers.map((phone_number) => ({ phone_number, ...group })),
      customer_reference: 'Berlin desk',
    });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    const order = answer.body.data;
    return { order, partId: order.sub_number_orders_ids[0] as string, numbers };
  };
  const part = async (id: string) => (await get(`/sub_number_orders/${id}`)).body.data;
  /** Its first numbers, with the status of each requirement. */
  const numbersOfPart = async (id: string) =>
    (await get(`/sub_number_orders/${id}?filter[include_phone_numbers]=true`)).body.data.phone_numbers;
  const orderNumber = async (id: string) => (await get(`/number_order_phone_numbers/${id}`)).body.data;

  const upload = async (filename = 'passport.pdf') =>
    (await post('/documents', { file: Buffer.from('a passport').toString('base64'), filename })).body.data.id as string;
  const address = async (country = 'DE') =>
    (
      await post('/addresses', {
        first_name: 'Jane',
        last_name: 'Doe',
        business_name: 'Example GmbH',
        street_address: 'Invalidenstraße 1',
        locality: 'Berlin',
        postal_code: '10115',
        country_code: country,
      })
    ).body.data.id as string;
  /** A value of the right kind for each requirement. */
  const valuesFor = async (requirements: { requirement_id: string; field_type: string }[]) => {
    const given: Record<string, () => Promise<string>> = { document: upload, address: () => address() };
    const values = [];
    for (const { requirement_id, field_type } of requirements) {
      const field_value = await (given[field_type]?.() ?? Promise.resolve('Jane Doe, Example GmbH'));
      values.push({ requirement_id, field_value });
    }
    return values;
  };
  /** Answers everything that the part asks. */
  const answerAll = async (partId: string): Promise<Answer> => {
    const { regulatory_requirements: requirements } = await part(partId);
    return patch(`/sub_number_orders/${partId}`, { regulatory_requirements: await valuesFor(requirements) });
  };

  return {
    ...simulator,
    key: KEY,
    clock,
    call,
    get,
    post,
    patch,
    search,
    order,
    part,
    numbersOfPart,
    orderNumber,
    upload,
    address,
    valuesFor,
    answerAll,
  };
};

export const codeOf = ({ status, body }: Answer): string => `${status} ${body.errors?.[0]?.code}`;
