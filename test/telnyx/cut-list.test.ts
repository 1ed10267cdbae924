import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type CutItems, cutList } from '../../src/telnyx/cut-list.ts';

const cutAsTexts = (text: string, known: Partial<CutItems<string>> = {}): unknown => {
  const take = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
  return cutList(Buffer.from(text), { guess: () => null, recognise: () => null, take, ...known });
};

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
  for (const { why, text, is } of whole)
    it(`is cut where each ends: ${why}`, () => assert.deepEqual(cutAsTexts(text), is));

  const broken = ['<html>[]</html>', '{"data":[{"id":"1"}', '{"data":[{"id":"1', ''];
  for (const text of broken)
    it(`is no list when it is not whole JSON: ${text || 'nothing'}`, () =>
      assert.throws(() => cutAsTexts(text), SyntaxError));

  const [first = ''] = ITEMS;
  const inside = first.slice(0, first.indexOf(','));
  const guesses = [
    { why: 'right', guess: Buffer.byteLength(first), asked: [first] },
    { why: 'before a comma inside of an item', guess: inside.length, asked: [inside] },
    { why: 'where no item ends', guess: 3, asked: [] },
    { why: 'behind the end', guess: 10_000, asked: [] },
  ];
  for (const { why, guess, asked } of guesses)
    it(`is cut where each ends, whatever is guessed: ${why}`, () => {
      const met: string[] = [];
      const known = {
        guess: () => guess,
        recognise: (bytes: Uint8Array) => {
          const text = Buffer.from(bytes).toString();
          met.push(text);
          return ITEMS.includes(text) ? text : null;
        },
      };
      assert.deepEqual(cutAsTexts(`[${ITEMS}]`, known), ITEMS);
      assert.deepEqual(met.slice(0, asked.length), asked);
    });
});
