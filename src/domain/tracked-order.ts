import { isOrderOpen, type Order } from './order.ts';
import type { OrderChange } from './order-changes.ts';
import type { Money } from './phone-number.ts';
import type { RequirementType } from './requirement.ts';
import { type Moved, type Owed, owesCard, type Posting } from './thread.ts';

export type OrderedNumber = {
  phoneNumber: string;
  country: string;
  numberType: string;
  requirementGroupId: string | null;
  upfront: Money | null;
  monthly: Money | null;
};

/** What a person pressed *Place order* for: saved before Telnyx is called, so that no crash can order twice. */
export type OrderIntent = {
  /** As Telnyx shows it, the unique token of this intent included. */
  reference: string;
  numbers: OrderedNumber[];
  connectionId: string | null;
  messagingProfileId: string | null;
  billingGroupId: string | null;
};

/** One message that the thread is owed. Posted once, in order, then removed. */
export type OwedUpdate = Owed & {
  createdAt: number;
  changes: OrderChange[];
  /** Set when Telnyx could not be asked: the message says when it last answered. */
  lastCheckedAt: number | null;
  /** Set when the app was down before this was noticed. */
  down: { from: number; to: number } | null;
};

/** What reminds a part's owner: rungs already spoken for this deadline, and a reminder a person asked for. */
export type PartReminders = {
  deadlineAt: number | null;
  /** Hours before the deadline that were reminded of; 0 stands for "passed". */
  sent: number[];
  askedFor: { at: number; personId: string } | null;
};

/** `open`: on somebody's screen; else they left it half filled. */
export type Filling = { personId: string; since: number; open: boolean };

export type EndUserLink = { personId: string; madeAt: number; remindedAt: number | null };

/**
 * An order that numberdesk follows: the one record that is saved at once with all it owes.
 * `placing`: saved, Telnyx not yet called or not yet answered · `unclear`: called, no answer · `placed` · `refused`.
 */
export type TrackedOrder = {
  version: 3;
  /** The token of the intent; never changes. */
  key: string;
  state: 'placing' | 'unclear' | 'placed' | 'refused';
  /** Why Telnyx refused, in its words; null otherwise. */
  refusal: string | null;
  intent: OrderIntent;
  createdAt: number;
  ownerId: string | null;
  orderedBy: string | null;
  channelId: string;
  /** Slack's id of the card message, which is the thread; null until it is posted. */
  cardTs: string | null;
  /** The card no longer shows what is known. */
  cardIsStale: boolean;
  /** Set once the thread had to go on elsewhere. */
  moved: Moved | null;
  /** A post that may have happened; null when none is in doubt. */
  posting: Posting | null;
  orderId: string | null;
  /** As last read at Telnyx; null before the first reading. */
  order: Order | null;
  /** Requirement types of the parts by id, for names and kinds. */
  requirementTypes: Record<string, RequirementType>;
  owed: OwedUpdate[];
  /** By part id. */
  reminders: Record<string, PartReminders>;
  /** When answers for a part were last sent from here: part id to instant. */
  answeredAt: Record<string, number>;
  /** Parts whose cancellation a person asked for here: part id to person. */
  cancelledBy: Record<string, string>;
  /** Who has the form of a part open, or left it half filled: part id to person. */
  filling: Record<string, Filling>;
  /** Who sent an answer from here last, so that a colleague is told: part id, then requirement id. */
  answeredBy: Record<string, Record<string, { personId: string; at: number }>>;
  /** Requirement groups that were applied from here; Telnyx does not say it: part id to group id. */
  groups: Record<string, string>;
  /** Links made for end users (requirements of the kind `action`): part id, then requirement id. */
  links: Record<string, Record<string, EndUserLink>>;
  lastCheckedAt: number | null;
  lastChangedAt: number;
  /** When this order is to be read again. */
  nextCheckAt: number;
};

/** An order as it is saved before Telnyx hears of it. Whoever orders owns it. */
export const newTrackedOrder = ({
  key,
  intent,
  channelId,
  personId,
  now,
}: {
  key: string;
  intent: OrderIntent;
  channelId: string;
  personId: string | null;
  now: number;
}): TrackedOrder => ({
  version: 3,
  key,
  state: 'placing',
  refusal: null,
  intent,
  createdAt: now,
  ownerId: personId,
  orderedBy: personId,
  channelId,
  cardTs: null,
  cardIsStale: false,
  moved: null,
  posting: null,
  orderId: null,
  order: null,
  requirementTypes: {},
  owed: [],
  reminders: {},
  answeredAt: {},
  cancelledBy: {},
  filling: {},
  answeredBy: {},
  groups: {},
  links: {},
  lastCheckedAt: null,
  lastChangedAt: now,
  nextCheckAt: now,
});

/**
 * An order that was made elsewhere, before it is read. Nobody here ordered it; whoever has it followed owns it. Its
 * prices are not known, and what Telnyx calls it is all the reference it has.
 */
export const newWatchedOrder = ({
  key,
  order: { id, reference, createdAt },
  channelId,
  ownerId,
  now,
}: {
  key: string;
  order: Order;
  channelId: string;
  ownerId: string;
  now: number;
}): TrackedOrder => {
  const intent: OrderIntent = {
    reference: reference ?? `order ${id.slice(0, 8)}`,
    numbers: [],
    connectionId: null,
    messagingProfileId: null,
    billingGroupId: null,
  };
  const placed = newTrackedOrder({ key, intent, channelId, personId: null, now });
  return { ...placed, state: 'placed', orderId: id, createdAt, ownerId };
};

/** The same order owing its thread one message more. No changes owe nothing. Does not touch when it is read again. */
export const owe = (
  order: TrackedOrder,
  {
    id,
    now,
    changes,
    lastCheckedAt = null,
    down = null,
  }: {
    id: string;
    now: number;
    changes: OrderChange[];
    lastCheckedAt?: number | null;
    down?: { from: number; to: number } | null;
  },
): TrackedOrder =>
  changes.length === 0
    ? order
    : { ...order, cardIsStale: true, owed: [...order.owed, { id, createdAt: now, changes, lastCheckedAt, down }] };

/**
 * After the app did not run, a thread gets one message at most: what it was owed before and what was found since. A
 * message that may stand there already keeps to itself, so that it can be recognised.
 */
export const joinOwed = (order: TrackedOrder, down: { from: number; to: number }): TrackedOrder => {
  const isDoubted = ({ id, doubted }: OwedUpdate): boolean =>
    doubted === true || order.posting?.updateIds.includes(id) === true;
  const [first, ...rest] = order.owed.filter((update) => !isDoubted(update));
  if (first === undefined || (rest.length === 0 && first.down !== null)) return order;
  const lastCheckedAt = rest.at(-1)?.lastCheckedAt ?? first.lastCheckedAt;
  const joined = { ...first, changes: [first, ...rest].flatMap(({ changes }) => changes), lastCheckedAt, down };
  return { ...order, owed: [...order.owed.filter(isDoubted), joined] };
};

const HOUR_MS = 3_600_000;

/** Nothing settled it within an hour of looking: what became of it, only a person can find out. */
export const isLeftToPerson = ({ state, createdAt, lastCheckedAt }: TrackedOrder): boolean =>
  state === 'unclear' && lastCheckedAt !== null && lastCheckedAt - createdAt >= HOUR_MS;

/** Still needs a look at every tick: not settled, not read, not over, or something is not yet said or shown in Slack. */
export const isFollowedOpen = (order: TrackedOrder): boolean => {
  if (order.state === 'placing' || order.state === 'unclear') return true;
  if (order.owed.length > 0 || owesCard(order)) return true;
  return order.state === 'placed' && (order.order === null || isOrderOpen(order.order));
};
