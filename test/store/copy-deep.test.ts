import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { copyDeep } from '../../src/store/copy-deep.ts';
import { freezeDeep } from '../../src/store/freeze-deep.ts';

describe('a copy of what the store holds', () => {
  it('says what writing it and reading it again would say', () => {
    // As it was read: a -0 was written as 0.
    const read = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);
    fc.assert(fc.property(read, (value) => assert.deepEqual(copyDeep(value), value)));
    assert.deepEqual(copyDeep({ a: undefined, b: [{ c: undefined, d: null }] }), { b: [{ d: null }] });
  });

  it('may be changed anywhere, though what it was made of is frozen', () => {
    const held = freezeDeep({ list: [{ name: 'one' }], empty: {} as Record<string, string> });
    const copy = copyDeep(held);
    copy.list.push({ name: 'two' });
    for (const each of copy.list) each.name = 'changed';
    copy.empty.added = 'x';
    assert.deepEqual(held, { list: [{ name: 'one' }], empty: {} });
  });

  it('keeps a field with the name of the prototype a field', () => {
    const copy = copyDeep(JSON.parse('{"__proto__":{"isAdmin":true}}') as { isAdmin?: boolean });
    assert.deepEqual([Object.keys(copy), copy.isAdmin], [['__proto__'], undefined]);
  });
});
