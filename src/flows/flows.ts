import type { Order } from '../domain/order.ts';
import type { OrderOffer, PlaceOutcome, PlaceRequest } from '../domain/order-offer.ts';
import type { Address, AddressInput, Answers, Paperwork, Problem } from '../domain/requirement.ts';
import type { RequirementForm, SubmitOutcome } from '../domain/requirement-form.ts';
import type { SearchOutcome, SearchQuery } from '../domain/search.ts';
import type { TrackedOrder } from '../domain/tracked-order.ts';

/** What the team can do. Each reaches Slack's handlers as one object; every call rejects with an `AppError`. */
export type Flows = {
  searchNumbers: SearchNumbers;
  showRequirements: ShowRequirements;
  placeOrder: PlaceOrder;
  findOrders: FindOrders;
  fulfilRequirements: FulfilRequirements;
  converse: Converse;
  trackOrders: TrackOrders;
};

export type SearchNumbers = {
  search(query: SearchQuery): Promise<SearchOutcome>;
  /** Holds reservable numbers for 30 minutes. */
  hold(phoneNumbers: string[]): Promise<{ held: string[]; refused: string[]; until: number | null }>;
};

export type ShowRequirements = {
  /** Cached for an hour: the rules change rarely. */
  paperwork(place: { country: string; numberType: string }): Promise<Paperwork>;
};

export type PlaceOrder = {
  /** Searches each number again (Telnyx sells only what was searched) and gathers what the form shows. */
  offer(phoneNumbers: string[]): Promise<OrderOffer>;
  /** Places at most one order for a token, whatever happens. */
  place(request: PlaceRequest): Promise<PlaceOutcome>;
  /** Looks an unclear order up at Telnyx by its reference; called by the tick. Null: settled or nothing to settle. */
  settle(key: string): Promise<void>;
  /** After an unclear order turned out as not placed. Looks it up once more first. */
  placeAgain(request: { key: string; personId: string }): Promise<PlaceOutcome>;
};

export type FoundOrder =
  | { kind: 'followed'; order: TrackedOrder }
  /** At Telnyx, but not followed here. */
  | { kind: 'elsewhere'; order: Order };

export type FindOrders = {
  /** Open ones, soonest deadline first. */
  list(filter?: { ownerId?: string }): Promise<TrackedOrder[]>;
  /** An order id, the beginning of one, or a number. Empty when nothing matches. */
  find(text: string): Promise<FoundOrder[]>;
  get(key: string): Promise<TrackedOrder>;
  findByThread(channelId: string, threadTs: string): Promise<TrackedOrder | null>;
};

export type FulfilRequirements = {
  open(part: { orderKey: string; partId: string }): Promise<RequirementForm>;
  /** What can be known without asking anybody: fast enough for the ack. */
  check(part: { orderKey: string; partId: string; answers: Answers }): Promise<Problem[]>;
  submit(part: { orderKey: string; partId: string; answers: Answers; personId: string }): Promise<SubmitOutcome>;
  addAddress(
    address: AddressInput,
  ): Promise<{ kind: 'created'; address: Address } | { kind: 'problems'; problems: Problem[] }>;
};

export type PartAct = { orderKey: string; partId: string; personId: string };

export type Converse = {
  /** Posts a comment to Number Ops and says so in the thread. */
  reply(act: PartAct & { body: string }): Promise<void>;
  askForTime(act: PartAct & { reason: string }): Promise<void>;
  cancelPart(act: PartAct): Promise<void>;
  markRead(act: PartAct & { commentId: string }): Promise<void>;
  remindTomorrow(act: PartAct): Promise<number>;
  /** The person becomes the owner of an order that has none. */
  take(act: { orderKey: string; personId: string }): Promise<void>;
};

export type TickReport = {
  at: number;
  checked: number;
  changed: number;
  posted: number;
  failed: number;
  telnyxReachable: boolean;
};

export type TrackOrders = {
  /** One poll: settle, read what is due, compare, save, remind, post what is owed. Never rejects for one order's failure. */
  tick(): Promise<TickReport>;
  /** Reads one order now, saves what changed and posts it. */
  refresh(orderKey: string): Promise<TrackedOrder | null>;
  lastTick(): TickReport | null;
};
