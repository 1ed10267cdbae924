import type { AppError } from '../errors.ts';
import type { AvailableNumber } from './phone-number.ts';
import type { Paperwork } from './requirement.ts';
import type { RequirementGroup } from './requirement-group.ts';
import type { TrackedOrder } from './tracked-order.ts';

/** What the order form shows: numbers that a search offered just now, and what each part of the order will need. */
export type OrderOffer = {
  numbers: AvailableNumber[];
  /** Asked for, but no longer offered. */
  gone: string[];
  /** The nearest others, when some are gone. */
  alternatives: AvailableNumber[];
  parts: OfferedPart[];
  connections: { id: string; name: string }[];
  messagingProfiles: { id: string; name: string }[];
  billingGroups: { id: string; name: string }[];
};

export type OfferedPart = {
  country: string;
  numberType: string;
  phoneNumbers: string[];
  paperwork: Paperwork;
  /** Only those that fit country and type and can be used for an order. */
  groups: RequirementGroup[];
  /** Telnyx takes no order for this country without a fulfilled group. */
  groupRequired: boolean;
  /** Groups for such numbers in which values are still missing, so that an order cannot use them yet. */
  unfinished?: number;
};

export type PlaceRequest = {
  /** Made when the form was opened: two submits of one form are one intent. */
  token: string;
  /** What the person typed; the token is added to it. */
  reference: string;
  phoneNumbers: string[];
  /** By `<country>:<number type>`. */
  groupByPart: Record<string, string | null>;
  connectionId: string | null;
  messagingProfileId: string | null;
  billingGroupId: string | null;
  channelId: string;
  personId: string;
  /** Monthly and upfront prices that the person saw, by number: a rise asks again. */
  seenPrices: Record<string, { upfront: string | null; monthly: string | null }>;
  /** The person was warned of an order with the same reference and country within the hour, and goes on. */
  repeatConfirmed: boolean;
};

export type PlaceOutcome =
  | { kind: 'placed'; order: TrackedOrder }
  /** The same form was submitted twice; this is the first one's order. */
  | { kind: 'already'; order: TrackedOrder }
  /** Telnyx may have taken it: checked until it is known. */
  | { kind: 'unclear'; order: TrackedOrder }
  /** For sure, and nobody saw a card: the same form may be submitted again. `error` is what stood in the way. */
  | { kind: 'refused'; order: TrackedOrder; reason: string; error: AppError }
  | { kind: 'gone'; offer: OrderOffer }
  | { kind: 'price-rose'; offer: OrderOffer; rises: { phoneNumber: string; from: string; to: string }[] }
  | { kind: 'repeat'; earlier: TrackedOrder }
  | { kind: 'group-missing'; parts: OfferedPart[] };
