import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { inspect } from 'node:util';
import type { SearchQuery } from '../../src/domain/search.ts';
import { AppError } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';
import type { TelnyxCall } from '../../src/telnyx/client.ts';
import { createTelnyx, type TelnyxOptions } from '../../src/telnyx/create-telnyx.ts';
import { type ScriptedAnswer, type SeenRequest, startHttpScript } from '../support/http-script.ts';

export const API_KEY = 'KEY0123456789abcdefSECRET';

/** The real client against a scripted server: waits are noted, not waited for; log lines and calls are kept. */
export const startTelnyx = async (
  t: TestContext,
  script: ScriptedAnswer[] | ((request: SeenRequest) => ScriptedAnswer),
  options: Partial<TelnyxOptions> = {},
) => {
  const { url, seen } = await startHttpScript(t, script);
  const waits: number[] = [];
  const calls: TelnyxCall[] = [];
  const lines: string[] = [];
  const telnyx = createTelnyx({
    apiUrl: `${url}/v2`,
    apiKey: API_KEY,
    log: createLog({ level: 'debug', destination: { write: (line) => lines.push(line) } }),
    wait: async (ms) => waits.push(ms),
    onCall: (call) => calls.push(call),
    ...options,
  });
  return { telnyx, seen, waits, calls, lines };
};

/** The AppError that a call rejects with; anything else fails the test. */
export const failureOf = async (promise: Promise<unknown>): Promise<AppError> => {
  const error = await promise.then(
    () => assert.fail('it did not fail'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof AppError, `not an AppError: ${inspect(error)}`);
  return error;
};

/** Telnyx's error body with one error. */
export const fault = (status: number, code: string, words: Record<string, unknown> = {}) => ({
  status,
  json: { errors: [{ code, title: 'A title', detail: 'A detail', ...words }] },
});

export const orderId = '11111111-1111-4111-8111-111111111111';
export const partId = '22222222-2222-4222-8222-222222222222';
export const numberId = '33333333-3333-4333-8333-333333333333';

export const aWireNumber = (over: Record<string, unknown> = {}) => ({
  id: numberId,
  record_type: 'number_order_phone_number',
  phone_number: '+493012345678',
  country_code: 'DE',
  phone_number_type: 'local',
  bundle_id: null,
  status: 'pending',
  requirements_met: false,
  requirements_status: 'requirement-info-pending',
  regulatory_requirements: [
    { requirement_id: 'req-1', field_type: 'textual', field_value: '', status: 'awaiting-value' },
  ],
  ...over,
});

export const aWireOrder = (over: Record<string, unknown> = {}) => ({
  id: orderId,
  record_type: 'number_order',
  status: 'pending',
  customer_reference: 'Berlin office · nd-abc',
  created_at: '2024-09-13T09:12:19.728170+00:00',
  updated_at: '2024-09-13T09:12:19.728170+00:00',
  phone_numbers_count: 1,
  sub_number_orders_ids: [partId],
  connection_id: null,
  phone_numbers: [aWireNumber()],
  requirements_met: false,
  ...over,
});

export const aWirePart = (over: Record<string, unknown> = {}) => ({
  id: partId,
  order_request_id: orderId,
  country_code: 'DE',
  phone_number_type: 'local',
  user_id: 'account-1',
  status: 'pending',
  customer_reference: null,
  phone_numbers_count: 1,
  requirements_met: false,
  regulatory_requirements: [{ requirement_id: 'req-1', field_type: 'textual' }],
  created_at: '2024-09-13T09:12:19Z',
  ...over,
});

export const aQuery = (over: Partial<SearchQuery> = {}): SearchQuery => ({
  country: 'DE',
  countryIsDefault: false,
  numberType: null,
  features: [],
  city: null,
  state: null,
  areaCode: null,
  rateCenter: null,
  startsWith: null,
  endsWith: null,
  contains: null,
  limit: 10,
  wanted: null,
  bestEffort: false,
  quickship: false,
  reservable: false,
  excludeHeld: false,
  ...over,
});
