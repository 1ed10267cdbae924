import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { path } from '../../src/telnyx/path.ts';

const BASE = 'https://api.telnyx.com/v2';

describe('an id in the path of a call', () => {
  const KEPT: { id: string; url: string; why: string }[] = [
    { id: '3fa85f64-5717', url: '/number_orders/3fa85f64-5717', why: 'as it is' },
    { id: '../addresses', url: '/number_orders/..%2Faddresses', why: 'climbs out of nothing' },
    { id: '..%2faddresses', url: '/number_orders/..%252faddresses', why: 'nor when it is encoded already' },
    { id: '%2e%2e', url: '/number_orders/%252e%252e', why: 'nor with dots in disguise' },
    { id: '..\\addresses', url: '/number_orders/..%5Caddresses', why: 'nor by a backslash' },
    { id: 'a?filter=x', url: '/number_orders/a%3Ffilter%3Dx', why: 'begins no query' },
    { id: 'a#b', url: '/number_orders/a%23b', why: 'begins no fragment' },
    { id: '//evil.example', url: '/number_orders/%2F%2Fevil.example', why: 'names no host' },
    { id: 'https://evil.example', url: '/number_orders/https%3A%2F%2Fevil.example', why: 'is no address' },
    { id: 'a\r\nHost: evil', url: '/number_orders/a%0D%0AHost%3A%20evil', why: 'begins no header' },
    { id: '\u202Ea\u0000', url: '/number_orders/%E2%80%AEa%00', why: 'what cannot be seen is sent as what it is' },
  ];
  for (const { id, url, why } of KEPT)
    it(`${JSON.stringify(id)}: ${why}`, () => {
      const resolved = path`/number_orders/${id}`();
      assert.deepEqual(resolved, { url, template: '/number_orders/{}' });
      const { origin, pathname, search, hash } = new URL(`${BASE}${resolved.url}`);
      assert.deepEqual([origin, search, hash], ['https://api.telnyx.com', '', '']);
      assert.equal(pathname.split('/').length, 4, 'one segment, whatever it holds');
    });

  const REFUSED: { id: string; why: string }[] = [
    { id: '', why: 'the list would be called in place of one' },
    { id: '.', why: 'the same' },
    { id: '..', why: 'another endpoint would be called' },
    { id: '\uD800', why: 'no address can hold it' },
  ];
  for (const { id, why } of REFUSED)
    it(`${JSON.stringify(id)} is no id: ${why}`, () => {
      assert.throws(path`/number_orders/${id}/cancel`, { code: 'invalid_input' });
    });
});
