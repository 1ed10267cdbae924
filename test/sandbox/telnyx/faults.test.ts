import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FaultKind } from '../../../src/sandbox/telnyx/faults.ts';
import { codeOf, KEY, openSimulator } from './open-simulator.ts';

describe('faults of the simulated Telnyx', () => {
  it('answers 429 with the seconds to wait, as often as asked', async (t) => {
    const { get, faults } = await openSimulator(t);
    faults.on({ kind: 'rate-limited', resetSeconds: 7, times: 1, method: 'GET', path: '/balance' });
    const limited = await get('/balance');
    assert.equal(codeOf(limited), '429 10011');
    assert.deepEqual(
      ['x-ratelimit-remaining', 'x-ratelimit-reset', 'retry-after'].map((name) => limited.headers.get(name)),
      ['0', '7', '7'],
    );
    const next = await get('/balance');
    assert.equal(next.status, 200);
    assert.ok(Number(next.headers.get('x-ratelimit-remaining')) > 0);
  });

  it('hits only the method and path that were named, until switched off', async (t) => {
    const { get, post, faults } = await openSimulator(t);
    const off = faults.on({ kind: 'server-error', status: 500, method: 'GET', path: '/comments' });
    assert.equal((await get('/comments')).status, 500);
    assert.equal((await get('/comments/x')).status, 500);
    assert.equal((await get('/connections')).status, 200);
    assert.equal(codeOf(await post('/comments')), '422 10004');
    off();
    assert.equal((await get('/comments')).status, 200);
  });

  for (const [times, placed, kind, reason] of [
    [1, 1, { kind: 'no-answer-after-commit' }, 'took the order and never says so'],
    [1, 0, { kind: 'dropped' }, 'breaks the connection before anything is done'],
  ] satisfies [number, number, FaultKind, string][]) {
    it(reason, async (t) => {
      const { search, post, get, faults, calls } = await openSimulator(t);
      const [phone_number] = await search({ country_code: 'US', limit: '1' });
      faults.on({ ...kind, times, method: 'POST', path: '/number_orders' });
      await assert.rejects(post('/number_orders', { phone_numbers: [{ phone_number }] }), /fetch failed/);
      assert.equal((await get('/number_orders')).body.data.length, placed);
      assert.deepEqual(
        calls.map((call) => call.status),
        [200, 0, 200],
      );
    });
  }

  it('leaves the client hanging when told to, and still stops', async (t) => {
    const { url, faults, get } = await openSimulator(t);
    faults.on({ kind: 'no-answer-after-commit', how: 'hanging', times: 1 });
    const signal = AbortSignal.timeout(50);
    await assert.rejects(fetch(`${url}/balance`, { headers: { authorization: `Bearer ${KEY}` }, signal }), /timeout/);
    assert.equal((await get('/balance')).status, 200);
  });

  it('answers with a page of HTML and 200', async (t) => {
    const { get, faults } = await openSimulator(t);
    faults.on({ kind: 'html', times: 1 });
    await assert.rejects(get('/balance'), SyntaxError);
  });

  it('takes its time', async (t) => {
    const { get, faults, calls } = await openSimulator(t);
    faults.on({ kind: 'slow', ms: 30, times: 1 });
    assert.equal((await get('/balance')).status, 200);
    assert.ok(calls[0]!.ms >= 25);
  });

  it('knows one key', async (t) => {
    const { url, get, faults } = await openSimulator(t);
    const answer = await fetch(`${url}/balance`, { headers: { authorization: 'Bearer other' } });
    assert.equal(answer.status, 401);
    faults.on({ kind: 'key-refused' });
    assert.equal(codeOf(await get('/balance')), '401 10009');
    faults.clear();
    assert.equal((await get('/balance')).status, 200);
  });

  it('refuses what it does not offer, and a body that is no object', async (t) => {
    const { get, post } = await openSimulator(t);
    assert.equal(codeOf(await get('/porting_orders')), '404 10005');
    assert.equal(codeOf(await post('/number_orders', [])), '400 10015');
  });
});
