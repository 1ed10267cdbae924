import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isAlike } from '../../src/domain/is-alike.ts';

const SAME: [why: string, one: unknown, other: unknown][] = [
  ['nothing', null, null],
  ['lists of the same', ['a', { b: [1] }], ['a', { b: [1] }]],
  ['fields in another order', { a: 1, b: 2 }, { b: 2, a: 1 }],
  ['a field that is undefined, and none', { a: 1, b: undefined }, { a: 1 }],
];

const DIFFERENT: [why: string, one: unknown, other: unknown][] = [
  ['null and nothing', { a: null }, {}],
  ['null and an empty record', null, {}],
  ['a text and a number', { a: '1' }, { a: 1 }],
  ['one more field', { a: 1 }, { a: 1, b: 2 }],
  ['another field', { a: 1 }, { b: 1 }],
  ['a field named as what every record has', {}, { toString: 'x' }],
  ['a field named as the prototype', JSON.parse('{"__proto__":{}}'), {}],
  ['deep down', { a: [{ b: { c: true } }] }, { a: [{ b: { c: false } }] }],
  ['one more in a list', ['a'], ['a', 'b']],
  ['another order in a list', ['a', 'b'], ['b', 'a']],
  ['an empty list and an empty record', [], {}],
];

describe('plain data', () => {
  for (const [why, one, other] of SAME)
    it(`is alike: ${why}`, () => assert.deepEqual([isAlike(one, other), isAlike(other, one)], [true, true]));
  for (const [why, one, other] of DIFFERENT)
    it(`is not alike: ${why}`, () => assert.deepEqual([isAlike(one, other), isAlike(other, one)], [false, false]));

  it('is alike exactly when its texts are', () => {
    const plain = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value));
    fc.assert(
      fc.property(plain, plain, (one, other) => {
        assert.equal(isAlike(JSON.parse(one), JSON.parse(one)), true);
        if (isAlike(JSON.parse(one), JSON.parse(other))) assert.deepEqual(JSON.parse(one), JSON.parse(other));
      }),
    );
  });
});
