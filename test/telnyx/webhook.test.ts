import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, it } from 'node:test';
import { isFromTelnyx, type SignedWebhook } from '../../src/telnyx/webhook.ts';
import { parseWebhook } from '../../src/telnyx/wire/webhook.ts';

const NOW = Date.UTC(2026, 8, 7, 8, 0);
const SECOND = Math.floor(NOW / 1000);

const newPair = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { privateKey, key: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64') };
};
const ours = newPair();
const other = newPair();

const signed = (given: { at?: number; body?: string; by?: KeyObject } = {}): SignedWebhook => {
  const { at = SECOND, body = '{"data":{}}', by = ours.privateKey } = given;
  const signature = sign(null, Buffer.from(`${at}|${body}`), by).toString('base64');
  return { timestamp: String(at), signature, rawBody: Buffer.from(body) };
};

describe('a signed call is from Telnyx', () => {
  const CASES: { why: string; call: SignedWebhook; keys?: string[]; is: boolean }[] = [
    { why: 'signed just now with the key', call: signed(), is: true },
    { why: 'the body has letters of any script', call: signed({ body: '{"näme":"北京"}' }), is: true },
    { why: 'five minutes old', call: signed({ at: SECOND - 300 }), is: true },
    { why: 'older: it may be a replay', call: signed({ at: SECOND - 301 }), is: false },
    { why: 'five minutes ahead: clocks differ', call: signed({ at: SECOND + 300 }), is: true },
    { why: 'further ahead', call: signed({ at: SECOND + 301 }), is: false },
    { why: 'the key is one of two', call: signed(), keys: [other.key, ours.key], is: true },
    { why: 'the key is the first of two', call: signed(), keys: [ours.key, other.key], is: true },
    { why: 'somebody else signed it', call: signed({ by: other.privateKey }), is: false },
    { why: 'no key is known', call: signed(), keys: [], is: false },
    { why: 'one byte of the body is other', call: { ...signed(), rawBody: Buffer.from('{"data":{} }') }, is: false },
    { why: 'its time was changed', call: { ...signed(), timestamp: String(SECOND + 1) }, is: false },
    { why: 'its time is missing', call: { ...signed(), timestamp: undefined }, is: false },
    { why: 'its time is a formula', call: { ...signed(), timestamp: '1e99' }, is: false },
    { why: 'its signature is missing', call: { ...signed(), signature: undefined }, is: false },
    { why: 'its signature is too short', call: { ...signed(), signature: 'AAAA' }, is: false },
  ];
  for (const { why, call, keys = [ours.key], is } of CASES)
    it(`${is ? 'when' : 'not when'} ${why}`, () => {
      assert.equal(isFromTelnyx(call, { publicKeys: keys, now: NOW }), is);
    });

  it('never with a configured key that is no point of the curve, and says so without failing', () => {
    for (const byte of [0, 2, 255]) {
      const publicKeys = [Buffer.alloc(32, byte).toString('base64')];
      assert.equal(isFromTelnyx(signed(), { publicKeys, now: NOW }), false);
    }
  });
});

describe('an event of Telnyx', () => {
  const CASES: { why: string; body: string; is: ReturnType<typeof parseWebhook> }[] = [
    {
      why: 'names itself, its kind and its object',
      body: '{"data":{"id":"e1","event_type":"number_order.complete","payload":{"id":"o1","status":"success"}},"meta":{}}',
      is: { id: 'e1', type: 'number_order.complete', objectId: 'o1' },
    },
    {
      why: 'may be about nothing that has an id',
      body: '{"data":{"id":"e1","event_type":"ping"}}',
      is: { id: 'e1', type: 'ping', objectId: null },
    },
    { why: 'is not one without an id', body: '{"data":{"event_type":"ping"}}', is: null },
    { why: 'is not one where ids are no text', body: '{"data":{"id":1,"event_type":"ping"}}', is: null },
    { why: 'is no list', body: '[]', is: null },
    { why: 'is no half of one', body: '{"data":', is: null },
  ];
  for (const { why, body, is } of CASES)
    it(why, () => {
      assert.deepEqual(parseWebhook(Buffer.from(body)), is);
    });
});
