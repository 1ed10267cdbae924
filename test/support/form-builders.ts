import { newDraft } from '../../src/domain/form-draft.ts';
import type { PartStanding } from '../../src/domain/form-fields.ts';
import type { Part } from '../../src/domain/order.ts';
import {
  fieldKindOf,
  type RequirementState,
  type RequirementType,
  worstRequirements,
} from '../../src/domain/requirement.ts';
import type {
  FormDraft,
  FormField,
  FormTarget,
  PageAnswers,
  RequirementForm,
} from '../../src/domain/requirement-form.ts';
import { anOrderNumber, aPart, aRequirementState, aRequirementType, DAY_MS, NOW } from './builders.ts';

export const PART = { kind: 'part', orderKey: 'token1', partId: 'part-1' } as const satisfies FormTarget;
export const GROUP = { kind: 'group', groupId: 'group-1' } as const satisfies FormTarget;

export const aCriteria = (given: Partial<RequirementType['criteria']> = {}): RequirementType['criteria'] => ({
  ...aRequirementType().criteria,
  ...given,
});

/** Asked as its type is asked for, under the id of its requirement. */
export const aFormField = (given: Partial<FormField> = {}): FormField => {
  const requirement = given.requirement ?? aRequirementType();
  return {
    key: requirement.id,
    requirement,
    field: fieldKindOf(requirement),
    status: 'awaiting-value',
    current: null,
    answered: false,
    locality: null,
    isOneOfAreas: false,
    declinedOn: null,
    declinedDocuments: [],
    ...given,
  };
};

/** Of a part with three numbers, all of which wait for a name. */
export const aRequirementForm = (given: Partial<RequirementForm> = {}): RequirementForm => ({
  target: PART,
  country: 'DE',
  numberType: 'local',
  numbers: [1, 2, 3].map((at) => ({ id: `num-${at}`, phoneNumber: `+493090182000${at}` })),
  scope: null,
  reference: 'Berlin office · nd-token1',
  deadlineAt: NOW + DAY_MS,
  fields: [aFormField()],
  aside: [],
  settled: [],
  customerKey: null,
  comments: [],
  certain: true,
  colleague: null,
  links: {},
  offers: { addresses: true, documents: true },
  ...given,
});

export const aFormDraft = (given: Partial<FormDraft> = {}): FormDraft => ({
  ...newDraft(PART),
  savedAt: NOW,
  ...given,
});

export const aPage = (given: Partial<PageAnswers> = {}): PageAnswers => ({
  keys: Object.keys(given.answers ?? {}),
  revisions: {},
  answers: {},
  dates: {},
  notApplicable: null,
  ...given,
});

type Standing = {
  /** By number, then by requirement: its status, or whole states. */
  states: Record<string, Record<string, string | null>>;
  types?: RequirementType[];
  localities?: Record<string, string | null>;
  /** Given to all numbers. */
  values?: Record<string, string>;
  /** Given to this one only. */
  valuesOf?: Record<string, Record<string, string>>;
  part?: Partial<Part>;
};

const ANSWERED: readonly (string | null)[] = ['approved', 'pending-approval', 'declined'];

const REQUIREMENTS_STATUS = new Map([
  ['declined', 'requirement-info-exception'],
  ['pending-approval', 'requirement-info-under-review'],
  ['approved', 'approved'],
]);

/** A part as Telnyx has it, written down by the statuses of its numbers. */
export const aStanding = ({
  states,
  types = [],
  localities = {},
  values = {},
  valuesOf = {},
  part = {},
}: Standing): PartStanding => {
  const typeOf = ({ requirementId }: { requirementId: string }): RequirementType =>
    types.find(({ id }) => id === requirementId) ?? aRequirementType({ id: requirementId });
  const perNumber = new Map(
    Object.entries(states).map(([id, statuses]): [string, RequirementState[]] => [
      id,
      Object.entries(statuses).map(([requirementId, status]) =>
        aRequirementState({
          requirementId,
          kind: typeOf({ requirementId }).kind,
          status,
          answered: ANSWERED.includes(status),
        }),
      ),
    ]),
  );
  const numbers = [...perNumber].map(([id, own], at) =>
    anOrderNumber({
      id,
      phoneNumber: `+4930901820${String(at).padStart(3, '0')}`,
      requirementsStatus: REQUIREMENTS_STATUS.get(worstOf(own)) ?? 'requirement-info-pending',
    }),
  );
  return {
    part: aPart({ numbers, requirements: worstRequirements([...perNumber.values()]), ...part }),
    states: perNumber,
    typeOf,
    localities: new Map(Object.entries(localities)),
    values: new Map([...perNumber.keys()].map((id) => [id, valuesOf[id] ?? values])),
  };
};

const FROM_WORST = ['declined', 'awaiting-value', 'pending-approval', 'approved'];
const worstOf = (states: RequirementState[]): string =>
  FROM_WORST.find((word) => states.some(({ status }) => status === word)) ?? '';
