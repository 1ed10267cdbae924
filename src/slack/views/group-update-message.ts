import { type GroupChange, groupLoudness, isReviewersComment } from '../../domain/group-changes.ts';
import type { RequirementType } from '../../domain/requirement.ts';
import { type GroupReading, groupMeaning, groupStatusWords, isFulfilled } from '../../domain/requirement-group.ts';
import type { OwedGroupUpdate, TrackedGroup } from '../../domain/tracked-group.ts';
import { actions, type Button, context, escapeLine, type KnownBlock, type Message, quote, section } from './blocks.ts';
import { fitBlocks, toMessage } from './fit-blocks.ts';
import { applyButton, fillGroupButton, readCommentButton, replyGroupButton } from './group-actions.ts';
import { groupTitle } from './group-words.ts';
import { mayRepeatNote } from './thread-notes.ts';
import { counted, dateText, durationText, personText, requirementsText } from './words.ts';

type Kind = GroupChange['kind'];
type Of<K extends Kind> = Extract<GroupChange, { kind: K }>;
type About = { types: Record<string, RequirementType>; now: number };
type Words = { [K in Kind]: (change: Of<K>, about: About) => string };

const createdText = ({ personId, requirementIds }: Of<'created'>, { types }: About): string =>
  `${personText(personId)} made this group. It asks for ${counted(requirementIds.length, 'value')}: ${requirementsText(types, requirementIds)}. Orders can use it once all are there.`;

const filledText = ({ personId, requirementIds, missingIds }: Of<'filled'>, { types }: About): string => {
  const sent = `${personText(personId)} filled in ${requirementsText(types, requirementIds)}.`;
  return missingIds.length === 0
    ? `${sent} *Every requirement has a value*: orders can use the group.`
    : `${sent} Still without a value: ${requirementsText(types, missingIds)}.`;
};

const expiresText = ({ requirementIds, expiresAt }: Of<'value-expires'>, { types, now }: About): string => {
  const left = expiresAt > now ? durationText(expiresAt - now) : 'no time';
  return `*${left} left:* ${requirementsText(types, requirementIds)} will expire ${dateText(expiresAt)}. Put in a newer one before that, or no order can use this group.`;
};

/** So that a group's news fit into one message, whole. */
const MAX_QUOTE = 1200;

const commentText = (change: Of<'comment-added'>): string => {
  const author = escapeLine(change.author, 80);
  const who = isReviewersComment(change) ? `Number Ops (${author})` : author;
  const quoted = quote(change.body, MAX_QUOTE);
  const rest = quoted.endsWith('…') ? '\nShortened here: the Telnyx portal has all of it.' : '';
  return `*${who} wrote* about this group:\n${quoted}${rest}`;
};

/** One sentence or two for each thing that can happen to a group. Complete by type. */
const WORDS: Words = {
  'status-changed': ({ from, to }) =>
    `*This group is now ${escapeLine(groupStatusWords(to), 100)}* (before: ${escapeLine(groupStatusWords(from), 100)}). ${groupMeaning({ status: to })}`,
  'comment-added': commentText,
  'value-expires': expiresText,
  created: createdText,
  renamed: ({ personId, from, to }) =>
    `${personText(personId)} renamed this group ${from?.trim() ? `from “${escapeLine(from, 100)}” ` : ''}to “${escapeLine(to, 100)}”.`,
  submitted: ({ personId }) =>
    `${personText(personId)} submitted this group for approval ahead of an order. What Number Ops decides is told here.`,
  'comment-sent': ({ personId, body }) =>
    `${personText(personId)} wrote to Number Ops about this group:\n${quote(body, MAX_QUOTE)}`,
  filled: filledText,
  applied: ({ personId, reference }) =>
    `${personText(personId)} put the values of this group into ${escapeLine(reference, 120)}.`,
  deleted: ({ personId }) =>
    `${personText(personId)} deleted this group from the Telnyx account. Orders that have its values keep them.`,
};

const wordsOf = <K extends Kind>(change: Of<K>, about: About): string => {
  const words: Words[K] = WORDS[change.kind as K];
  return words(change, about);
};

const CALLS_FOR_ANSWERS: readonly Kind[] = ['status-changed', 'comment-added', 'value-expires', 'created'];

const needsForm = (record: TrackedGroup, changes: readonly GroupChange[]): boolean =>
  record.group !== null &&
  record.group.status !== 'approved' &&
  record.group.status !== 'pending-approval' &&
  changes.some(({ kind }) => CALLS_FOR_ANSWERS.includes(kind));

const isAnswerable = (change: GroupChange): boolean =>
  change.kind === 'comment-added' || (change.kind === 'status-changed' && change.to === 'declined');

/** To answer what was written, and to say at Telnyx that it was read. */
const talkButtons = (group: GroupReading, changes: readonly GroupChange[]): Button[] => [
  ...(changes.some(isAnswerable) ? [replyGroupButton(group, 'Reply')] : []),
  ...changes
    .filter(isReviewersComment)
    .slice(0, 1)
    .map(({ commentId }) => readCommentButton(group, commentId)),
];

const buttonsOf = (record: TrackedGroup, changes: readonly GroupChange[]): Button[] => {
  const { group, uses, deletedBy } = record;
  if (group === null || deletedBy !== null) return [];
  const expires = changes.some(({ kind }) => kind === 'value-expires');
  // Telnyx copies the values once: what changed since is not in the orders that have them.
  const isOld = uses.length > 0 && isFulfilled(group) && changes.some(({ kind }) => kind === 'filled');
  return [
    ...(expires || needsForm(record, changes) ? [fillGroupButton(group)] : []),
    ...(isOld ? [applyButton(group, 'Put it into orders again')] : []),
    ...talkButtons(group, changes),
  ];
};

const tailOf = (
  record: TrackedGroup,
  { mention, broadcast }: { mention: boolean; broadcast: boolean },
): KnownBlock[] => [
  ...(broadcast && record.group !== null ? [context(`Requirement group: ${groupTitle(record.group)}`)] : []),
  ...(mention && record.ownerId === null
    ? [context('Nobody is named for this group: whoever presses *Keep in this channel* is mentioned the next time.')]
    : []),
];

/** One reply for all that happened to a group. */
export const groupUpdateMessage = (given: {
  record: TrackedGroup;
  update: OwedGroupUpdate;
  mayRepeat?: boolean;
  now: number;
}): Message & { broadcast: boolean } => {
  const { record, now } = given;
  const { changes } = given.update;
  const loud = groupLoudness(changes);
  const call = loud.mention && record.ownerId !== null ? `${personText(record.ownerId)} ` : '';
  const about = { types: record.requirementTypes, now };
  const items = changes.map((change, at) => [section(`${at === 0 ? call : ''}${wordsOf(change, about)}`)]);
  const blocks = fitBlocks({
    head: [],
    items,
    tail: [...actions(buttonsOf(record, changes)), ...mayRepeatNote(given.mayRepeat === true), ...tailOf(record, loud)],
    more: (left) => `and ${left} more: the Telnyx portal has all of it`,
  });
  return { ...toMessage(blocks), broadcast: loud.broadcast };
};
