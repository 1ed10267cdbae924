import { findCustomerType } from '../domain/customer-type.ts';
import { forcedFields } from '../domain/form-conflicts.ts';
import { addressCountryOf, fieldsOfPart, type PartStanding, splitByCustomer } from '../domain/form-fields.ts';
import { declinedRequirements, missingRequirementIds, type Part, partName } from '../domain/order.ts';
import type { RequirementType } from '../domain/requirement.ts';
import {
  agreedValue,
  type FormDraft,
  type FormField,
  type FormTarget,
  type RequirementForm,
} from '../domain/requirement-form.ts';
import type { TrackedOrder } from '../domain/tracked-order.ts';
import { findActedOn } from './act-on-part.ts';
import type { FollowOptions } from './follow-order.ts';
import type { ReadStanding } from './part-standing.ts';
import { offersOf, type Wallet } from './wallet.ts';

export type PartTarget = Extract<FormTarget, { kind: 'part' }>;

export type OpenedForm = { form: RequirementForm; title: string };

/** Number Ops' words since answers were last sent from here: those before are settled. The same instant is no earlier. */
const commentsSince = ({ comments }: Part, answeredAt: number): Part['comments'] =>
  comments.filter(({ authorType, createdAt }) => authorType === 'admin' && createdAt >= answeredAt);

/** The kind of customer as chosen in the draft, else as Telnyx has it. */
export const customerValueOf = (
  types: readonly RequirementType[],
  { draft, earlier }: { draft: FormDraft; earlier: (requirementId: string) => string | null },
): string | null => {
  const question = findCustomerType([...types]);
  if (question === null) return null;
  const answer = draft.answers[question.id];
  return answer?.kind === 'text' ? answer.value : earlier(question.id);
};

/** What these numbers were all given before. */
export const customerIn =
  ({ values }: PartStanding, ids: readonly string[]) =>
  (requirementId: string): string | null =>
    agreedValue(values, { ids, requirementId });

/** Whom the card names is still at it for about this long; after that the form was left open and forgotten. */
const AT_IT_MS = 60 * 60_000;

const colleagueOf = (
  order: TrackedOrder,
  { partId, personId, now }: { partId: string; personId: string; now: number },
): RequirementForm['colleague'] => {
  const filling = order.filling[partId];
  const isAtIt = filling?.open === true && filling.personId !== personId && now - filling.since < AT_IT_MS;
  return isAtIt ? { personId: filling.personId, since: filling.since } : null;
};

type Given = { standing: PartStanding; order: TrackedOrder; draft: FormDraft; personId: string; now: number };

/** Chosen numbers that are still in the part; none of them left means the whole part. */
const scopeOf = ({ part }: PartStanding, { numberIds }: FormDraft): string[] | null => {
  const known = new Set(part.numbers.map(({ id }) => id));
  const chosen = numberIds?.filter((id) => known.has(id)) ?? [];
  return chosen.length === 0 || chosen.length === part.numbers.length ? null : chosen;
};

export const chosenIds = (standing: PartStanding, draft: FormDraft): string[] =>
  scopeOf(standing, draft) ?? standing.part.numbers.map(({ id }) => id);

const toForm = ({ standing, order, draft, personId, now }: Given): Omit<RequirementForm, 'offers'> => {
  const { part, typeOf } = standing;
  const ids = chosenIds(standing, draft);
  const waiting = fieldsOfPart(standing, ids);
  // What is to replace a colleague's answer is still this person's to change.
  const asked = [...waiting, ...forcedFields(standing, { draft, askedKeys: waiting.map(({ key }) => key) })];
  const types = part.requirements.map(typeOf);
  const missing = new Set(missingRequirementIds(part));
  return {
    target: { kind: 'part', orderKey: order.key, partId: part.id },
    country: part.country,
    numberType: part.numberType,
    numbers: part.numbers.map(({ id, phoneNumber }) => ({ id, phoneNumber })),
    scope: scopeOf(standing, draft),
    reference: order.intent.reference,
    deadlineAt: part.deadlineAt,
    ...splitByCustomer(asked, {
      types,
      customerValue: customerValueOf(types, { draft, earlier: customerIn(standing, ids) }),
    }),
    settled: part.requirements
      .filter(({ requirementId }) => !missing.has(requirementId))
      .map((state) => ({ requirement: typeOf(state), status: state.status })),
    comments: commentsSince(part, order.answeredAt[part.id] ?? 0),
    certain: declinedRequirements(part).certain,
    colleague: colleagueOf(order, { partId: part.id, personId, now }),
    links: order.links[part.id] ?? {},
  };
};

type Options = Pick<FollowOptions, 'orders' | 'clock'> & { readStanding: ReadStanding; wallet: Wallet };

const asks = (fields: readonly FormField[], kind: FormField['field']): boolean =>
  fields.some(({ field }) => field === kind);

const NO_OFFERS: RequirementForm['offers'] = { addresses: false, documents: false };

/** What Telnyx has to offer is asked only where a field could use it. */
export const withOffers = async (form: Omit<RequirementForm, 'offers'>, wallet: Wallet): Promise<RequirementForm> => {
  const fields = [...form.fields, ...form.aside];
  if (!asks(fields, 'address') && !asks(fields, 'document')) return { ...form, offers: NO_OFFERS };
  const addresses = fields.filter(({ field }) => field === 'address');
  const countries = new Set(addresses.map(({ key }) => addressCountryOf({ ...form, offers: NO_OFFERS }, key)));
  return { ...form, offers: await offersOf(wallet, [...countries]) };
};

/** What a form for a part asks and shows, read at Telnyx now: the stored snapshot may be minutes old. */
export const openPartForm = async (
  options: Options,
  { target, draft, personId }: { target: PartTarget; draft: FormDraft; personId: string },
): Promise<OpenedForm> => {
  const { order, orderId } = await findActedOn(options, target);
  const standing = await options.readStanding({ order, orderId, partId: target.partId });
  const form = toForm({ standing, order, draft, personId, now: options.clock.now() });
  return {
    form: await withOffers(form, options.wallet),
    title: `${partName(standing.part)} · ${order.intent.reference}`,
  };
};
