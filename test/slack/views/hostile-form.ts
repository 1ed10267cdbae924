import fc from 'fast-check';
import type { Answer, RequirementType } from '../../../src/domain/requirement.ts';
import { fieldKindOf } from '../../../src/domain/requirement.ts';
import {
  type FormDraft,
  type FormField,
  fieldKey,
  type RequirementForm,
} from '../../../src/domain/requirement-form.ts';
import { aComment, DAY_MS, NOW } from '../../support/builders.ts';
import { aFormDraft, aFormField, aRequirementForm, GROUP, PART } from '../../support/form-builders.ts';
import { hostileText, orNull, requirementTypes, uuid } from './hostile.ts';

/** As many choices as there may be, in letters that take the most room; and as long as one may be. */
export const wideValues = Array.from({ length: 100 }, (_, at) => `${at}${'値'.repeat(23)}`);
export const longValues = Array.from({ length: 100 }, (_, at) => `${at}${'値'.repeat(73)}`);

/** Limits that the app understands, and long lists of values that are just short enough to be chosen from. */
const withReadableCriteria = (types: RequirementType[]): fc.Arbitrary<RequirementType[]> =>
  fc
    .array(
      fc.record({
        timeLimit: fc.constantFrom(null, 'Dated within 3 months', 'Current and not expired'),
        values: fc.constantFrom(null, [], ['a', 'b'], wideValues, longValues),
      }),
      { minLength: types.length, maxLength: types.length },
    )
    .map((given) =>
      types.map((type, at) => ({
        ...type,
        criteria: {
          ...type.criteria,
          timeLimit: given[at]?.timeLimit ?? type.criteria.timeLimit,
          acceptableValues: given[at]?.values ?? type.criteria.acceptableValues,
        },
      })),
    );

/** One visible line, as areas come from Telnyx's numbers. */
const areaName: fc.Arbitrary<string> = hostileText.map(
  (text) => text.replace(/\s+/g, ' ').replace(/\p{C}/gu, '').trim().slice(0, 100) || 'Berlin',
);

const fieldOf = (requirement: RequirementType): fc.Arbitrary<FormField> =>
  fc
    .record({
      status: fc.constantFrom(null, 'declined', 'awaiting-value'),
      current: orNull(hostileText),
      answered: fc.boolean(),
      locality: orNull(areaName),
      declinedOn: fc.constantFrom(null, { count: 2, total: 50 }),
    })
    .map((given) => {
      const field = fieldKindOf(requirement);
      const isPlace = field === 'address' || field === 'document';
      return aFormField({
        ...given,
        requirement,
        key: fieldKey(requirement.id, isPlace ? given.locality : null),
        current: isPlace || field === 'action' ? null : given.current,
      });
    });

/** Any form: of a part or a group, with areas, offers, colleagues, links and fields of another kind of customer. */
export const requirementForm: fc.Arbitrary<RequirementForm> = requirementTypes({ min: 0, max: 40 })
  .chain(withReadableCriteria)
  .chain((types) =>
    fc
      .record({
        target: fc.constantFrom(GROUP, { ...PART, orderKey: 'k'.repeat(16), partId: uuid(3, 1) }),
        country: fc.constantFrom('DE', 'IT'),
        count: fc.constantFrom(1, 2, 60),
        isScoped: fc.boolean(),
        reference: orNull(hostileText),
        deadlineAt: fc.constantFrom(null, NOW + DAY_MS),
        fields: fc.tuple(...types.map(fieldOf)),
        asideFrom: fc.nat(types.length),
        asksCustomer: fc.boolean(),
        bodies: fc.array(hostileText, { maxLength: 20 }),
        certain: fc.boolean(),
        colleague: fc.constantFrom(null, { personId: '<!channel>', since: NOW }),
        hasLinks: fc.boolean(),
        offers: fc.record({ addresses: fc.boolean(), documents: fc.boolean() }),
      })
      .map(({ count, isScoped, fields, asideFrom, asksCustomer, bodies, hasLinks, ...given }) => {
        const numbers = Array.from({ length: count }, (_, at) => ({
          id: uuid(7, at),
          phoneNumber: `+4930901820${at}`,
        }));
        const asked = fields.slice(0, asideFrom);
        return aRequirementForm({
          ...given,
          numbers: given.target.kind === 'part' ? numbers : [],
          scope: isScoped && given.target.kind === 'part' ? numbers.slice(0, -1).map(({ id }) => id) : null,
          fields: asked,
          aside: fields.slice(asideFrom),
          customerKey: asksCustomer ? (asked.find(({ field }) => field === 'select')?.key ?? null) : null,
          settled: types.map((requirement) => ({ requirement, status: requirement.name || null })),
          comments: bodies.map((body, at) => aComment({ id: uuid(8, at), body, author: body })),
          links: hasLinks ? Object.fromEntries(types.map(({ id }) => [id, { personId: 'U2', madeAt: NOW }])) : {},
        });
      }),
  );

const answerTo = (field: FormField, { offers }: RequirementForm): fc.Arbitrary<Answer> => {
  const label = orNull(hostileText);
  if (field.field === 'address') return label.map((each) => ({ kind: 'address', addressId: '1001', label: each }));
  const file = fc.record({ fileId: fc.constant('F1'), name: label, revision: fc.nat(2) });
  const known = fc.record({ documentId: fc.constant(uuid(4, 1)), label });
  if (field.field === 'document')
    return fc.oneof(
      file.map((each): Answer => ({ kind: 'file', ...each })),
      offers.documents
        ? known.map((each): Answer => ({ kind: 'document', ...each }))
        : file.map((each): Answer => ({ kind: 'file', ...each })),
    );
  return fc.record({ kind: fc.constantFrom('text' as const, 'date' as const), value: hostileText });
};

/** Whatever a person may have left behind in a form, at one of its pages or beyond. */
export const draftOf = (form: RequirementForm): fc.Arbitrary<FormDraft> => {
  const fields = [...form.fields, ...form.aside];
  const keys = fields.map(({ key }) => key);
  return fc
    .record({
      answers: fc.tuple(...fields.map((field) => fc.option(answerTo(field, form), { nil: null }))),
      notApplicable: fc.subarray(keys),
      emptied: fc.subarray(keys),
      withAside: fc.boolean(),
      page: fc.nat(12),
      revision: fc.nat(3),
    })
    .map(({ answers, revision, ...given }) =>
      aFormDraft({
        ...given,
        target: form.target,
        answers: Object.fromEntries(
          answers.flatMap((answer, at) => (answer === null ? [] : [[keys[at] ?? '', answer] as const])),
        ),
        dates: Object.fromEntries(keys.map((key) => [key, '2026-02-03'])),
        revisions: Object.fromEntries(keys.map((key) => [key, revision])),
      }),
    );
};

export const draftedForm = requirementForm.chain((form) =>
  fc.record({ form: fc.constant(form), draft: draftOf(form) }),
);
