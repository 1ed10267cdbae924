import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cutList } from '../../src/telnyx/cut-list.ts';

const cut = (text: string): unknown =>
  JSON.parse(
    JSON.stringify(cutList(Buffer.from(text)), (_, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString() : value,
    ),
  );

const ITEMS = ['{"id":"1","note":"a ] and a } and \\" and ü"}', '{"id":"2","data":[1,[2]]}'];

describe('a list whose items stay bytes', () => {
  const whole = [
    { why: 'wrapped', text: `{"data":[${ITEMS}],"meta":{"pages":[3]}}`, is: { data: ITEMS, meta: { pages: [3] } } },
    {
      why: 'what stands around it first',
      text: `{"meta":{"data":[3]},"data": [${ITEMS}]}`,
      is: { meta: { data: [3] }, data: ITEMS },
    },
    { why: 'bare', text: `[${ITEMS}]`, is: ITEMS },
    { why: 'empty', text: '{"data":[ ]}', is: { data: [] } },
    { why: 'no list at all', text: '{"data":{"id":"1"}}', is: { data: { id: '1' } } },
  ];
  for (const { why, text, is } of whole) it(`is cut where each ends: ${why}`, () => assert.deepEqual(cut(text), is));

  const broken = ['<html>[]</html>', '{"data":[{"id":"1"}', '{"data":[{"id":"1', ''];
  for (const text of broken)
    it(`is no list when it is not whole JSON: ${text || 'nothing'}`, () => assert.throws(() => cut(text), SyntaxError));
});
