import { findPart, isNumberActive, missingRequirementIds } from '../../domain/order.ts';
import type { OrderChange } from '../../domain/order-changes.ts';
import type { TrackedOrder } from '../../domain/tracked-order.ts';
import { escapeLine, quote } from './blocks.ts';
import {
  counted,
  dateText,
  deadlineText,
  durationText,
  numbersText,
  partText,
  personText,
  requirementsText,
  sentOfText,
} from './words.ts';

export type ChangeContext = { order: TrackedOrder; now: number };
type Kind = OrderChange['kind'];
type Of<K extends Kind> = Extract<OrderChange, { kind: K }>;
type Words = { [K in Kind]: (change: Of<K>, context: ChangeContext) => string };

const named = (order: TrackedOrder, ids: string[]): string => requirementsText(order.requirementTypes, ids);

const byText = (deadlineAt: number | null, now: number): string =>
  deadlineAt === null ? '' : ` All answers must be in by ${deadlineText(deadlineAt, now)}.`;

const declinedText = (change: Of<'requirements-declined'>, { order, now }: ChangeContext): string => {
  const part = partText(order, change.partId);
  const deadline = change.deadlineAt === null ? '' : ` The new deadline is ${deadlineText(change.deadlineAt, now)}.`;
  const names = named(order, change.requirementIds);
  if (change.certain && names !== '') return `*Number Ops declined* ${names} of the ${part}.${deadline}`;
  const which = names === '' ? '' : ` It is among those not approved: ${names}.`;
  return `*Number Ops declined something* in the ${part}; Telnyx does not say which requirement.${which}${deadline}`;
};

/** So that six changes of a part fit into one message. */
const MAX_QUOTE = 1200;

const commentText = (change: Of<'comment-added'>, { order }: ChangeContext): string => {
  const who =
    change.authorType === 'admin' ? `Number Ops (${escapeLine(change.author, 80)})` : escapeLine(change.author, 80);
  const quoted = quote(change.body, MAX_QUOTE);
  const rest = quoted.endsWith('…') ? '\nShortened here: the Telnyx portal has all of it.' : '';
  return `*${who} wrote* about the ${partText(order, change.partId)}:\n${quoted}${rest}`;
};

const nearText = (change: Of<'deadline-near'>, { order, now }: ChangeContext): string => {
  const left = change.deadlineAt > now ? durationText(change.deadlineAt - now) : 'no time';
  const missing = change.requirementIds.length === 0 ? '' : ` Still missing: ${named(order, change.requirementIds)}.`;
  return `*${left} left* for the ${partText(order, change.partId)}: all answers must be in by ${dateText(change.deadlineAt)}, or Telnyx cancels it.${missing}`;
};

/** Telnyx erases a deadline when all answers are in; whether they are, only the part itself says. */
const erasedText = ({ partId }: Of<'deadline-erased'>, { order }: ChangeContext): string => {
  const part = order.order === null ? null : findPart(order.order, partId);
  const missing = part === null ? [] : missingRequirementIds(part);
  return missing.length === 0
    ? `*All answers are in* for the ${partText(order, partId)}; its deadline no longer counts.`
    : `*The ${partText(order, partId)} has no deadline any more.* Still missing: ${named(order, missing)}.`;
};

const CANCEL_NEXT = 'Its numbers are lost unless they are searched and ordered again.';

const cancelledText = (change: Of<'part-cancelled'>, { order }: ChangeContext): string => {
  const part = partText(order, change.partId);
  if (change.cause === 'person')
    return `*The ${part} was cancelled*, as ${personText(change.personId)} asked. There is no refund.`;
  if (change.cause === 'deadline')
    return `*The ${part} was cancelled:* the deadline passed before all answers were in. ${CANCEL_NEXT}`;
  return `*The ${part} was cancelled by Telnyx*, as far as known; it gives no reason. ${CANCEL_NEXT}`;
};

/** Where Telnyx does not say what was declined, all that may be it counted as missing: what was read since knows. */
const stillMissing = ({ partId, missingIds }: Of<'answers-sent'>, { order }: TrackedOrder): string[] => {
  const part = order === null ? null : findPart(order, partId);
  const open = part === null ? [] : missingRequirementIds(part);
  const known = part?.requirements.map(({ requirementId }) => requirementId) ?? [];
  return missingIds.filter((id) => open.includes(id) || !known.includes(id));
};

const sentText = (change: Of<'answers-sent'>, { order }: ChangeContext): string => {
  const { requirementIds } = change;
  const missingIds = stillMissing(change, order);
  const sent = `${personText(change.personId)} sent ${counted(requirementIds.length, 'answer')} for the ${partText(order, change.partId)}: ${named(order, requirementIds)}.`;
  if (missingIds.length === 0) return `${sent} Nothing is missing; Number Ops reviews.`;
  return `${sent} ${sentOfText(requirementIds, missingIds)}; still missing: ${named(order, missingIds)}.`;
};

const completeText = (order: TrackedOrder): string => {
  const parts = order.order?.parts ?? [];
  const active = parts.flatMap((part) => part.numbers.filter((number) => isNumberActive(part, number)));
  const total = parts.reduce((sum, part) => sum + part.numbers.length, 0);
  // The part says which numbers; of an order that is this one part there is no more to say.
  if (parts.length === 1) return '*The order is complete.*';
  if (active.length < total)
    return `*The order is complete:* ${counted(active.length, 'number')} active; nothing is open any more.`;
  return `*The order is complete:* all ${total} numbers are active.`;
};

const activatedText = (change: Of<'part-activated'>, { order }: ChangeContext): string => {
  const numbers = change.phoneNumbers.length;
  const part = order.order === null ? null : findPart(order.order, change.partId);
  const whole = part === null || numbers >= part.numbers.length;
  const what = whole
    ? `The ${partText(order, change.partId)} is active`
    : `${counted(numbers, 'number')} of the ${partText(order, change.partId)} active`;
  return `*${what}:* ${numbersText(change.phoneNumbers)}.`;
};

const neededText = (change: Of<'paperwork-needed'>, { order, now }: ChangeContext): string =>
  `*The ${partText(order, change.partId)} needs ${counted(change.requirementIds.length, 'answer')}* before it is activated: ${named(order, change.requirementIds)}.${byText(change.deadlineAt, now)}`;

/** Addresses who asked; an owner who did not is called in front of it, and reads who did. */
const remindedText = ({ personId }: Of<'remind-again'>, { ownerId }: TrackedOrder): string =>
  ownerId === null || ownerId === personId
    ? `${personText(personId)}, you asked to be reminded`
    : `${personText(personId)} asked to be reminded`;

/** One sentence or two for each thing that can happen to an order. Complete by type. */
const WORDS: Words = {
  'not-placed': ({ personId }, { order }) =>
    `*The order was not placed:* ${escapeLine(order.refusal ?? 'Telnyx has no such order.', 600)} Nothing was ordered.${personId === undefined ? '' : ` ${personText(personId)} ended it here.`}`,
  'not-found': (_, { order }) =>
    `*What became of this order is not known:* for an hour Telnyx has shown none with the reference \`${escapeLine(order.intent.reference)}\`, and does not offer its numbers again. Look for it among the orders in the Telnyx portal. If none is there, press *Not placed*; if there is one, it is found here too, and the card will say so.`,
  watched: ({ personId }, { order }) =>
    `${personText(personId)} has this order followed here. It was made outside numberdesk, ${dateText(order.createdAt)}.`,
  'paperwork-needed': neededText,
  'part-activated': activatedText,
  'order-complete': (_, { order }) => completeText(order),
  'requirements-declined': declinedText,
  'comment-added': commentText,
  'deadline-set': (change, { order, now }) =>
    `*The ${partText(order, change.partId)} has a deadline:* all answers in by ${deadlineText(change.deadlineAt, now)}.`,
  'deadline-erased': erasedText,
  'deadline-moved': (change, { order, now }) =>
    `*The deadline of the ${partText(order, change.partId)} moved* from ${dateText(change.from)} to ${deadlineText(change.to, now)}.`,
  'deadline-near': nearText,
  'deadline-passed': (change, { order }) =>
    `*The deadline of the ${partText(order, change.partId)} passed* (${dateText(change.deadlineAt)}), and it is still pending. Send what is missing now, it may still be saved: ${named(order, change.requirementIds)}.`,
  'part-cancelled': cancelledText,
  'part-failed': (change, { order }) => {
    const reason = change.reason?.trim() ? `Telnyx says: “${escapeLine(change.reason, 600)}”` : 'Telnyx gave no reason';
    return `*The ${partText(order, change.partId)} failed.* ${reason}. Search and order other numbers, or ask Telnyx support about this order.`;
  },
  'part-deleted': (change, { order }) => `*The ${partText(order, change.partId)} was deleted* from the Telnyx account.`,
  'answers-sent': sentText,
  'link-made': (change, { order }) =>
    `${personText(change.personId)} made the link for ${named(order, [change.requirementId])} of the ${partText(order, change.partId)}. The end user has to follow it; it is shown in the form.`,
  'link-waiting': (change, { order, now }) =>
    `The end user has not done ${named(order, change.requirementIds)} yet (the ${partText(order, change.partId)}). Its link was made by ${personText(change.personId)} ${durationText(now - change.madeAt)} ago: send it to them again, or show it from the form.`,
  'group-applied': (change, { order }) =>
    `${personText(change.personId)} put the values of the requirement group *${escapeLine(change.groupName, 100)}* into the ${partText(order, change.partId)}. What was approved before stays as it was.`,
  'comment-sent': (change, { order }) =>
    `${personText(change.personId)} wrote to Number Ops about the ${partText(order, change.partId)}:\n${quote(change.body, 1200)}`,
  'extension-asked': (change, { order }) => {
    const stands =
      change.deadlineAt === null ? 'The deadline stands.' : `The deadline stands: ${dateText(change.deadlineAt)}.`;
    return `${personText(change.personId)} asked Number Ops for more time for the ${partText(order, change.partId)}. *Asked, not granted.* ${stands}\n${quote(change.reason, 1200)}`;
  },
  'cancel-asked': (change, { order }) =>
    `${personText(change.personId)} asked Telnyx to cancel the ${partText(order, change.partId)}. It is told here once Telnyx has done so.`,
  'reminder-asked': (change, { order }) =>
    `${personText(change.personId)} will be reminded of the ${partText(order, change.partId)}: ${dateText(change.remindAt)}.`,
  'remind-again': (change, { order, now }) =>
    `${remindedText(change, order)} of the ${partText(order, change.partId)}. Still missing: ${named(order, change.requirementIds)}.${byText(change.deadlineAt, now)}`,
};

export const changeWords = <K extends Kind>(change: Of<K>, context: ChangeContext): string => {
  const words: Words[K] = WORDS[change.kind as K];
  return words(change, context);
};
