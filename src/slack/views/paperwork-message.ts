import { fieldKindOf, type Paperwork, type RequirementType } from '../../domain/requirement.ts';
import type { FieldKind } from '../../domain/requirement-form.ts';
import { type GroupReading, isGroupRequired } from '../../domain/requirement-group.ts';
import { ACTIONS, placeRef } from '../ids.ts';
import {
  actions,
  button,
  cleanText,
  context,
  escapeLine,
  escapeText,
  type KnownBlock,
  type Message,
  section,
} from './blocks.ts';
import { fitBlocks, packLines, toMessage } from './fit-blocks.ts';
import { createGroupButton } from './group-actions.ts';
import { groupInShort } from './group-words.ts';
import { counted, placeText } from './words.ts';

const KIND_WORDS: Record<FieldKind, string> = {
  text: 'a text',
  select: 'one of a list',
  date: 'a date',
  address: 'an address',
  document: 'a document',
  action: 'something the end user does',
};

const limitWords = ({ criteria }: RequirementType): string[] => [
  ...(criteria.acceptableValues.length > 0 ? [`One of: ${criteria.acceptableValues.slice(0, 20).join('; ')}`] : []),
  ...(criteria.acceptableCharacters === null ? [] : [`Allowed: ${criteria.acceptableCharacters}`]),
  ...(criteria.localityLimit === null ? [] : [`Place: ${criteria.localityLimit}`]),
  ...(criteria.timeLimit === null ? [] : [`Age: ${criteria.timeLimit}`]),
];

const requirementBlock = (requirement: RequirementType, at: number): KnownBlock[] => {
  const lines = [
    requirement.description,
    requirement.example ? `Example: ${requirement.example}` : null,
    ...limitWords(requirement),
  ];
  const told = lines.filter((each): each is string => Boolean(each?.trim())).map((each) => escapeLine(each, 350));
  const head = `*${at + 1}. ${escapeLine(requirement.name, 150)}* (${KIND_WORDS[fieldKindOf(requirement)]})`;
  return [section([head, ...told].join('\n'))];
};

const MAX_GROUPS = 10;

const REQUIRED =
  'For this country Telnyx takes an order only with a requirement group in which every requirement has a value. It need not be approved first.';

/** Null: Telnyx could not say, which is said rather than "none". */
const groupText = ({ country }: Paperwork, groups: GroupReading[] | null): string => {
  const required = isGroupRequired(country) ? `*${REQUIRED}*\n` : '';
  if (groups === null) return `${required}Which groups fit could not be read now: \`/numbers groups\` asks again.`;
  if (groups.length === 0) return `${required}No requirement group fits yet.`;
  const left = groups.length - MAX_GROUPS;
  const lines = groups.slice(0, MAX_GROUPS).map((group) => `• ${groupInShort(group)}`);
  const fit = `${counted(groups.length, 'requirement group')} fit${groups.length === 1 ? 's' : ''}:`;
  return `${required}${fit}\n${lines.join('\n')}${left > 0 ? `\nand ${left} more: \`/numbers groups\`` : ''}`;
};

const noPaperwork = (place: string): KnownBlock =>
  section(
    `*${place}: no paperwork.* Telnyx lists none for this kind of number: where it has some, they are active within minutes of ordering.`,
  );

/** What a country asks for, before anyone buys, and the groups that answer it already. */
export const paperworkMessage = (paperwork: Paperwork, groups: GroupReading[] | null = []): Message => {
  const place = placeText(paperwork);
  const search = button({ text: 'Search numbers', actionId: ACTIONS.searchOpen });
  const count = paperwork.requirements.length;
  if (count === 0) return toMessage([noPaperwork(place), ...actions([search])]);
  const copy = button({
    text: 'Copy as a list for the customer',
    actionId: ACTIONS.requirementsCopy,
    value: placeRef.encode(paperwork),
  });
  return toMessage(
    fitBlocks({
      head: [
        section(
          `*${place}: ${counted(count, 'requirement')}.* Number Ops at Telnyx checks each before the numbers are activated.`,
        ),
      ],
      items: paperwork.requirements.map(requirementBlock),
      tail: [section(groupText(paperwork, groups)), ...actions([copy, createGroupButton(paperwork), search])],
      more: (left) => `and ${left} more: the list for the customer has them all`,
    }),
  );
};

const listEntry = (requirement: RequirementType, at: number): string[] => {
  const clean = (text: string) => cleanText(text).replace(/\s+/g, ' ').trim().slice(0, 500);
  const more = [requirement.description, requirement.example ? `Example: ${requirement.example}` : null];
  const told = more.filter((each): each is string => Boolean(each?.trim())).map((each) => `   ${clean(each)}`);
  return [`${at + 1}. ${clean(requirement.name)} (${KIND_WORDS[fieldKindOf(requirement)]})`, ...told];
};

/** In a code block a backtick would end it; entities keep their meaning there. */
const toCode = (text: string): string => escapeText(text).replaceAll('`', 'ˋ');

const CODE_TEXT = 2500;
const MAX_CODE_BLOCKS = 4;

/** The same as plain text in code blocks, which Slack lets one copy whole. */
export const paperworkListMessage = (paperwork: Paperwork): Message => {
  const place = placeText(paperwork);
  const head = `For ${place} phone numbers we need from you:`;
  const entries = paperwork.requirements.flatMap(listEntry).map(toCode);
  const texts = packLines([head, ...entries], CODE_TEXT);
  const left = texts.slice(MAX_CODE_BLOCKS).join('\n').split('\n').filter(Boolean).length;
  return toMessage([
    section(`*The list for ${place}*, ready to copy:`),
    ...texts.slice(0, MAX_CODE_BLOCKS).map((text) => section(`\`\`\`\n${text}\n\`\`\``)),
    ...(left === 0 ? [] : [context(`and ${counted(left, 'more line')}: the rest is in the Telnyx portal`)]),
  ]);
};
