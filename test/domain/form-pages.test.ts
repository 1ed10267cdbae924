import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { INPUTS_A_PAGE, inputCount, pageOf, pagesOf } from '../../src/domain/form-pages.ts';
import type { FieldKind, FormField } from '../../src/domain/requirement-form.ts';
import { aRequirementType } from '../support/builders.ts';
import { aCriteria, aFormField } from '../support/form-builders.ts';

const aField = (key: string, field: FieldKind = 'text', timeLimit: string | null = null): FormField =>
  aFormField({ key, field, requirement: aRequirementType({ id: key, criteria: aCriteria({ timeLimit }) }) });
const texts = (count: number): FormField[] => Array.from({ length: count }, (_, at) => aField(`t${at}`));
const NO_OFFERS = { addresses: false, documents: false };
const OFFERS = { addresses: true, documents: true };
const FRESH = 'Dated within 3 months';

const keysOf = (pages: ReturnType<typeof pagesOf>): string[][] =>
  pages.map(({ fields }) => fields.map(({ key }) => key));
const aForm = (given: Partial<Parameters<typeof pagesOf>[0]> = {}): Parameters<typeof pagesOf>[0] => ({
  fields: [],
  aside: [],
  offers: NO_OFFERS,
  customerKey: null,
  ...given,
});

describe('how many inputs a field takes', () => {
  const cases: [field: FormField, offers: typeof OFFERS, count: number, why: string][] = [
    [aField('a'), OFFERS, 1, 'a text'],
    [aField('a', 'address'), OFFERS, 1, 'a menu'],
    [aField('a', 'document'), NO_OFFERS, 1, 'a file'],
    [aField('a', 'document'), OFFERS, 2, 'a file, or a document at Telnyx'],
    [aField('a', 'document', FRESH), OFFERS, 3, 'and its date'],
    [aField('a', 'document', 'as the law says'), NO_OFFERS, 1, 'a limit in prose asks no date'],
    [aField('a', 'text', FRESH), NO_OFFERS, 1, 'a text tells its date itself'],
    [aField('a', 'action'), OFFERS, 0, 'a link, which is a button'],
  ];
  for (const [field, offers, count, why] of cases)
    it(`${count}: ${why}`, () => assert.equal(inputCount(field, { offers }), count));
});

describe('the pages of a form', () => {
  const cases: { why: string; form: Parameters<typeof pagesOf>[0]; withAside?: boolean; pages: string[][] }[] = [
    { why: 'one that is empty where nothing is asked', form: aForm(), pages: [[]] },
    { why: 'one for six texts', form: aForm({ fields: texts(6) }), pages: [['t0', 't1', 't2', 't3', 't4', 't5']] },
    {
      why: 'two for seven',
      form: aForm({ fields: texts(7) }),
      pages: [['t0', 't1', 't2', 't3', 't4', 't5'], ['t6']],
    },
    {
      why: 'filled up to six inputs, of which a document may take three',
      form: aForm({ fields: [...texts(4), aField('d', 'document', FRESH), aField('e')], offers: OFFERS }),
      pages: [
        ['t0', 't1', 't2', 't3'],
        ['d', 'e'],
      ],
    },
    {
      why: 'begun by the kind of customer alone, wherever Telnyx lists it',
      form: aForm({ fields: [...texts(2), aField('kind')], customerKey: 'kind' }),
      pages: [['kind'], ['t0', 't1']],
    },
    {
      why: 'one where the kind of customer is all that is asked',
      form: aForm({ fields: [aField('kind')], customerKey: 'kind' }),
      pages: [['kind']],
    },
    {
      why: 'ended by what was put aside',
      form: aForm({ fields: [aField('kind'), aField('a')], aside: [aField('b')], customerKey: 'kind' }),
      pages: [['kind'], ['a'], ['b']],
    },
    {
      why: 'the same fields as all others once they are asked after all',
      form: aForm({ fields: [aField('kind'), aField('a')], aside: [aField('b')], customerKey: 'kind' }),
      withAside: true,
      pages: [['kind'], ['a', 'b']],
    },
  ];
  for (const { why, form, withAside = false, pages } of cases)
    it(`are ${why}`, () => assert.deepEqual(keysOf(pagesOf(form, { withAside })), pages));

  it('end with the page of what was put aside, which is known as such', () => {
    const pages = pagesOf(aForm({ fields: texts(1), aside: [aField('b')] }), { withAside: false });
    assert.deepEqual(
      pages.map(({ kind }) => kind),
      ['fields', 'aside'],
    );
    assert.deepEqual([pageOf(pages, 't0'), pageOf(pages, 'b'), pageOf(pages, 'gone')], [0, 1, null]);
  });

  it('hold each field once, in order, and never more than six inputs', () => {
    const field = fc.tuple(
      fc.constantFrom<FieldKind>('text', 'select', 'date', 'address', 'document', 'action'),
      fc.constantFrom(null, FRESH),
    );
    fc.assert(
      fc.property(fc.array(field, { maxLength: 40 }), fc.boolean(), fc.nat(40), (kinds, documents, at) => {
        const fields = kinds.map(([kind, limit], index) => aField(`f${index}`, kind, limit));
        const customerKey = fields[at]?.key ?? null;
        const form = aForm({ fields, customerKey, offers: { addresses: true, documents } });
        const pages = pagesOf(form, { withAside: false });
        const sizes = pages.map((page) => page.fields.reduce((sum, each) => sum + inputCount(each, form), 0));
        assert.ok(sizes.every((size) => size <= INPUTS_A_PAGE));
        const others = fields.map(({ key }) => key).filter((key) => key !== customerKey);
        assert.deepEqual(keysOf(pages).flat(), customerKey === null ? others : [customerKey, ...others]);
        if (customerKey !== null) assert.deepEqual(keysOf(pages)[0], [customerKey]);
      }),
    );
  });
});
