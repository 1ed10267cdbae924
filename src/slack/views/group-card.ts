import { groupName } from '../../domain/requirement-group.ts';
import type { TrackedGroup } from '../../domain/tracked-group.ts';
import { context, escapeLine, header, type KnownBlock, type Message, section } from './blocks.ts';
import { toMessage } from './fit-blocks.ts';
import { groupActions } from './group-actions.ts';
import { expiryText, fulfilmentText, groupStateText, missingText } from './group-words.ts';
import { mayRepeatNote, movedNote } from './thread-notes.ts';
import { listed, personText, placeText } from './words.ts';

const MAX_USES = 5;

const usesBlock = ({ uses }: TrackedGroup): KnownBlock[] => {
  if (uses.length === 0) return [section('Not used in an order from here yet.')];
  const references = [...new Set(uses.toReversed().map(({ reference }) => escapeLine(reference, 120)))];
  return [section(`Used in: ${listed(references, MAX_USES)}.`)];
};

const keeper = ({ ownerId }: TrackedGroup): string =>
  ownerId === null ? '' : `${personText(ownerId)} is mentioned when somebody must act · `;

/** The message at the head of a group's thread, edited in place: where it stands, and what can be done now. */
export const groupCard = ({
  record,
  now,
  mayRepeat = false,
}: {
  record: TrackedGroup;
  now: number;
  mayRepeat?: boolean;
}): Message => {
  const { group, deletedBy } = record;
  const notes = [...movedNote(record.moved), ...mayRepeatNote(mayRepeat)];
  if (group === null)
    return toMessage([section('*A requirement group.* Its state at Telnyx is read within minutes.'), ...notes]);
  const head = header(`Requirement group: ${groupName(group)}`);
  if (deletedBy !== null) {
    return toMessage([
      head,
      section(`*Deleted* from the Telnyx account by ${personText(deletedBy)}. Orders that have its values keep them.`),
      ...notes,
      ...usesBlock(record),
    ]);
  }
  const facts = [placeText(group), fulfilmentText(group), expiryText(group, now)].filter(Boolean).join(' · ');
  const missing = missingText(group, record.requirementTypes);
  return toMessage([
    head,
    section(groupStateText(group)),
    ...notes,
    section(`*${facts}*${missing === '' ? '' : `\n${missing}`}`),
    ...usesBlock(record),
    context(`${keeper(record)}Group ${escapeLine(group.id, 60)}`),
    ...groupActions(group, 'card'),
  ]);
};
