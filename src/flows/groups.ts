import { type ListedGroup, openPartsFor, openPartsUsing } from '../domain/group-parts.ts';
import { type GroupReading, isGroupFor } from '../domain/requirement-group.ts';
import type { TrackedGroup } from '../domain/tracked-group.ts';
import { isAppError } from '../errors.ts';
import { type GroupDesk, type GroupOptions, orNoGroup } from './act-on-group.ts';
import { createActOnPart } from './act-on-part.ts';
import { applyToPart, applyToParts } from './apply-group.ts';
import { checkGroup, checkGroups } from './check-groups.ts';
import { commentOnGroup, readTalk } from './converse-group.ts';
import { createDeliverGroups } from './deliver-groups.ts';
import { createGroup, keepGroup, noteFilled, removeGroup, renameGroup, submitGroup } from './edit-groups.ts';
import type { Groups } from './flows.ts';
import { createFollowOrder } from './follow-order.ts';
import { readGroup } from './read-group.ts';

type Place = { country: string; numberType: string | null };

const isIn = (group: GroupReading, { country, numberType }: Place): boolean =>
  isGroupFor(group, { country, numberType: numberType ?? group.numberType });

const list = async (desk: GroupDesk, place: Place | null): Promise<ListedGroup[]> => {
  // Whoever asks for the list wants what is there now.
  desk.knownGroups.forget();
  const [all, records, open] = await Promise.all([desk.knownGroups.list(), desk.groups.list(), desk.orders.listOpen()]);
  const known = new Map(records.map((record) => [record.id, record]));
  return all
    .filter((group) => place === null || isIn(group, place))
    .map((group) => ({ group, record: known.get(group.id) ?? null, openParts: openPartsUsing(open, group.id) }));
};

const get = async (desk: GroupDesk, groupId: string): Promise<ListedGroup> => {
  const [{ group }, record, open] = await Promise.all([
    orNoGroup(readGroup(desk, groupId)),
    desk.groups.get(groupId),
    desk.orders.listOpen(),
  ]);
  return { group, record, openParts: openPartsUsing(open, groupId) };
};

const refresh = async (desk: GroupDesk, groupId: string): Promise<TrackedGroup | null> => {
  desk.knownGroups.forget();
  const record = await desk.groups.get(groupId);
  if (!record || record.channelId === null) return null;
  await orNoGroup(checkGroup(desk, groupId));
  await desk.deliverGroups.deliver(groupId);
  return desk.groups.get(groupId);
};

/** Requirement groups: what the team can do with them, and what they are told of them. */
export const createGroups = (options: GroupOptions): Groups => {
  const follow = createFollowOrder(options);
  const desk: GroupDesk = {
    ...options,
    deliverGroups: createDeliverGroups(options),
    actOnPart: createActOnPart({ ...options, follow }),
  };
  return {
    list: (place = null) => list(desk, place),
    get: (groupId) => get(desk, groupId),
    fitting: options.knownGroups.fitting,
    create: (request) => createGroup(desk, request),
    rename: (act) => renameGroup(desk, act),
    submit: (act) => submitGroup(desk, act),
    remove: (act) => removeGroup(desk, act),
    keep: (act) => keepGroup(desk, act),
    noteFilled: (act) => noteFilled(desk, act),
    applyToPart: (act) => applyToPart(desk, act),
    applyToParts: (act) => applyToParts(desk, act),
    talk: (groupId) => readTalk(desk, groupId),
    comment: (act) => commentOnGroup(desk, act),
    markRead: async ({ commentId }) => void (await options.telnyx.comments.markRead(commentId)),
    findByThread: async (channelId, threadTs) =>
      (await options.groups.list()).find((group) => group.channelId === channelId && group.cardTs === threadTs) ?? null,
    openPartsUsing: async (groupId) => openPartsUsing(await options.orders.listOpen(), groupId),
    pendingPartsFitting: async (groupId) => {
      const group = await orNoGroup(options.telnyx.requirementGroups.get(groupId));
      return openPartsFor(await options.orders.listOpen(), group);
    },
    refresh: (groupId) => refresh(desk, groupId),
    check: async (given = { telnyxReachable: true }) => {
      try {
        return await checkGroups(desk, given);
      } catch (error) {
        // Orders are what a tick is for: they go on whatever stands in the way of groups.
        if (isAppError(error)) options.log.warn({ code: error.code, reason: error.message }, 'groups not checked');
        else options.log.error({ err: error }, 'groups not checked');
        return 0;
      }
    },
  };
};
