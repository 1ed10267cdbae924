import {
  canSubmit,
  type GroupReading,
  groupName,
  isFulfilled,
  whyNotApplicable,
} from '../../domain/requirement-group.ts';
import { ACTIONS, formTarget, type PlaceRef, placeRef } from '../ids.ts';
import { type GroupActName, groupCommentRef, groupMoreRef, groupRef } from '../ids-of-groups.ts';
import { actions, type Button, button, type KnownBlock, LIMITS, type Option, option, overflow } from './blocks.ts';

/** A type that is no word of Telnyx's is asked for in the form. */
const placeValue = ({ country, numberType }: PlaceRef): string => {
  const value = placeRef.encode({ country, numberType });
  return value.length <= LIMITS.buttonValue ? value : '[]';
};

export const createGroupButton = (place: PlaceRef | null, { primary = false } = {}): Button =>
  button({
    text: 'Create a group',
    actionId: ACTIONS.groupCreate,
    value: place === null ? '[]' : placeValue(place),
    ...(place === null ? {} : { label: `Create a group for ${place.country} ${place.numberType}` }),
    ...(primary ? { style: 'primary' } : {}),
  });

const openText = (group: GroupReading): string => {
  if (group.status === 'declined') return 'Fix what was declined';
  if (group.status === 'expired') return 'Replace what expired';
  return isFulfilled(group) ? 'Open' : 'Fill in';
};

/** The form of a group; one that cannot be used any more is made anew instead. */
export const fillGroupButton = (group: GroupReading): Button => {
  if (group.status === 'no-longer-eligible') return { ...createGroupButton(group), style: 'primary' };
  const text = openText(group);
  return button({
    text,
    actionId: ACTIONS.requirementsOpen,
    value: formTarget.encode({ kind: 'group', groupId: group.id }),
    label: `${text}: ${groupName(group)}`,
    ...(text === 'Open' ? {} : { style: 'primary' }),
  });
};

export const applyButton = (group: Pick<GroupReading, 'id'>, text: string): Button =>
  button({ text, actionId: ACTIONS.groupApply, value: groupRef.encode({ groupId: group.id }) });

/** Opens the form of a comment to Number Ops. */
export const replyGroupButton = (group: GroupReading, text: 'Reply' | 'Ask Number Ops'): Button =>
  button({
    text,
    actionId: ACTIONS.groupCommentOpen,
    value: groupRef.encode({ groupId: group.id }),
    label: `${text}: ${groupName(group)}`,
  });

export const readCommentButton = ({ id }: Pick<GroupReading, 'id'>, commentId: string): Button =>
  button({
    text: 'Mark as read',
    actionId: ACTIONS.groupCommentRead,
    value: groupCommentRef.encode({ groupId: id, commentId }),
  });

const TEXTS: Record<GroupActName, string> = {
  apply: 'Apply to an order…',
  submit: 'Submit for pre-approval',
  rename: 'Rename…',
  keep: 'Keep in this channel',
  refresh: 'Refresh',
  delete: 'Delete…',
};

/** In the order in which they are wanted; at most five, which is what a menu holds. */
const moreOptions = (group: GroupReading, where: 'list' | 'card'): Option[] => {
  const acts: GroupActName[] = [
    ...(whyNotApplicable(group, group) === null ? ['apply' as const] : []),
    ...(canSubmit(group) ? ['submit' as const] : []),
    'rename',
    where === 'list' ? 'keep' : 'refresh',
    'delete',
  ];
  return acts.map((act) => option(TEXTS[act], groupMoreRef.encode({ act, groupId: group.id })));
};

/** What can be done with a group now. */
export const groupActions = (group: GroupReading, where: 'list' | 'card'): KnownBlock[] => {
  const options = moreOptions(group, where);
  // An id longer than Telnyx's are would not fit into an option: then the button alone.
  const fits = options.every(({ value }) => (value ?? '').length <= LIMITS.optionText);
  return actions([
    fillGroupButton(group),
    ...(where === 'card' ? [replyGroupButton(group, 'Ask Number Ops')] : []),
    ...(fits ? [overflow(ACTIONS.groupMore, options)] : []),
  ]);
};
