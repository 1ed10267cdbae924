import { createCodec, isIndex, isText, type PlaceRef } from './ids.ts';

/** What buttons and forms of requirement groups carry. */
export type GroupRef = { groupId: string };
export const groupRef = createCodec<GroupRef>({
  toList: (ref) => [ref.groupId],
  fromList: ([groupId]) => (isText(groupId) ? { groupId } : null),
});

/** What a group's overflow menu offers (`group:more`). */
export const GROUP_ACTS = ['rename', 'submit', 'apply', 'keep', 'delete', 'refresh'] as const;
export type GroupActName = (typeof GROUP_ACTS)[number];
export type GroupMoreRef = GroupRef & { act: GroupActName };
export const groupMoreRef = createCodec<GroupMoreRef>({
  toList: (ref) => [GROUP_ACTS.indexOf(ref.act), ref.groupId],
  fromList: ([index, groupId]) => {
    const act = isIndex(index) ? GROUP_ACTS[index] : undefined;
    return act !== undefined && isText(groupId) ? { act, groupId } : null;
  },
});

export type GroupCommentRef = GroupRef & { commentId: string };
export const groupCommentRef = createCodec<GroupCommentRef>({
  toList: (ref) => [ref.groupId, ref.commentId],
  fromList: ([groupId, commentId]) => (isText(groupId) && isText(commentId) ? { groupId, commentId } : null),
});

/** Requirements of a group, in the value of the button that asks Number Ops about them. */
export type GroupRequirementsRef = GroupRef & { requirementIds: string[] };
export const groupRequirementsRef = createCodec<GroupRequirementsRef>({
  toList: ({ groupId, requirementIds }) => [groupId, ...requirementIds],
  fromList: ([groupId, ...requirementIds]) =>
    isText(groupId) && requirementIds.every(isText) ? { groupId, requirementIds } : null,
});

/** The button in the order form: the part that needs a group, and which numbers can be held meanwhile. */
export type OrderGroupRef = PlaceRef & { reservable: string[] };
export const orderGroupRef = createCodec<OrderGroupRef>({
  toList: ({ country, numberType, reservable }) => [
    country,
    numberType,
    reservable.map((phoneNumber) => phoneNumber.replace('+', '')).join(','),
  ],
  fromList: ([country, numberType, digits]) => {
    if (!isText(country) || !isText(numberType) || !isText(digits)) return null;
    return { country, numberType, reservable: digits === '' ? [] : digits.split(',').map((each) => `+${each}`) };
  },
});

/** The form for a new group. `place` is fixed where an order asks for it, else it is typed. */
export type GroupFormContext = { place: PlaceRef | null; forOrder: boolean };
export const groupFormContext = createCodec<GroupFormContext>({
  toList: ({ place, forOrder }) => [place?.country ?? null, place?.numberType ?? null, forOrder ? 1 : 0],
  fromList: ([country, numberType, forOrder]) => ({
    place: isText(country) && isText(numberType) ? { country, numberType } : null,
    forOrder: forOrder === 1,
  }),
});
