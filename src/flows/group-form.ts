import { splitByCustomer } from '../domain/form-fields.ts';
import type { Comment } from '../domain/order.ts';
import { fieldKindOf, type RequirementType } from '../domain/requirement.ts';
import type { FormDraft, FormField, FormTarget, RequirementForm } from '../domain/requirement-form.ts';
import type { GroupRequirement, RequirementGroup } from '../domain/requirement-group.ts';
import { isAppError } from '../errors.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import type { ShowRequirements } from './flows.ts';
import { customerValueOf, type OpenedForm, withOffers } from './part-form.ts';
import { typeOf } from './unnamed-requirement.ts';
import type { Wallet } from './wallet.ts';

export type GroupTarget = Extract<FormTarget, { kind: 'group' }>;

type Options = {
  telnyx: Pick<Telnyx, 'requirementGroups' | 'comments'>;
  showRequirements: ShowRequirements;
  wallet: Wallet;
};

const WRITTEN: readonly FormField['field'][] = ['text', 'select', 'date'];

const toField = (requirement: RequirementType, { value, status, answered }: GroupRequirement): FormField => {
  const field = fieldKindOf(requirement);
  return {
    key: requirement.id,
    requirement,
    field,
    status,
    current: WRITTEN.includes(field) ? value : null,
    answered,
    locality: null,
    isOneOfAreas: false,
    declinedOn: null,
    declinedDocuments: field === 'document' && status === 'declined' && value !== null ? [value] : [],
  };
};

export type GroupStanding = { group: RequirementGroup; types: Record<string, RequirementType> };

export const readGroup = async (
  { telnyx, showRequirements }: { telnyx: Pick<Telnyx, 'requirementGroups'>; showRequirements: ShowRequirements },
  groupId: string,
): Promise<GroupStanding> => {
  const group = await telnyx.requirementGroups.get(groupId);
  const { requirements } = await showRequirements.paperwork(group);
  return { group, types: Object.fromEntries(requirements.map((type) => [type.id, type])) };
};

/** Its fields, those without a value first, the types of them and what they hold. */
export const groupFields = ({ group, types }: GroupStanding) => {
  const typed = group.requirements.map((state) => ({ state, type: typeOf(types, state) }));
  return {
    fields: typed
      .map(({ state, type }) => toField(type, state))
      .toSorted((one, other) => Number(one.answered) - Number(other.answered)),
    all: typed.map(({ type }) => type),
    values: Object.fromEntries(
      group.requirements.flatMap(({ requirementId, value }) => (value === null ? [] : [[requirementId, value]])),
    ) as Record<string, string>,
  };
};

/** All of Number Ops' words; since our last question only those that answer it, none where nothing was asked. */
const byNumberOps = (comments: readonly Comment[], { sinceAsked }: { sinceAsked: boolean }): Comment[] => {
  const askedAt = comments.filter(({ authorType }) => authorType === 'user').map(({ createdAt }) => createdAt);
  const since = askedAt.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...askedAt);
  return comments.filter(({ authorType, createdAt }) => authorType === 'admin' && (!sinceAsked || createdAt >= since));
};

/** What a reviewer wrote matters while something of theirs stands declined, and where it answers what was asked. */
const commentsOn = async ({ telnyx }: Options, { id, status, requirements }: RequirementGroup): Promise<Comment[]> => {
  const isDeclined = status === 'declined' || requirements.some((each) => each.status === 'declined');
  try {
    return byNumberOps(await telnyx.comments.listOfGroup(id), { sinceAsked: !isDeclined });
  } catch (error) {
    // An answer stands in the thread too; why something was declined has to be read before it is corrected.
    if (isDeclined || !isAppError(error)) throw error;
    return [];
  }
};

/** Everything that the group holds, those without a value first: any of it may be given anew. */
export const openGroupForm = async (
  options: Options,
  { target, draft }: { target: GroupTarget; draft: FormDraft },
): Promise<OpenedForm> => {
  const { group, types } = await readGroup(options, target.groupId);
  const { fields, all, values } = groupFields({ group, types });
  const form: Omit<RequirementForm, 'offers'> = {
    target,
    country: group.country,
    numberType: group.numberType,
    numbers: [],
    scope: null,
    reference: group.reference,
    deadlineAt: null,
    ...splitByCustomer(fields, {
      types: all,
      customerValue: customerValueOf(all, { draft, earlier: (id) => values[id] ?? null }),
    }),
    settled: [],
    comments: await commentsOn(options, group),
    certain: true,
    colleague: null,
    links: {},
  };
  const name = group.reference ?? `Group ${group.id.slice(0, 8)}`;
  return { form: await withOffers(form, options.wallet), title: `Requirement group · ${name}` };
};
