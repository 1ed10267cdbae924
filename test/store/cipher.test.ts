import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isAppError } from '../../src/errors.ts';
import { createCipher } from '../../src/store/cipher.ts';

const [OLD = '', NEW = ''] = [7, 8].map((byte) => Buffer.alloc(32, byte).toString('base64'));
const SECRET = 'Jane Doe, passport C01X00T47';

const failsWith =
  (words: RegExp) =>
  (error: unknown): boolean => {
    assert.ok(isAppError(error, 'store_failed'), String(error));
    assert.match(error.message, words);
    assert.ok(!error.message.includes(SECRET));
    return true;
  };

describe('a sealed text', () => {
  it('opens where it was sealed for, whatever it holds', () => {
    const cipher = createCipher([NEW]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, about) => {
        assert.equal(cipher.open(cipher.seal(text, about), about), text);
      }),
    );
  });

  it('shows nothing of the text, and is another one each time', () => {
    const cipher = createCipher([NEW]);
    const [one, other] = [cipher.seal(SECRET, 'a'), cipher.seal(SECRET, 'a')];
    assert.notEqual(one, other);
    for (const sealed of [one, other])
      assert.doesNotMatch(Buffer.from(sealed, 'base64').toString('latin1'), /Jane|C01X/);
  });

  it('does not open in another place', () => {
    const cipher = createCipher([NEW]);
    assert.throws(() => cipher.open(cipher.seal(SECRET, 'U1:part'), 'U2:part'), failsWith(/moved from its place/));
  });

  it('does not open with another key', () => {
    const sealed = createCipher([OLD]).seal(SECRET, 'a');
    assert.throws(() => createCipher([NEW]).open(sealed, 'a'), failsWith(/a key that is not configured/));
  });

  it('does not open when any byte of it was changed', () => {
    const cipher = createCipher([NEW]);
    const [id, packed = ''] = cipher.seal('short', 'a').split('.');
    const bytes = Buffer.from(packed, 'base64');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      assert.throws(
        () => cipher.open(`${id}.${changed.toString('base64')}`, 'a'),
        failsWith(/was changed/),
        `byte ${at}`,
      );
    }
  });

  for (const [sealed, words, why] of [
    ['', /not configured/, 'empty'],
    ['rubbish', /not configured/, 'something else'],
    [`${createCipher([NEW]).seal('x', 'a').split('.')[0]}.`, /was changed/, 'cut off'],
    [`${createCipher([NEW]).seal('x', 'a').slice(0, 20)}`, /was changed/, 'cut short'],
  ] as const)
    it(`does not open when it is ${why}`, () => {
      assert.throws(() => createCipher([NEW]).open(sealed, 'a'), failsWith(words));
    });

  it('of the former key opens while the key is being replaced, and what is sealed then needs the new one', () => {
    const former = createCipher([OLD]).seal(SECRET, 'a');
    const both = createCipher([NEW, OLD]);
    assert.equal(both.open(former, 'a'), SECRET);
    const sealed = both.seal(SECRET, 'a');
    assert.equal(createCipher([NEW]).open(sealed, 'a'), SECRET);
    assert.throws(() => createCipher([OLD]).open(sealed, 'a'), failsWith(/not configured/));
  });
});

it('there is no cipher without a key', () => {
  assert.throws(() => createCipher([]), TypeError);
});
