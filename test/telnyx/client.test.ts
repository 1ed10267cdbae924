import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import type { Telnyx } from '../../src/telnyx/telnyx.ts';
import { API_KEY, aWireOrder, aWirePart, failureOf, fault, partId, startTelnyx } from './scripted-telnyx.ts';

const anOrder = { json: { data: aWireOrder() } };
const busy = (headers: Record<string, string>) => ({ ...fault(429, '10011'), headers });
const drop = (response: ServerResponse) => response.destroy();
const hang = () => undefined;
const cutOff = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
  response.write('{"data":', () => response.destroy());
};
const trickle = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};

const read = (telnyx: Telnyx) => telnyx.orders.get('some-id');
const order = (telnyx: Telnyx) =>
  telnyx.orders.create({
    phoneNumbers: [{ phoneNumber: '+493012345678', requirementGroupId: null }],
    reference: 'ref',
    connectionId: null,
    messagingProfileId: null,
    billingGroupId: null,
  });

describe('reading again', () => {
  it('waits as long as retry-after says, then goes on', async (t) => {
    const { telnyx, seen, waits } = await startTelnyx(t, [busy({ 'retry-after': '2' }), anOrder]);
    assert.equal((await read(telnyx)).status, 'pending');
    assert.deepEqual([seen.length, waits], [2, [2000]]);
  });

  it('waits for the reset of the rate limit when that is all Telnyx says', async (t) => {
    const { telnyx, waits } = await startTelnyx(t, [busy({ 'x-ratelimit-reset': '3' }), anOrder]);
    await read(telnyx);
    assert.deepEqual(waits, [3000]);
  });

  it('tries three times on 5xx, and no more', async (t) => {
    const { telnyx, seen, waits, calls } = await startTelnyx(t, [fault(503, '10016')]);
    assert.equal((await failureOf(read(telnyx))).code, 'telnyx_unreachable');
    assert.deepEqual([seen.length, waits], [3, [250, 500]]);
    assert.deepEqual(
      calls.map(({ attempts, status }) => [attempts, status]),
      [[3, 503]],
    );
  });

  it('tries again when the connection breaks or an answer is cut off', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [drop, cutOff, anOrder]);
    await read(telnyx);
    assert.equal(seen.length, 3);
  });

  it('reads again when a proxy answers 502 with a page', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [{ status: 502, text: '<html>Bad gateway</html>' }, anOrder]);
    await read(telnyx);
    assert.equal(seen.length, 2);
  });

  it('does not wait for longer than a person would, but says how long it takes', async (t) => {
    const { telnyx, seen, waits } = await startTelnyx(t, [busy({ 'retry-after': '30' })]);
    const error = await failureOf(read(telnyx));
    assert.equal(error.code, 'telnyx_busy');
    assert.equal(error.details.retryAfterSeconds, 30);
    assert.deepEqual([seen.length, waits], [1, []]);
  });

  it('counts all waits of one call together', async (t) => {
    const { telnyx, waits } = await startTelnyx(t, [busy({ 'retry-after': '6' })]);
    await failureOf(read(telnyx));
    assert.deepEqual(waits, [6000]);
  });

  it('does not repeat what was refused', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [fault(404, '10005')]);
    await failureOf(read(telnyx));
    assert.equal(seen.length, 1);
  });
});

describe('writing', () => {
  const rows = [
    { why: 'the server broke', answer: fault(500, '1'), is: 'telnyx_unclear' },
    { why: 'the server is busy', answer: busy({ 'retry-after': '1' }), is: 'telnyx_busy' },
    { why: 'the connection was dropped', answer: drop, is: 'telnyx_unclear' },
    { why: 'the answer was cut off', answer: cutOff, is: 'telnyx_unclear' },
    { why: 'no answer came', answer: hang, is: 'telnyx_unclear' },
    { why: 'the answer never ended', answer: trickle, is: 'telnyx_unclear' },
    { why: 'the answer is a page', answer: { text: '<html></html>' }, is: 'telnyx_unclear' },
    { why: 'the answer lacks the id', answer: { json: { data: aWireOrder({ id: null }) } }, is: 'telnyx_unclear' },
    { why: 'the answer is empty', answer: { text: '' }, is: 'telnyx_unclear' },
  ];
  for (const { why, answer, is } of rows) {
    it(`is sent once when ${why}: ${is}`, async (t) => {
      const { telnyx, seen } = await startTelnyx(t, [answer], { timeoutMs: 150 });
      assert.equal((await failureOf(order(telnyx))).code, is);
      assert.equal((await failureOf(telnyx.subOrders.cancel(partId))).code, is);
      assert.deepEqual(
        seen.map(({ method }) => method),
        ['POST', 'PATCH'],
      );
    });
  }

  it('knows that nothing was sent when nobody listens', async (t) => {
    const { telnyx } = await startTelnyx(t, [anOrder], { apiUrl: 'http://127.0.0.1:1/v2' });
    assert.equal((await failureOf(order(telnyx))).code, 'telnyx_unreachable');
  });
});

describe('an answer that cannot be read', () => {
  it('says so when a page comes with status 200, without reading it again', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [{ text: '<html>Sign in</html>' }]);
    const error = await failureOf(read(telnyx));
    assert.equal(error.code, 'telnyx_unreadable');
    assert.equal(seen.length, 1);
    assert.doesNotMatch(inspect(error, { depth: 10 }), /Sign in/);
  });

  it('names the endpoint and the field, never the value', async (t) => {
    const { telnyx } = await startTelnyx(t, [{ json: { data: aWireOrder({ created_at: 'Passport-X1' }) } }]);
    const error = await failureOf(read(telnyx));
    assert.equal(error.code, 'telnyx_unreadable');
    assert.match(error.message, /GET \/number_orders\/some-id.*data\.created_at/);
    assert.doesNotMatch(inspect(error, { depth: 10 }), /Passport/);
  });

  it('gives up on a body that trickles', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [trickle], { timeoutMs: 150 });
    assert.equal((await failureOf(read(telnyx))).code, 'telnyx_unreachable');
    assert.equal(seen.length, 1, 'what timed out has had its time');
  });

  it('refuses an answer that is too large', async (t) => {
    const { telnyx } = await startTelnyx(t, [anOrder], { maxAnswerBytes: 100 });
    assert.equal((await failureOf(read(telnyx))).code, 'telnyx_unreadable');
  });
});

describe('the request', () => {
  it('carries the key, and logs one line without ids, query or bodies', async (t) => {
    const { telnyx, seen, lines, calls } = await startTelnyx(t, [{ json: { data: aWirePart() } }]);
    await telnyx.subOrders.get('some-id', { includeNumbers: true });
    assert.equal(seen[0]?.headers.authorization, `Bearer ${API_KEY}`);
    assert.equal(lines.length, 1);
    const { method, path, status, attempts } = JSON.parse(lines[0] ?? '');
    assert.deepEqual([method, path, status, attempts], ['GET', '/sub_number_orders/{}', 200, 1]);
    assert.doesNotMatch(lines[0] ?? '', /some-id|SECRET|include/);
    assert.equal(calls[0]?.path, '/sub_number_orders/{}');
  });

  it('keeps an id in its place in the path', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [anOrder]);
    await telnyx.orders.get('a/b?c=1#d');
    assert.equal(seen[0]?.path, '/v2/number_orders/a%2Fb%3Fc%3D1%23d');
  });

  for (const id of ['', '.', '..', '\ud800']) {
    it(`calls nothing for the id ${JSON.stringify(id)}`, async (t) => {
      const { telnyx, seen } = await startTelnyx(t, [anOrder]);
      assert.equal((await failureOf(telnyx.orders.get(id))).code, 'invalid_input');
      assert.equal(seen.length, 0);
    });
  }

  for (const [why, answer] of Object.entries({
    refused: fault(401, '10009'),
    dropped: drop,
    unread: { text: '<p>' },
  })) {
    it(`shows the key in no error (${why})`, async (t) => {
      const { telnyx } = await startTelnyx(t, [answer]);
      const error = await failureOf(order(telnyx));
      assert.doesNotMatch(
        inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error),
        /SECRET|Bearer|4930/,
      );
    });
  }
});
