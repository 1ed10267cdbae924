import { isPartOpen, type Part, type PartState, partName, partState, soonestDeadline } from '../../domain/order.ts';
import { isLeftToPerson, type TrackedOrder } from '../../domain/tracked-order.ts';
import { escapeLine, escapeText, truncate } from './blocks.ts';
import { sumUpNumbers } from './numbers-modal.ts';
import { counted, dateText, deadlineText, listed, personText, placeText } from './words.ts';

/** Those that need someone first. */
const URGENCY: readonly PartState['kind'][] = [
  'declined',
  'answers-needed',
  'failed',
  'other',
  'under-review',
  'activating',
  'active',
  'cancelled',
  'deleted',
];

/** Most pressing first, then the soonest deadline. */
export const sortParts = (parts: Part[]): Part[] =>
  parts
    .map((part) => ({ part, rank: URGENCY.indexOf(partState(part).kind), deadlineAt: part.deadlineAt ?? Infinity }))
    .sort((one, other) => one.rank - other.rank || one.deadlineAt - other.deadlineAt)
    .map(({ part }) => part);

export const needsAnswers = (part: Part): boolean => {
  const { kind } = partState(part);
  return kind === 'declined' || kind === 'answers-needed';
};

const cancelWords = (order: TrackedOrder, part: Part): string => {
  const personId = order.cancelledBy[part.id];
  if (personId !== undefined) return `cancelled by ${personText(personId)}`;
  const missed = part.deadlineAt !== null && part.deadlineAt <= order.lastChangedAt;
  return missed ? 'cancelled: the deadline was missed' : 'cancelled by Telnyx, as far as known';
};

const ACTOR_WORDS: Record<PartState['actor'], string | null> = {
  you: '*you* act next',
  telnyx: 'Telnyx acts next',
  nobody: null,
};

/** "3 of 5 answered · you act next": the state of a part in words. */
export const stateWords = (order: TrackedOrder, part: Part): string => {
  const state = partState(part);
  const words = state.kind === 'cancelled' ? cancelWords(order, part) : escapeLine(state.words, 200);
  const progress = state.kind === 'declined' && state.total > 0 ? `${state.answered} of ${state.total} answered` : null;
  const mixed = state.mixed ? `its numbers differ: ${sumUpNumbers(part)}` : null;
  return [words, progress, mixed, ACTOR_WORDS[state.actor]].filter((each) => each !== null).join(' · ');
};

/** A form that was left open for so long is nobody's work any more. */
const AT_IT_MS = 60 * 60_000;

/** Who has the form of a part open, or left it half filled: colleagues need not begin as well. */
const fillingWords = ({ filling }: TrackedOrder, { part, now }: { part: Part; now: number }): string[] => {
  const at = filling[part.id];
  if (at === undefined || !needsAnswers(part)) return [];
  const isAtIt = at.open && now - at.since < AT_IT_MS;
  return [
    isAtIt
      ? `${personText(at.personId)} is filling in the form, since ${dateText(at.since)}`
      : `${personText(at.personId)} left the form half filled, ${dateText(at.since)}`,
  ];
};

/** A country asks for one such act; more are counted, so that a card of many parts still fits. */
const LINKS_SHOWN = 2;

const linkWords = (order: TrackedOrder, part: Part): string[] => {
  if (!isPartOpen(part)) return [];
  const links = Object.entries(order.links[part.id] ?? {});
  const left = links.length - LINKS_SHOWN;
  const words = links.slice(0, LINKS_SHOWN).map(([requirementId, { personId, madeAt }]) => {
    const state = part.requirements.find((each) => each.requirementId === requirementId);
    const isDone = state?.answered === true && state.status !== 'awaiting-value';
    const name = escapeLine(order.requirementTypes[requirementId]?.name ?? 'the link', 50);
    return isDone
      ? `${name}: done by the end user`
      : `${name}: link made by ${personText(personId)}, ${dateText(madeAt)}, not done yet`;
  });
  return left > 0 ? [...words, `and ${counted(left, 'more link')}`] : words;
};

/** One part on the card: what it is, where it stands, who acts next, by when. `withLinks` where there is room for them. */
export const partLine = (given: { order: TrackedOrder; part: Part; now: number; withLinks: boolean }): string => {
  const { order, part, now, withLinks } = given;
  const name = `*${escapeLine(partName(part), 80)}* · ${counted(part.numbers.length, 'number')}`;
  const isDue = part.deadlineAt !== null && isPartOpen(part);
  const due = isDue && part.deadlineAt !== null ? `\nAll answers by ${deadlineText(part.deadlineAt, now)}` : '';
  const more = [...fillingWords(order, given), ...(withLinks ? linkWords(order, part) : [])]
    .map((words) => `\n${words}`)
    .join('');
  return `${name} · ${stateWords(order, part)}${due}${more}`;
};

const PLURAL_WORDS: Record<PartState['kind'], string> = {
  declined: 'declined',
  'answers-needed': 'waiting for answers',
  failed: 'failed',
  other: 'in another state',
  'under-review': 'under review',
  activating: 'activating',
  active: 'active',
  cancelled: 'cancelled',
  deleted: 'deleted',
};

/** "10 active, 2 under review". */
export const sumUpParts = (parts: Part[]): string =>
  URGENCY.flatMap((kind) => {
    const count = parts.filter((part) => partState(part).kind === kind).length;
    return count === 0 ? [] : [`${count} ${PLURAL_WORDS[kind]}`];
  }).join(', ');

/** What the order is, in the fewest words: "12 numbers, DE local and GB local". Escaped. */
export const orderName = (order: TrackedOrder): string => {
  const held = order.order?.parts.reduce((sum, part) => sum + part.numbers.length, 0) ?? 0;
  const count = Math.max(held, order.intent.numbers.length);
  const places = [...new Set((order.order?.parts ?? order.intent.numbers).map(placeText))];
  return [counted(count, 'number'), listed(places, 3)].filter(Boolean).join(', ');
};

const BEFORE_READING: Record<TrackedOrder['state'], string> = {
  placing: '*Being placed.* Telnyx is asked for these numbers now.',
  unclear:
    '*Checking.* Telnyx did not answer in time, so the order may or may not have been placed. Please do not order these numbers again: this card will say how it went.',
  refused: '*Not placed.* Nothing was ordered.',
  placed: '*Placed.* Its state at Telnyx is read within a minute.',
};

const LEFT_TO_PERSON =
  '*Not known.* Telnyx shows no order with this reference, and does not offer its numbers again. Look for it in the Telnyx portal; if none is there, press *Not placed*.';

const refusalText = ({ refusal }: TrackedOrder): string =>
  refusal === null
    ? BEFORE_READING.refused
    : `*Not placed.* ${truncate(escapeText(refusal), 900)}\nNothing was ordered.`;

const finishedText = (parts: Part[]): string => {
  const numbers = parts.reduce((sum, part) => sum + part.numbers.length, 0);
  const allActive = parts.length > 0 && parts.every((part) => part.status === 'success');
  if (!allActive) return `*Finished:* ${sumUpParts(parts) || 'nothing is left to do'}.`;
  return numbers === 1 ? '*Complete.* The number is active.' : `*Complete.* All ${numbers} numbers are active.`;
};

/** The first thing the card says: who must do what, by when. */
export const headlineText = ({ order, now }: { order: TrackedOrder; now: number }): string => {
  if (order.state === 'refused') return refusalText(order);
  if (isLeftToPerson(order)) return LEFT_TO_PERSON;
  if (order.state !== 'placed' || order.order === null) return BEFORE_READING[order.state];
  const parts = sortParts(order.order.parts);
  const open = parts.filter(isPartOpen);
  if (open.length === 0) return finishedText(parts);
  const waiting = open.filter(needsAnswers);
  if (waiting.length === 0) {
    const summed = open.length === 1 ? '' : ` ${counted(open.length, 'part')}: ${sumUpParts(open)}.`;
    return `*Waiting for Telnyx.* Nothing is needed from you now.${summed}`;
  }
  const deadlineAt = soonestDeadline({ ...order.order, parts: waiting });
  const by =
    deadlineAt === null
      ? ''
      : ` The ${waiting.length === 1 ? '' : 'first '}deadline is ${deadlineText(deadlineAt, now)}.`;
  const names = listed(
    waiting.map((part) => escapeLine(partName(part), 80)),
    3,
  );
  return `*Waiting for you:* ${names}.${by}`;
};
