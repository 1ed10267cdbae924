import { customerKindOf, findCustomerType, isPutAside } from './customer-type.ts';
import { isAreaBound, parseLocalityLimit } from './locality-limit.ts';
import { missingRequirementIds, type Part } from './order.ts';
import { fieldKindOf, type RequirementState, type RequirementType, worstRequirements } from './requirement.ts';
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

/** The part as if it held these numbers only. */
export const narrowPart = ({ part, states }: Pick<PartStanding, 'part' | 'states'>, ids: readonly string[]): Part => ({
  ...part,
  numbers: part.numbers.filter(({ id }) => ids.includes(id)),
  requirements: worstRequirements(ids.map((id) => states.get(id) ?? [])),
});

const declinedOn = (
  { states }: PartStanding,
  { requirementId, ids }: { requirementId: string; ids: readonly string[] },
): FormField['declinedOn'] => {
  const isDeclined = (id: string): boolean =>
    states.get(id)?.some((state) => state.requirementId === requirementId && state.status === 'declined') ?? false;
  const count = ids.filter(isDeclined).length;
  return count === 0 || count === ids.length ? null : { count, total: ids.length };
};

type Asking = {
  standing: PartStanding;
  state: RequirementState;
  ids: readonly string[];
  locality: string | null;
  isOneOfAreas: boolean;
};

/** The numbers among these that still wait for an answer to this requirement. */
export const waitingNumbers = (
  standing: Pick<PartStanding, 'part' | 'states'>,
  { ids, requirementId }: { ids: readonly string[]; requirementId: string },
): string[] => ids.filter((id) => missingRequirementIds(narrowPart(standing, [id])).includes(requirementId));

const WRITTEN: readonly FormField['field'][] = ['text', 'select', 'date'];

const toField = ({ standing, state, ids, locality, isOneOfAreas }: Asking): FormField => {
  const { requirementId } = state;
  const requirement = standing.typeOf(state);
  const field = fieldKindOf(requirement);
  const waiting = waitingNumbers(standing, { ids, requirementId });
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
  };
};

/** The numbers by their area, in the order first seen; those of an unknown one stand together. */
const byLocality = (standing: PartStanding, ids: readonly string[]): [string | null, string[]][] => {
  const groups = Map.groupBy(ids, (id) => standing.localities.get(id) ?? null);
  return [...groups];
};

const UNKNOWN_AREA = 'other numbers';

/**
 * Asked once for each area where it is bound to one, as far as it is missing there. One area has its name in the key too:
 * an answer for Berlin must not become one for Munich when other numbers are chosen.
 */
const fieldsOfState = (
  standing: PartStanding,
  { state, ids }: { state: RequirementState; ids: readonly string[] },
): FormField[] => {
  if (!isAreaBound(standing.typeOf(state)))
    return [toField({ standing, state, ids, locality: null, isOneOfAreas: false })];
  const areas = byLocality(standing, ids);
  const isOneOfAreas =
    byLocality(
      standing,
      standing.part.numbers.map(({ id }) => id),
    ).length > 1;
  return areas.flatMap(([known, inArea]) => {
    const narrowed = narrowPart(standing, inArea);
    if (!missingRequirementIds(narrowed).includes(state.requirementId)) return [];
    const own = narrowed.requirements.find(({ requirementId }) => requirementId === state.requirementId) ?? state;
    const locality = known ?? (isOneOfAreas ? UNKNOWN_AREA : null);
    return [toField({ standing, state: own, ids: inArea, locality, isOneOfAreas })];
  });
};

/** What a form asks for a part, or for some of its numbers: what is missing, declined, or possibly declined. */
export const fieldsOfPart = (standing: PartStanding, ids: readonly string[]): FormField[] => {
  const narrowed = narrowPart(standing, ids);
  const missing = new Set(missingRequirementIds(narrowed));
  return narrowed.requirements
    .filter(({ requirementId }) => missing.has(requirementId))
    .flatMap((state) => fieldsOfState(standing, { state, ids }));
};

/** The numbers that a field is about, among those chosen. */
export const numbersOfField = (
  standing: Pick<PartStanding, 'localities'>,
  { key, ids }: { key: string; ids: readonly string[] },
): string[] => {
  const [, ...rest] = key.split('@');
  if (rest.length === 0) return [...ids];
  const locality = rest.join('@');
  return ids.filter((id) => (standing.localities.get(id) ?? UNKNOWN_AREA) === locality);
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
