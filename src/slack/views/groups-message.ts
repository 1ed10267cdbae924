import type { ListedGroup } from '../../domain/group-parts.ts';
import { GROUP_COUNTRIES } from '../../domain/requirement-group.ts';
import { actions, context, type KnownBlock, type Message, section } from './blocks.ts';
import { fitBlocks, toMessage } from './fit-blocks.ts';
import { createGroupButton, groupActions } from './group-actions.ts';
import { groupLine, needsSomeone, sortGroups } from './group-words.ts';
import { counted, placeText } from './words.ts';

const REQUIRED = `For numbers in ${GROUP_COUNTRIES.slice(0, -1).join(', ')} and ${GROUP_COUNTRIES.at(-1)} Telnyx takes an order only with one.`;

const USE = `A requirement group keeps the answers for one customer and one kind of number at Telnyx: filled in once, it serves every order after that. ${REQUIRED}`;

/** A country, and a type when one was named; null for all. */
type Place = { country: string; numberType: string | null } | null;

const placeWords = (place: Place): string => {
  if (place === null) return '';
  return place.numberType === null
    ? ` for ${placeText({ ...place, numberType: '' }).trim()}`
    : ` for ${placeText({ ...place, numberType: place.numberType })}`;
};

const createButtonFor = (place: Place) =>
  createGroupButton(place?.numberType ? { country: place.country, numberType: place.numberType } : null, {
    primary: true,
  });

const headline = (groups: ListedGroup[], { place, now }: { place: Place; now: number }): string => {
  const pressing = groups.filter(({ group }) => needsSomeone(group, now)).length;
  const need =
    pressing === 0 ? 'None needs anybody now.' : `${pressing} of them need${pressing === 1 ? 's' : ''} somebody.`;
  return `*${counted(groups.length, 'requirement group')}${placeWords(place)}.* ${need}`;
};

/** `/numbers groups`: those that need someone first, each with what can be done with it. */
export const groupsMessage = (given: { groups: ListedGroup[]; place: Place; now: number }): Message => {
  const { groups, place, now } = given;
  if (groups.length === 0) {
    return toMessage([
      section(`*There is no requirement group${placeWords(place)} yet.* ${USE}`),
      ...actions([createButtonFor(place)]),
    ]);
  }
  const items = sortGroups(groups, now).map((each): KnownBlock[] => [
    section(groupLine(each, now)),
    ...groupActions(each.group, 'list'),
  ]);
  return toMessage(
    fitBlocks({
      head: [section(headline(groups, given))],
      items,
      tail: [
        ...actions([createButtonFor(place)]),
        context('*Keep in this channel* makes a group’s news (decisions, comments, values that expire) appear there.'),
      ],
      more: (left) => `and ${left} more: \`/numbers groups CH local\` shows those of one country and type`,
    }),
  );
};
