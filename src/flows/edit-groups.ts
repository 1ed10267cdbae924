import { type ListedGroup, openPartsUsing, type PartChoice } from '../domain/group-parts.ts';
import {
  canSubmit,
  fulfilment,
  type GroupReading,
  isFulfilled,
  NO_PRE_APPROVAL,
  type RequirementGroup,
  withoutValues,
} from '../domain/requirement-group.ts';
import { newTrackedGroup, oweGroup, type TrackedGroup } from '../domain/tracked-group.ts';
import { AppError, isAppError } from '../errors.ts';
import { actOnGroup, type GroupDesk, orNoGroup } from './act-on-group.ts';
import type { CreateGroup, FilledGroup, GroupAct } from './flows.ts';
import { readGroup, toReadGroup } from './read-group.ts';
import { saveGroupReading } from './save-group-reading.ts';

const refused = (hint: string): AppError => new AppError('invalid_input', hint, { details: { hint } });

/** Whether it was made is not known: a second one is not lost, but nobody wants it. */
const createAtTelnyx = async (desk: GroupDesk, request: CreateGroup): Promise<RequirementGroup> => {
  const { country, numberType, reference } = request;
  try {
    return await desk.telnyx.requirementGroups.create({ country, numberType, reference: reference.trim() || null });
  } catch (cause) {
    if (!isAppError(cause, 'telnyx_unclear')) throw cause;
    const hint = 'Look at `/numbers groups` in a minute: if the group is there, use that one.';
    throw new AppError('telnyx_unclear', cause.message, { details: { ...cause.details, hint }, cause });
  }
};

/** A group without a single requirement answers nothing. */
const ensureAsked = async ({ showRequirements }: GroupDesk, { country, numberType }: CreateGroup): Promise<void> => {
  const { requirements } = await showRequirements.paperwork({ country, numberType });
  if (requirements.length > 0) return;
  const place = `${country} ${numberType.replaceAll('_', '-')}`;
  throw refused(`Telnyx asks for no paperwork for ${place} numbers, so there is nothing that a group could answer.`);
};

export const createGroup = async (desk: GroupDesk, request: CreateGroup): Promise<ListedGroup> => {
  const { groups, clock, newToken, knownGroups } = desk;
  await ensureAsked(desk, request);
  const made = await createAtTelnyx(desk, request);
  knownGroups.forget();
  const now = clock.now();
  const reading = await toReadGroup(desk, { group: made, comments: [] });
  const { channelId, personId } = request;
  const kept = { ...newTrackedGroup({ id: made.id, now }), channelId, ownerId: personId };
  const requirementIds = made.requirements.map(({ requirementId }) => requirementId);
  const acts = [{ kind: 'created' as const, personId, requirementIds }];
  const record = saveGroupReading(kept, { reading, acts, now, updateId: newToken() });
  await groups.create(record);
  await desk.deliverGroups.deliver(made.id);
  return { group: reading.group, record, openParts: [] };
};

export const renameGroup = async (desk: GroupDesk, given: GroupAct & { reference: string }): Promise<GroupReading> => {
  const { groupId, personId } = given;
  const to = given.reference.trim();
  if (to === '') throw refused('Write the name under which the group is to be found.');
  const renamed = await actOnGroup(desk, {
    groupId,
    act: async () => {
      const { reference: from } = await orNoGroup(desk.telnyx.requirementGroups.get(groupId));
      return { from, group: await desk.telnyx.requirementGroups.update(groupId, { reference: to }) };
    },
    changes: ({ from }) => [{ kind: 'renamed', personId, from, to }],
  });
  return withoutValues(renamed.group);
};

const whyNotSubmitted = (group: RequirementGroup): string => {
  if (NO_PRE_APPROVAL.includes(group.country.toUpperCase()))
    return `Telnyx does not approve groups for ${group.country} ahead of an order: they are reviewed with it.`;
  const { answered, total } = fulfilment(group);
  return isFulfilled(group)
    ? 'This group is with Number Ops already, or needs no approval any more.'
    : `This group has ${answered} of ${total} values. Fill in the others, then submit it.`;
};

export const submitGroup = async (desk: GroupDesk, { groupId, personId }: GroupAct): Promise<GroupReading> => {
  const submitted = await actOnGroup(desk, {
    groupId,
    act: async () => {
      const group = await orNoGroup(desk.telnyx.requirementGroups.get(groupId));
      if (!canSubmit(group)) throw refused(whyNotSubmitted(group));
      return desk.telnyx.requirementGroups.submit(groupId);
    },
    changes: () => [{ kind: 'submitted', personId }],
  });
  return withoutValues(submitted);
};

/** Telnyx has it no more: what stays is the record, with the card that says so. */
const toDeleted = (
  record: TrackedGroup,
  { personId, id, now }: { personId: string; id: string; now: number },
): TrackedGroup => ({
  ...oweGroup(record, { id, now, changes: [{ kind: 'deleted', personId }] }),
  deletedBy: personId,
  lastChangedAt: now,
});

export const removeGroup = async (
  desk: GroupDesk,
  { groupId, personId }: GroupAct,
): Promise<{ usedIn: PartChoice[] }> => {
  const { groups, telnyx, orders, knownGroups, deliverGroups, clock, newToken } = desk;
  const usedIn = openPartsUsing(await orders.listOpen(), groupId);
  await groups.withLock(groupId, async () => {
    await orNoGroup(telnyx.requirementGroups.remove(groupId));
    knownGroups.forget();
    const given = { personId, id: newToken(), now: clock.now() };
    await groups.update(groupId, (record) => toDeleted(record, given));
  });
  await deliverGroups.deliver(groupId);
  return { usedIn };
};

/** Where a channel is said for the first time or another one, the card is posted there. */
const toKept = (
  record: TrackedGroup,
  { channelId, personId, now }: { channelId: string; personId: string; now: number },
): TrackedGroup =>
  record.channelId === channelId
    ? record
    : {
        ...record,
        channelId,
        ownerId: personId,
        cardTs: null,
        moved: null,
        posting: null,
        owed: [],
        lastChangedAt: now,
      };

export const keepGroup = async (
  desk: GroupDesk,
  { groupId, channelId, personId }: GroupAct & { channelId: string },
): Promise<{ before: string | null }> => {
  const { groups, clock, newToken, deliverGroups } = desk;
  const before = await groups.withLock(groupId, async () => {
    const reading = await orNoGroup(readGroup(desk, groupId));
    const now = clock.now();
    const known = await groups.get(groupId);
    if (!known) await groups.create(newTrackedGroup({ id: groupId, now }));
    await groups.update(groupId, (record) =>
      saveGroupReading(toKept(record, { channelId, personId, now }), { reading, now, updateId: newToken() }),
    );
    return known?.channelId ?? null;
  });
  await deliverGroups.deliver(groupId);
  return { before };
};

/** After values were sent: which, by name; never what they are. */
export const noteFilled = async (desk: GroupDesk, given: FilledGroup): Promise<GroupReading> => {
  const { groupId, personId, requirementIds } = given;
  const group = await actOnGroup(desk, {
    groupId,
    act: () => orNoGroup(desk.telnyx.requirementGroups.get(groupId)),
    changes: ({ requirements }) => {
      const missingIds = requirements.filter(({ answered }) => !answered).map(({ requirementId }) => requirementId);
      return [{ kind: 'filled', personId, requirementIds, missingIds }];
    },
  });
  return withoutValues(group);
};
