import { customerKindOf, findCustomerType, isPutAside } from './customer-type.ts';
import { declinedDocuments } from './declined-file.ts';
import { isAreaBound, parseLocalityLimit } from './locality-limit.ts';
import { createNarrowing, createWaiting, declinedAmong, UNKNOWN_AREA } from './number-standing.ts';
import { missingRequirementIds, type Part } from './order.ts';
import { fieldKindOf, type RequirementState, type RequirementType } from './requirement.ts';
import {
  agreedValue,
  type FormField,
  fieldKey,
  type NumberStates,
  type NumberValues,
  type RequirementForm,
} from './requirement-form.ts';

export type PartStanding = {
  part: Part;
  states: NumberStates;
  typeOf: (state: { requirementId: string; kind: string }) => RequirementType;
  /** Area of each number, by id; null where Telnyx does not say. */
  localities: ReadonlyMap<string, string | null>;
  values: NumberValues;
};

const declinedOn = (
  standing: PartStanding,
  { requirementId, ids }: { requirementId: string; ids: readonly string[] },
): FormField['declinedOn'] => {
  const count = declinedAmong(standing, { requirementId, ids }).length;
  return count === 0 || count === ids.length ? null : { count, total: ids.length };
};

/** A part with what was looked up of its numbers, so that no field looks it up anew. */
type Looked = {
  standing: PartStanding;
  narrow: ReturnType<typeof createNarrowing>;
  waiting: ReturnType<typeof createWaiting>;
  /** Its numbers are in more than one area. */
  isOfAreas: boolean;
};

type Asking = {
  looked: Looked;
  state: RequirementState;
  ids: readonly string[];
  locality: string | null;
  isOneOfAreas: boolean;
};

const WRITTEN: readonly FormField['field'][] = ['text', 'select', 'date'];

const toField = ({ looked, state, ids, locality, isOneOfAreas }: Asking): FormField => {
  const { standing, waiting: waitingFor } = looked;
  const { requirementId } = state;
  const requirement = standing.typeOf(state);
  const field = fieldKindOf(requirement);
  const waiting = ids.filter((id) => waitingFor(id).has(requirementId));
  return {
    key: fieldKey(requirementId, locality),
    requirement,
    field,
    status: state.status,
    current: WRITTEN.includes(field) ? agreedValue(standing.values, { ids: waiting, requirementId }) : null,
    answered: state.answered,
    locality,
    isOneOfAreas,
    declinedOn: declinedOn(standing, { requirementId, ids }),
    declinedDocuments: field === 'document' ? declinedDocuments(standing, { requirementId, ids }) : [],
  };
};

/** The numbers by their area, in the order first seen; those of an unknown one stand together. */
const byLocality = (standing: PartStanding, ids: readonly string[]): [string | null, string[]][] => {
  const groups = Map.groupBy(ids, (id) => standing.localities.get(id) ?? null);
  return [...groups];
};

/**
 * Asked once for each area where it is bound to one, as far as it is missing there. One area has its name in the key too:
 * an answer for Berlin must not become one for Munich when other numbers are chosen.
 */
const fieldsOfState = (
  looked: Looked,
  { state, ids }: { state: RequirementState; ids: readonly string[] },
): FormField[] => {
  const { standing, narrow, isOfAreas: isOneOfAreas } = looked;
  if (!isAreaBound(standing.typeOf(state)))
    return [toField({ looked, state, ids, locality: null, isOneOfAreas: false })];
  return byLocality(standing, ids).flatMap(([known, inArea]) => {
    const narrowed = narrow(inArea);
    if (!missingRequirementIds(narrowed).includes(state.requirementId)) return [];
    const own = narrowed.requirements.find(({ requirementId }) => requirementId === state.requirementId) ?? state;
    const locality = known ?? (isOneOfAreas ? UNKNOWN_AREA : null);
    return [toField({ looked, state: own, ids: inArea, locality, isOneOfAreas })];
  });
};

/** What a form asks for a part, or for some of its numbers: what is missing, declined, or possibly declined. */
export const fieldsOfPart = (standing: PartStanding, ids: readonly string[]): FormField[] => {
  const all = standing.part.numbers.map(({ id }) => id);
  const narrow = createNarrowing(standing);
  const isOfAreas = byLocality(standing, all).length > 1;
  const looked: Looked = { standing, narrow, waiting: createWaiting(standing), isOfAreas };
  const narrowed = narrow(ids);
  const missing = new Set(missingRequirementIds(narrowed));
  return narrowed.requirements
    .filter(({ requirementId }) => missing.has(requirementId))
    .flatMap((state) => fieldsOfState(looked, { state, ids }));
};

/** Puts aside the fields of the other kind of customer, where the list asks for the kind. */
export const splitByCustomer = (
  fields: readonly FormField[],
  { types, customerValue }: { types: readonly RequirementType[]; customerValue: string | null },
): { fields: FormField[]; aside: FormField[]; customerKey: string | null } => {
  const question = findCustomerType([...types]);
  if (question === null) return { fields: [...fields], aside: [], customerKey: null };
  const customer = customerKindOf(customerValue);
  const isAside = ({ requirement }: FormField): boolean =>
    customer !== null && requirement.id !== question.id && isPutAside({ type: requirement, customer });
  return {
    fields: fields.filter((field) => !isAside(field)),
    aside: fields.filter(isAside),
    customerKey: fields.find(({ requirement }) => requirement.id === question.id)?.key ?? null,
  };
};

export const fieldOf = (form: Pick<RequirementForm, 'fields' | 'aside'>, key: string): FormField | null =>
  [...form.fields, ...form.aside].find((field) => field.key === key) ?? null;

/** Where the address of a field has to be: the country that its rule names, else the numbers'; null: anywhere. */
export const addressCountryOf = (form: RequirementForm, key: string): string | null => {
  const limit = parseLocalityLimit(fieldOf(form, key)?.requirement.criteria.localityLimit ?? null, form.country);
  if (limit?.kind === 'anywhere') return null;
  return limit?.kind === 'country' ? limit.country : form.country;
};
