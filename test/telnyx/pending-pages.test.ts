import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import type { AppError } from '../../src/errors.ts';
import type { ListedPart, Telnyx } from '../../src/telnyx/telnyx.ts';
import { API_KEY, aWireNumber, aWirePart, failureOf, fault, partId, startTelnyx } from './scripted-telnyx.ts';

const readList = async (telnyx: Telnyx, look: (part: ListedPart) => ListedPart = (part) => part) => {
  const seen: ListedPart[] = [];
  for await (const { parts } of telnyx.subOrders.listPending()) seen.push(...parts.map(look));
  return seen;
};

const aPage = (data: unknown[], meta: Record<string, unknown> = { total_pages: 1 }) => ({ json: { data, meta } });

const begin = (response: ServerResponse, status: number, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
};
const cutOff = (response: ServerResponse): void => {
  begin(response, 200, { 'content-length': '500' });
  response.write('{"data":[', () => response.destroy());
};
const trickle = (status: number) => (response: ServerResponse) => {
  begin(response, status);
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};

/** All that is told of a failure but where it was. */
const saidOf = ({ code, details: { telnyx, ...details } }: AppError) => ({
  code,
  ...details,
  telnyx: { ...telnyx, path: null },
});

describe('a page of the list of what is pending', () => {
  const failures = [
    { why: 'the connection is dropped', answer: (response: ServerResponse) => response.destroy() },
    { why: 'it is cut off', answer: cutOff },
    { why: 'it never comes', answer: () => undefined },
    { why: 'it never ends', answer: trickle(200) },
    { why: 'a refusal never ends', answer: trickle(503) },
    { why: 'Telnyx broke', answer: fault(500, '1') },
    { why: 'the key is refused', answer: fault(401, '10009') },
    { why: 'Telnyx is busy', answer: { ...fault(429, '10011'), headers: { 'retry-after': '30' } } },
    { why: 'nothing is there', answer: fault(404, '10005') },
    { why: 'it leads elsewhere', answer: { status: 302, headers: { location: 'http://127.0.0.1:1/' }, text: '' } },
    { why: 'a proxy sends a page of HTML', answer: { text: '<html>Sign in</html>' } },
    { why: 'a proxy refuses with a page of HTML', answer: { status: 502, text: '<html>Bad gateway</html>' } },
    { why: 'it is too large', answer: { text: `{"data":["${'x'.repeat(300_000)}"]}` } },
  ];
  for (const { why, answer } of failures)
    it(`fails as any other read when ${why}`, async (t) => {
      const options = { timeoutMs: 150, maxAnswerBytes: 200_000 };
      const ofList = await startTelnyx(t, [answer], options);
      const ofOne = await startTelnyx(t, [answer], options);
      const failed = await failureOf(readList(ofList.telnyx));
      const usual = await failureOf(ofOne.telnyx.subOrders.get(partId));
      assert.deepEqual(saidOf(failed), saidOf(usual));
      const [first] = ofList.calls;
      assert.deepEqual([first?.attempts, first?.status], [ofOne.calls[0]?.attempts, ofOne.calls[0]?.status]);
      assert.doesNotMatch(inspect(failed, { depth: 10 }), new RegExp(API_KEY));
    });

  it('is read again when it broke off, and what is refused then stays refused', async (t) => {
    const again = await startTelnyx(t, [cutOff, fault(503, '10016'), aPage([aWirePart()])]);
    assert.deepEqual(
      (await readList(again.telnyx)).map(({ id }) => id),
      [partId],
    );
    assert.equal(again.calls[0]?.attempts, 3);
    const refused = await startTelnyx(t, [cutOff, fault(401, '10009')]);
    assert.equal((await failureOf(readList(refused.telnyx))).code, 'telnyx_key_refused');
  });

  it('leaves what was kept of the pages before it as it was', async (t) => {
    const words = ['first', 'the second, which is longer'.repeat(9_000), 'third'];
    const toPage = ({ query }: { query: Record<string, string[] | undefined> }) => {
      const at = Number(query['page[number]']?.[0]) - 1;
      const numbers = [aWireNumber({ status: words[at] })];
      return aPage([aWirePart({ id: `part-${at}`, phone_numbers: numbers })], { page_size: 1, total_pages: 3 });
    };
    const { telnyx } = await startTelnyx(t, toPage);
    const kept = await readList(telnyx, (part) => part.keep());
    assert.deepEqual(
      kept.map((part) => part.read().phoneNumbers?.[0]?.status),
      words,
    );
  });
});
