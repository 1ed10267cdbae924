import type { ListedGroup, PartChoice } from '../domain/group-parts.ts';
import type { Comment, Order, Part } from '../domain/order.ts';
import type { OrderOffer, PlaceOutcome, PlaceRequest } from '../domain/order-offer.ts';
import type { AddressInput, Answer, Paperwork, Problem, RequirementType } from '../domain/requirement.ts';
import type { FormDraft, FormTarget, PageAnswers, RequirementForm, SubmitOutcome } from '../domain/requirement-form.ts';
import type { GroupReading } from '../domain/requirement-group.ts';
import type { SearchOutcome, SearchQuery } from '../domain/search.ts';
import type { TrackedGroup } from '../domain/tracked-group.ts';
import type { TrackedOrder } from '../domain/tracked-order.ts';
import type { AppError } from '../errors.ts';
import type { AddedAddress } from './add-address.ts';
import type { CheckConnections } from './check-connections.ts';
import type { ReadAudit } from './read-audit.ts';
import type { Wallet } from './wallet.ts';

/** What the team can do. Each reaches Slack's handlers as one object; every call rejects with an `AppError`. */
export type Flows = {
  searchNumbers: SearchNumbers;
  showRequirements: ShowRequirements;
  placeOrder: PlaceOrder;
  findOrders: FindOrders;
  watchOrder: WatchOrder;
  fulfilRequirements: FulfilRequirements;
  wallet: Wallet;
  endUserLinks: EndUserLinks;
  spreadAnswers: SpreadAnswers;
  saveAsGroup: SaveAsGroup;
  groups: Groups;
  converse: Converse;
  trackOrders: TrackOrders;
  checkConnections: CheckConnections;
  readAudit: ReadAudit;
};

export type SearchNumbers = {
  search(query: SearchQuery): Promise<SearchOutcome>;
  /** Holds reservable numbers for 30 minutes. */
  hold(phoneNumbers: string[]): Promise<Hold>;
  /** The same where holding is a courtesy: what Telnyx will not hold, or cannot now, is only said. */
  tryHold(phoneNumbers: string[]): Promise<Hold>;
};

export type Hold = { held: string[]; refused: string[]; until: number | null };

export type ShowRequirements = {
  /** Cached for an hour: the rules change rarely. */
  paperwork(place: { country: string; numberType: string }): Promise<Paperwork>;
};

export type PlaceOrder = {
  /** Searches each number again (Telnyx sells only what was searched) and gathers what the form shows. */
  offer(phoneNumbers: string[]): Promise<OrderOffer>;
  /** Places at most one order for a token, whatever happens. */
  place(request: PlaceRequest): Promise<PlaceOutcome>;
  /** Looks an unclear order up by its reference; called by the tick. `personId` found none in the portal: it ends then. */
  settle(key: string, personId?: string): Promise<void>;
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

/** `text` finds it as in `FindOrders`. An order that is over is only shown. */
export type WatchOrder = (request: { text: string; channelId: string; personId: string }) => Promise<WatchOutcome>;
export type WatchOutcome =
  | { kind: 'watched' | 'already'; order: TrackedOrder }
  | { kind: 'over'; order: Order }
  /** No order, or several. */
  | { kind: 'unknown' };

/** Whose form, about what: a draft belongs to one person. */
export type FormOf = { target: FormTarget; personId: string };
export type OpenForm = { form: RequirementForm; draft: FormDraft };

export type FulfilRequirements = {
  /** What is asked now, with what this person left half filled. That they are at it is for `announce` to say. */
  open(on: FormOf): Promise<OpenForm>;
  /** The card says who is at the form: after `open`, `submit` and `closed`, once nobody waits for anything else. */
  announce(target: FormTarget): Promise<void>;
  /** The same in the middle of a sitting, after a change to what it depends on. */
  reopen(on: FormOf, change?: (draft: FormDraft) => FormDraft): Promise<OpenForm>;
  turn(on: FormOf, page: number): Promise<OpenForm>;
  /** Asks the fields of the other kind of customer after all, or puts them aside again. */
  askAside(on: FormOf, asked: boolean): Promise<OpenForm>;
  /** At the page of the first problem. */
  withProblems(on: FormOf, problems: readonly Problem[]): Promise<OpenForm>;
  /** What can be known of a page without asking anybody: fast enough for the ack. */
  check(on: FormOf, page: PageAnswers): Promise<Problem[]>;
  /** As last read in this sitting, for what has to be answered at once; null when it was not. */
  formOf(on: FormOf): RequirementForm | null;
  /** The same, read anew where it is not known any more. What is kept of the form stays as it is. */
  currentForm(on: FormOf): Promise<RequirementForm>;
  /** Puts an answer into a field that is on the screen, and shows it there. */
  put(on: FormOf, given: { key: string; answer: Answer }): Promise<OpenForm>;
  /** The numbers that the answers are for, null for the whole part. The form shows them once it is read anew. */
  chooseNumbers(on: FormOf, numberIds: string[] | null): Promise<void>;
  /** Whose answer counts, where a colleague gave one meanwhile. */
  decide(on: FormOf, decided: FormDraft['decided']): Promise<void>;
  /** Keeps what a page holds, for fourteen days. */
  save(on: FormOf, page: PageAnswers): Promise<void>;
  /** The same for what is being typed: such an event may come out of turn, even after the form was sent. */
  typed(on: FormOf, given: { page: PageAnswers; typedAt: number }): Promise<void>;
  /** Sends what is kept. The draft ends with it. */
  submit(on: FormOf): Promise<SubmitOutcome>;
  /** The form was closed without being sent. */
  closed(on: FormOf): Promise<void>;
  /** What this person left half filled, newest first. */
  draftsOf(personId: string): Promise<FormDraft[]>;
  addAddress(act: { address: AddressInput; personId: string }): Promise<AddedAddress>;
};

/**
 * Makes a group of the answers that Telnyx holds for a part. @returns how many of its requirements have a value now, and
 * why they have none where that failed: the group stands by then (null: it did not fail)
 */
export type SaveAsGroup = (
  act: PartAct & { reference: string; channelId: string },
) => Promise<{ groupId: string; answered: number; total: number; failure: unknown }>;

type OnPart = { orderKey: string; partId: string };

/** Requirements of a part that were just answered. */
export type SpreadFrom = OnPart & { requirementIds: string[] };
export type SpreadCandidate = { order: TrackedOrder; part: Part; requirementIds: string[] };
export type SpreadResult = OnPart & {
  outcome: 'sent' | 'nothing' | 'failed';
  reason: string | null;
  /** How many answers arrived; null when nobody knows. */
  arrived: number | null;
};

export type SpreadAnswers = {
  /** Other open parts that lack one of these, or had it declined: those first, then the soonest deadline. */
  candidates(from: SpreadFrom): Promise<SpreadCandidate[]>;
  /** Sends the same answers for these parts, each by itself: what fails is said, the others go on. */
  apply(given: { from: SpreadFrom; to: OnPart[]; personId: string }): Promise<SpreadResult[]>;
};

/** What an end user has to do at Telnyx themselves, through a link that is made for them (requirements of the kind `action`). */
export type EndUserLinks = {
  /** The link once made; else the fields that Telnyx needs to make it. Never kept here: Telnyx is asked each time. */
  show(on: OnPart & { requirementId: string }): Promise<EndUserLinkOffer>;
  make(on: PartAct & { requirementId: string; firstName: string; lastName: string }): Promise<EndUserLinkOffer>;
};
export type EndUserLinkOffer = { requirement: RequirementType; link: string | null };

export type GroupAct = { groupId: string; personId: string };
/** `channelId` is where it is kept: its card and its news stand there. */
export type CreateGroup = {
  country: string;
  numberType: string;
  reference: string;
  channelId: string;
  personId: string;
};
export type FilledGroup = GroupAct & { requirementIds: string[] };
export type ApplyGroup = GroupAct & OnPart;
export type ApplyGroupToParts = GroupAct & { parts: OnPart[] };
export type AppliedGroup = { applied: OnPart[]; failed: (OnPart & { error: AppError })[] };

/** `keptIn` is the channel in whose thread its news are told; null: nobody keeps it. */
export type GroupTalk = {
  group: GroupReading;
  comments: Comment[];
  requirementTypes: Record<string, RequirementType>;
  keptIn: string | null;
};

/** Requirement groups. What is read here never holds their values. */
export type Groups = {
  /** All at Telnyx for ordering, in a country or for a type; read now. */
  list(place?: { country: string; numberType: string | null } | null): Promise<ListedGroup[]>;
  get(groupId: string): Promise<ListedGroup>;
  /** Those that an order for such numbers can use, at most a minute old; null when Telnyx cannot say. Never rejects for Telnyx. */
  fitting(place: { country: string; numberType: string }): Promise<GroupReading[] | null>;
  create(request: CreateGroup): Promise<ListedGroup>;
  rename(act: GroupAct & { reference: string }): Promise<GroupReading>;
  /** For approval ahead of an order; refused in words where that is not offered or values are missing. */
  submit(act: GroupAct): Promise<GroupReading>;
  /** Refuses nothing; says in which open parts its values are, which keep them. */
  remove(act: GroupAct): Promise<{ usedIn: PartChoice[] }>;
  /** Follows it in this channel. `before` is where it was kept until now. */
  keep(act: GroupAct & { channelId: string }): Promise<{ before: string | null }>;
  /** To be called after values were sent: reads it again and tells its channel which requirements, never what. */
  noteFilled(act: FilledGroup): Promise<GroupReading>;
  /** Copies its values into a part and says so in the order's thread. */
  applyToPart(act: ApplyGroup): Promise<void>;
  /** The same for several: after a change of the group, Telnyx does not carry it to the parts that have it. */
  applyToParts(act: ApplyGroupToParts): Promise<AppliedGroup>;
  /** What was said about it, read now, for whoever is to write more. */
  talk(groupId: string): Promise<GroupTalk>;
  /** Posts a comment to Number Ops and says so in the group's thread, if anybody keeps it: there an answer is told too. */
  comment(act: GroupAct & { body: string }): Promise<{ keptIn: string | null; isNew: boolean }>;
  markRead(act: GroupAct & { commentId: string }): Promise<void>;
  /** Whose card is the first message of this thread. */
  findByThread(channelId: string, threadTs: string): Promise<TrackedGroup | null>;
  openPartsUsing(groupId: string): Promise<PartChoice[]>;
  /** Open followed parts of the same country and type, whether or not they have it. */
  pendingPartsFitting(groupId: string): Promise<PartChoice[]>;
  /** Reads one kept group now, saves what changed and posts it. Null: nobody keeps it. */
  refresh(groupId: string): Promise<TrackedGroup | null>;
  /** Reads the kept ones that are due and posts what they owe; called by the tick. Never rejects. */
  check(given?: { telnyxReachable: boolean }): Promise<number>;
};

export type PartAct = OnPart & { personId: string };

export type Converse = {
  /** Posts a comment to Number Ops and says so in the thread. False: it was there already. */
  reply(act: PartAct & { body: string }): Promise<boolean>;
  askForTime(act: PartAct & { reason: string }): Promise<boolean>;
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
