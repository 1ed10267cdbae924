import type { PartStanding } from './form-fields.ts';
import { createNumbersOfField } from './number-standing.ts';
import { type Answer, fieldKindOf, type RequirementType, toRequirementValueText } from './requirement.ts';
import { agreedValue, type Conflict, type FormDraft, type FormField, requirementIdOf } from './requirement-form.ts';
import type { TrackedOrder } from './tracked-order.ts';

const isSame = (answer: Answer, { value, kind }: { value: string | undefined; kind: string }): boolean => {
  if (answer.kind === 'file') return false;
  if (answer.kind === 'address') return answer.addressId === value;
  if (answer.kind === 'document') return answer.documentId === value;
  return toRequirementValueText(answer, kind) === value;
};

/** A value of Telnyx as somebody would have given it. Of addresses and documents it holds the ids only. */
const toAnswer = (value: string | undefined, requirement: RequirementType): Answer | null => {
  if (value === undefined) return null;
  switch (fieldKindOf(requirement)) {
    case 'address':
      return { kind: 'address', addressId: value, label: null };
    case 'document':
      return { kind: 'document', documentId: value, label: null };
    case 'date':
      return { kind: 'date', value };
    default:
      return { kind: 'text', value };
  }
};

type Asking = {
  standing: PartStanding;
  draft: FormDraft;
  askedKeys: readonly string[];
  /** The numbers that were chosen. */
  scope: readonly string[];
};

/**
 * Fields that were asked when the form was opened and are answered by now, where this person answered them too and
 * nothing was decided yet. An answer that says the same needs no decision.
 */
export const findConflicts = (
  { standing, draft, askedKeys, scope }: Asking,
  { answeredBy }: Pick<TrackedOrder, 'answeredBy'>,
): Conflict[] => {
  const { part, typeOf, values } = standing;
  const numbersOf = createNumbersOfField(standing, scope);
  return Object.entries(draft.answers).flatMap(([key, answer]) => {
    const requirementId = requirementIdOf(key);
    const state = part.requirements.find((each) => each.requirementId === requirementId);
    const wasAsked = Object.hasOwn(draft.seen, key) && !askedKeys.includes(key);
    if (!wasAsked || state === undefined || draft.decided[key] !== undefined) return [];
    const ids = numbersOf(key);
    if (ids.length === 0) return [];
    const value = agreedValue(values, { ids, requirementId }) ?? undefined;
    if (isSame(answer, { value, kind: state.kind })) return [];
    const requirement = typeOf(state);
    return [
      {
        key,
        requirement,
        locality: key === requirementId ? null : key.slice(requirementId.length + 1),
        by: answeredBy[part.id]?.[requirementId] ?? null,
        settled: state.status === 'approved',
        mine: answer,
        theirs: toAnswer(value, requirement),
      },
    ];
  });
};

/** Keys whose answer goes out although Telnyx has one by now. Approved ones never do. */
export const forcedKeys = ({ part }: PartStanding, draft: FormDraft): string[] =>
  Object.entries(draft.decided).flatMap(([key, choice]) => {
    const state = part.requirements.find((each) => each.requirementId === requirementIdOf(key));
    return choice === 'mine' && state !== undefined && state.status !== 'approved' ? [key] : [];
  });

/** Fields that a colleague has answered meanwhile and this person chose to answer in their place. */
export const forcedFields = (
  standing: PartStanding,
  { draft, askedKeys }: { draft: FormDraft; askedKeys: readonly string[] },
): FormField[] =>
  forcedKeys(standing, draft)
    .filter((key) => !askedKeys.includes(key))
    .flatMap((key) => {
      const state = standing.part.requirements.find((each) => each.requirementId === requirementIdOf(key));
      if (state === undefined) return [];
      const requirement = standing.typeOf(state);
      return [
        {
          key,
          requirement,
          field: fieldKindOf(requirement),
          status: state.status,
          current: null,
          answered: true,
          locality: key === requirement.id ? null : key.slice(requirement.id.length + 1),
          isOneOfAreas: false,
          declinedOn: null,
          declinedDocuments: [],
        },
      ];
    });
