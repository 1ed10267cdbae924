import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createReference, tokenOf } from '../../src/domain/reference.ts';

const token = 'k3f9a2';

describe('the reference of an order', () => {
  const cases: [text: string, expected: string, reason: string][] = [
    ['Berlin office', 'Berlin office · nd-k3f9a2', 'what the person typed, then the token'],
    ['', 'nd-k3f9a2', 'nothing typed'],
    ['  Berlin \n office\t', 'Berlin office · nd-k3f9a2', 'line breaks and tabs become blanks'],
    ['Ber\u0000lin\u0007', 'Berlin · nd-k3f9a2', 'control characters are removed'],
    ['\u202eBer\u200blin\u2066\ufeff', 'Berlin · nd-k3f9a2', 'direction marks and zero-width characters are removed'],
    ['Berlin · nd-old1', 'Berlin · nd-k3f9a2', 'the token of an earlier order is dropped'],
    ['nd-old1', 'nd-k3f9a2', 'nothing but an earlier token'],
    ['Büro Zürich 日本', 'Büro Zürich 日本 · nd-k3f9a2', 'letters of any script stay'],
  ];
  for (const [text, expected, reason] of cases) {
    it(`${JSON.stringify(text)}: ${reason}`, () => assert.equal(createReference({ text, token }), expected));
  }

  it('is cut between characters, never inside an emoji', () => {
    const reference = createReference({ text: '👩‍👩‍👧‍👦'.repeat(60), token });
    assert.ok(reference.length <= 250);
    assert.ok(reference.isWellFormed());
  });

  it('holds its token whole, whatever was typed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.stringMatching(/^[a-z0-9-]{4,36}$/),
        (text, mark) => {
          const reference = createReference({ text, token: mark });
          assert.equal(tokenOf(reference), mark);
          assert.ok(reference.length <= 250);
          assert.doesNotMatch(reference, /[\p{Cc}\p{Cf}]/u);
        },
      ),
    );
  });

  it('made elsewhere has no token', () => {
    for (const text of ['Berlin', 'nd-', 'and-more', 'Berlin · nd-abc later', ''])
      assert.equal(tokenOf(text), null, text);
  });
});
