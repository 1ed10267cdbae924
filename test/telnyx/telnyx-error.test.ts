import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import type { ErrorCode } from '../../src/errors.ts';
import type { Telnyx } from '../../src/telnyx/telnyx.ts';
import { API_KEY, aQuery, failureOf, fault, startTelnyx } from './scripted-telnyx.ts';

const read = (telnyx: Telnyx) => telnyx.orders.get('some-id');
const write = (telnyx: Telnyx) => telnyx.subOrders.cancel('some-id');
const search = (telnyx: Telnyx) => telnyx.numbers.search(aQuery({ numberType: 'mobile' }));

type Row = { why: string; status: number; code: string; call: (telnyx: Telnyx) => Promise<unknown>; is: ErrorCode };

const rows: Row[] = [
  { why: 'a wrong key is for the admin', status: 401, code: '10009', call: read, is: 'telnyx_key_refused' },
  { why: 'so is a 401 with a code of its own', status: 401, code: '19999', call: write, is: 'telnyx_key_refused' },
  { why: 'not permitted for this account', status: 403, code: '10010', call: write, is: 'account_limited' },
  { why: 'not at this account level', status: 422, code: '10038', call: write, is: 'account_limited' },
  { why: 'limited at this account level', status: 422, code: '10039', call: write, is: 'account_limited' },
  { why: 'blocked account', status: 403, code: '20013', call: write, is: 'account_limited' },
  { why: 'account not at level 2', status: 403, code: '20017', call: write, is: 'account_limited' },
  { why: 'no such thing', status: 404, code: '10005', call: read, is: 'not_found' },
  { why: 'the code counts more than the status', status: 422, code: '10005', call: read, is: 'not_found' },
  { why: 'a search Telnyx has nothing for', status: 400, code: '10015', call: search, is: 'no_coverage' },
  { why: 'the same code elsewhere is a plain refusal', status: 400, code: '10015', call: read, is: 'telnyx_refused' },
  { why: 'not searched before ordering', status: 422, code: '85000', call: write, is: 'not_searched' },
  { why: 'somebody else was faster', status: 422, code: '85001', call: write, is: 'numbers_gone' },
  { why: 'nothing left to answer', status: 422, code: '85003', call: write, is: 'already_satisfied' },
  { why: 'no money', status: 402, code: '20100', call: write, is: 'insufficient_funds' },
  { why: 'inactive for lack of money', status: 403, code: '20012', call: write, is: 'insufficient_funds' },
  { why: 'too many requests', status: 429, code: '10011', call: write, is: 'telnyx_busy' },
  { why: 'any other refusal', status: 422, code: '10027', call: write, is: 'telnyx_refused' },
  { why: 'a word that every object knows', status: 422, code: 'constructor', call: write, is: 'telnyx_refused' },
  { why: 'a read that Telnyx broke on is no harm', status: 500, code: '10007', call: read, is: 'telnyx_unreachable' },
  { why: 'a write that it broke on may be done', status: 500, code: '10007', call: write, is: 'telnyx_unclear' },
  { why: 'even when the body names a code', status: 502, code: '85001', call: write, is: 'telnyx_unclear' },
  { why: 'a server that gave up waiting', status: 408, code: '1', call: write, is: 'telnyx_unclear' },
  { why: 'redirects are not followed', status: 302, code: '1', call: read, is: 'telnyx_unreadable' },
];

describe('what Telnyx refuses', () => {
  for (const { why, status, code, call, is } of rows) {
    it(`${why}: ${status} ${code} is ${is}`, async (t) => {
      const { telnyx } = await startTelnyx(t, [fault(status, code)]);
      const error = await failureOf(call(telnyx));
      assert.equal(error.code, is);
      assert.equal(error.details.telnyx?.code, code);
      assert.equal(error.details.telnyx?.status, status);
    });
  }

  it('keeps what Telnyx said, where, and nothing of the query', async (t) => {
    const { telnyx } = await startTelnyx(t, [fault(422, '10027', { title: 'Unprocessable', detail: 'Too soon' })]);
    const error = await failureOf(telnyx.orders.list({ reference: 'Jane Doe' }));
    assert.deepEqual(error.details.telnyx, {
      method: 'GET',
      path: '/number_orders',
      status: 422,
      code: '10027',
      title: 'Unprocessable',
      detail: 'Too soon',
    });
    assert.doesNotMatch(inspect(error, { depth: 10 }), /Jane/);
  });

  it('reads the description of address errors, numeric codes, and several errors at once', async (t) => {
    const errors = [
      { code: 20207, title: 'Invalid street', description: 'No such street' },
      { code: '20203', title: 'Invalid code', description: 'No such postal code' },
    ];
    const { telnyx } = await startTelnyx(t, [{ status: 422, json: { errors } }]);
    const error = await failureOf(write(telnyx));
    assert.equal(error.details.telnyx?.code, '20207');
    assert.equal(error.details.telnyx?.title, 'Invalid street');
    assert.equal(error.details.telnyx?.detail, 'No such street; No such postal code');
  });

  for (const json of [{}, [], null, 'no', { errors: [] }, { errors: [null] }, { errors: [{ code: {}, title: 3 }] }]) {
    it(`survives an error body of ${JSON.stringify(json)}`, async (t) => {
      const { telnyx } = await startTelnyx(t, [{ status: 422, json }]);
      assert.equal((await failureOf(write(telnyx))).code, 'telnyx_refused');
    });
  }

  it('never repeats the key or an answer, even when Telnyx quotes them', async (t) => {
    const detail = `key ${API_KEY} may not set Passport-X1234`;
    const { telnyx, lines } = await startTelnyx(t, [fault(422, '10027', { detail })]);
    const values = [{ requirementId: 'req-1', value: 'Passport-X1234' }];
    const error = await failureOf(telnyx.subOrders.update('some-id', values));
    const shown = [
      inspect(error, { depth: 20, showHidden: true }),
      JSON.stringify(error),
      error.stack,
      ...lines,
    ].join();
    assert.equal(error.details.telnyx?.detail, 'key [redacted] may not set [redacted]');
    assert.doesNotMatch(shown, /SECRET|Passport|Bearer/);
  });

  it('repeats no half of an answer either, where a long text is cut', async (t) => {
    const detail = `${'x'.repeat(490)} Passport-X1234`;
    const { telnyx } = await startTelnyx(t, [fault(422, '10027', { detail })]);
    const error = await failureOf(
      telnyx.subOrders.update('some-id', [{ requirementId: 'r', value: 'Passport-X1234' }]),
    );
    assert.equal(error.details.telnyx?.detail?.length, 500);
    assert.doesNotMatch(error.details.telnyx?.detail ?? '', /Pass/);
  });
});
