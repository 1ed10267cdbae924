import type { GroupChange } from '../domain/group-changes.ts';
import { isPartOpen } from '../domain/order.ts';
import { groupName, type RequirementGroup, whyNotApplicable } from '../domain/requirement-group.ts';
import { isKept, oweGroup, type TrackedGroup } from '../domain/tracked-group.ts';
import type { TrackedOrder } from '../domain/tracked-order.ts';
import { AppError, isAppError } from '../errors.ts';
import { type GroupDesk, orNoGroup } from './act-on-group.ts';
import type { Acted, ActedOn } from './act-on-part.ts';
import type { AppliedGroup, ApplyGroup, ApplyGroupToParts } from './flows.ts';
import { noteUse } from './note-use.ts';

const refused = (hint: string): AppError => new AppError('invalid_input', hint, { details: { hint } });

/** A channel that keeps the group hears of it; all others have it in the order's own thread. */
const oweUse = (desk: GroupDesk, { groupId, change }: { groupId: string; change: GroupChange }) => {
  const given = { id: desk.newToken(), now: desk.clock.now(), changes: [change] };
  return desk.groups.update(groupId, (record: TrackedGroup) => (isKept(record) ? oweGroup(record, given) : null));
};

const applyTo = async (
  desk: GroupDesk,
  { group, personId, ...part }: Omit<ApplyGroup, 'groupId'> & { group: RequirementGroup },
): Promise<string> => {
  const act = async ({ part: { id: partId, ...place }, order }: ActedOn): Promise<Acted<string>> => {
    if (!isPartOpen(place)) throw refused('This part is over already: nothing can be put into it any more.');
    const reason = whyNotApplicable(group, place);
    if (reason !== null) throw refused(reason);
    await desk.telnyx.subOrders.applyGroup(partId, group.id);
    const at = desk.clock.now();
    await noteUse(desk.groups, {
      groupId: group.id,
      use: { orderKey: order.key, partId, reference: order.intent.reference, at },
    });
    return {
      result: order.intent.reference,
      changes: [{ kind: 'group-applied', partId, personId, groupName: groupName(group) }],
      note: (current: TrackedOrder) => ({
        ...current,
        groups: { ...current.groups, [partId]: group.id },
        answeredAt: { ...current.answeredAt, [partId]: at },
      }),
    };
  };
  return desk.actOnPart({ ...part, act });
};

export const applyToPart = async (desk: GroupDesk, { groupId, personId, ...part }: ApplyGroup): Promise<void> => {
  const group = await orNoGroup(desk.telnyx.requirementGroups.get(groupId));
  const reference = await applyTo(desk, { ...part, personId, group });
  await oweUse(desk, { groupId, change: { kind: 'applied', personId, reference } });
  await desk.deliverGroups.deliver(groupId);
};

/** One part's refusal is that part's; when Telnyx does not answer at all, the others would only wait as long again. */
const STOPS: readonly string[] = ['telnyx_unreachable', 'telnyx_busy', 'telnyx_key_refused', 'store_failed'];

/** Each in turn, so that what was refused can be said part by part. */
export const applyToParts = async (desk: GroupDesk, given: ApplyGroupToParts): Promise<AppliedGroup> => {
  const { groupId, parts, personId } = given;
  const outcome: AppliedGroup = { applied: [], failed: [] };
  for (const { orderKey, partId } of parts) {
    const part = { orderKey, partId };
    try {
      await applyToPart(desk, { groupId, personId, ...part });
      outcome.applied.push(part);
    } catch (error) {
      if (!isAppError(error) || (STOPS.includes(error.code) && outcome.applied.length === 0)) throw error;
      outcome.failed.push({ ...part, error });
    }
  }
  return outcome;
};
