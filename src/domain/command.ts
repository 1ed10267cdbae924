import { editDistance } from './edit-distance.ts';

export type CommandName =
  | 'help'
  | 'search'
  | 'order'
  | 'orders'
  | 'show'
  | 'watch'
  | 'requirements'
  | 'groups'
  | 'doctor'
  | 'audit';

export type Command = { name: CommandName; usage: string; example: string; summary: string };

/** What follows `/numbers`, in the order that the help shows. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'search',
    usage: '/numbers search [country] [type] [city] [features] [key:value …]',
    example: '/numbers search DE local Berlin sms limit:20',
    summary: 'Find numbers. Without words: opens the search form.',
  },
  {
    name: 'order',
    usage: '/numbers order +number [+number …]',
    example: '/numbers order +493012345678',
    summary: 'Go straight to the order form for numbers you know.',
  },
  {
    name: 'orders',
    usage: '/numbers orders [mine]',
    example: '/numbers orders mine',
    summary: 'What is open: state, deadline and who must act, soonest first.',
  },
  {
    name: 'show',
    usage: '/numbers show <order id, the beginning of one, or +number>',
    example: '/numbers show +493012345678',
    summary: "Show one order's card.",
  },
  {
    name: 'watch',
    usage: '/numbers watch <order id>',
    example: '/numbers watch 12ade33a-21c0-473b-b055-b3c836e1c292',
    summary: 'Follow an order made elsewhere (portal, API) in this channel.',
  },
  {
    name: 'requirements',
    usage: '/numbers requirements <country> [type]',
    example: '/numbers requirements DE local',
    summary: 'See the paperwork before anyone buys.',
  },
  {
    name: 'groups',
    usage: '/numbers groups [country [type]]',
    example: '/numbers groups CH local',
    summary: 'Requirement groups, answers kept for use again: create, fill in, submit, apply, delete.',
  },
  {
    name: 'doctor',
    usage: '/numbers doctor',
    example: '/numbers doctor',
    summary: 'Is everything connected? What is not, and what to do about it.',
  },
  {
    name: 'audit',
    usage: '/numbers audit',
    example: '/numbers audit',
    summary: 'Who did what, the newest first.',
  },
  { name: 'help', usage: '/numbers help', example: '/numbers help', summary: 'What numberdesk can do, with examples.' },
];

/** Words for acts that have no command: they list my open orders with the button for it. */
export type OrderAct = 'cancel' | 'comment' | 'fill';
const ORDER_ACTS: readonly OrderAct[] = ['cancel', 'comment', 'fill'];

export type ParsedCommand =
  | { name: Exclude<CommandName, 'orders'>; rest: string }
  | { name: 'orders'; rest: string; act?: OrderAct }
  /** Nothing is run; the nearest is only named. */
  | { name: 'unknown'; word: string; nearest: string };

/** Takes what was typed after `/numbers`. No text is a call for help. */
export const parseCommand = (text: string): ParsedCommand => {
  const [, word = '', rest = ''] = /^\s*(\S*)\s*([\s\S]*?)\s*$/u.exec(text) ?? [];
  if (word === '') return { name: 'help', rest: '' };
  const name = word.toLowerCase();
  const act = ORDER_ACTS.find((known) => known === name);
  if (act !== undefined) return { name: 'orders', rest: 'mine', act };
  const command = COMMANDS.find((known) => known.name === name);
  if (command !== undefined) return { name: command.name, rest };
  return {
    name: 'unknown',
    word,
    nearest: nearestWord(
      word,
      COMMANDS.map((known) => known.name),
    ),
  };
};

/** Long pasted text is no misspelt word: its beginning is enough to compare. */
const MAX_COMPARED = 40;

/** The word most like the one typed: one that it begins, else the fewest edits away, else the first. Never empty for a non-empty list. */
export const nearestWord = (word: string, words: readonly string[]): string => {
  const typed = word.toLowerCase().slice(0, MAX_COMPARED);
  const begun = typed.length > 1 ? words.find((known) => known.startsWith(typed)) : undefined;
  if (begun !== undefined) return begun;
  const [nearest] = words
    .map((known) => ({ known, edits: editDistance(typed, known) }))
    .sort((a, b) => a.edits - b.edits);
  return nearest?.known ?? '';
};

/** A slip of the hand: one letter more, less, other, or two swapped. */
export const isOneEditAway = (word: string, known: string): boolean => {
  const typed = word.toLowerCase().slice(0, MAX_COMPARED);
  return editDistance(typed, known) === 1;
};
