import { findPart, isPartOpen, type Part } from '../../domain/order.ts';
import { loudness, type OrderChange } from '../../domain/order-changes.ts';
import type { OwedUpdate, TrackedOrder } from '../../domain/tracked-order.ts';
import { sortBySeverity } from '../../domain/urgency.ts';
import { ACTIONS, commentRef } from '../ids.ts';
import { actions, type Button, button, context, escapeLine, type KnownBlock, type Message, section } from './blocks.ts';
import { changeWords } from './change-words.ts';
import { fitBlocks, toMessage } from './fit-blocks.ts';
import { orderName } from './order-words.ts';
import {
  answerButton,
  extensionButton,
  orderButton,
  placeAgainButton,
  replyButton,
  unclearButtons,
} from './part-actions.ts';
import { mayRepeatNote } from './thread-notes.ts';
import { counted, dateText, personText } from './words.ts';

export type UpdateMessage = Message & { broadcast: boolean };

type Group = { partId: string | null; changes: OrderChange[] };

const partIdOf = (change: OrderChange): string | null => ('partId' in change ? change.partId : null);

/** What belongs to one part stands together: a decline and the comment that explains it are read as one. */
const groupByPart = (changes: OrderChange[]): Group[] => {
  const groups = new Map<string | null, OrderChange[]>();
  for (const change of changes) {
    const partId = partIdOf(change);
    groups.set(partId, [...(groups.get(partId) ?? []), change]);
  }
  return [...groups].map(([partId, held]) => ({ partId, changes: held }));
};

const has = (changes: OrderChange[], ...kinds: OrderChange['kind'][]): boolean =>
  changes.some((change) => kinds.includes(change.kind));

const ANSWERABLE: OrderChange['kind'][] = [
  'paperwork-needed',
  'requirements-declined',
  'deadline-near',
  'deadline-passed',
  'deadline-set',
  'remind-again',
  'link-waiting',
];

const readButton = (order: TrackedOrder, change: OrderChange): Button[] =>
  change.kind === 'comment-added' && change.authorType === 'admin'
    ? [
        button({
          text: 'Mark as read',
          actionId: ACTIONS.commentRead,
          value: commentRef.encode({ orderKey: order.key, partId: change.partId, commentId: change.commentId }),
        }),
      ]
    : [];

const openPartButtons = (given: { order: TrackedOrder; part: Part; changes: OrderChange[] }): Button[] => {
  const { order, part, changes } = given;
  const answer = has(changes, ...ANSWERABLE) ? answerButton(order, part) : null;
  const reply = has(changes, 'comment-added', 'requirements-declined') ? [replyButton(order, part)] : [];
  const time =
    has(changes, 'deadline-near', 'remind-again') && part.deadlineAt !== null ? [extensionButton(order, part)] : [];
  return [
    ...(answer === null ? [] : [answer]),
    ...reply,
    ...time,
    ...changes.flatMap((each) => readButton(order, each)).slice(0, 1),
  ];
};

const lostButtons = (changes: OrderChange[]): Button[] =>
  has(changes, 'part-failed', 'part-cancelled') ? [button({ text: 'Search again', actionId: ACTIONS.searchOpen })] : [];

const buttonsOf = (order: TrackedOrder, group: Group): Button[] => {
  const part = order.order === null || group.partId === null ? null : findPart(order.order, group.partId);
  if (has(group.changes, 'not-placed')) return [placeAgainButton(order)];
  if (has(group.changes, 'not-found')) return unclearButtons(order);
  if (part === null || !isPartOpen(part)) return lostButtons(group.changes);
  return openPartButtons({ order, part, changes: group.changes }).slice(0, 3);
};

/** So that the news of one part always fit into a message, whole. */
const CHANGES_OF_A_PART = 6;

const groupBlocks = (given: { order: TrackedOrder; now: number }, group: Group): KnownBlock[] => {
  const left = group.changes.length - CHANGES_OF_A_PART;
  return [
    ...group.changes.slice(0, CHANGES_OF_A_PART).map((change) => section(changeWords(change, given))),
    ...(left > 0
      ? [context(`and ${left} more about this part: *Reply* shows the last comment, the Telnyx portal all of them`)]
      : []),
    ...actions(buttonsOf(given.order, group)),
  ];
};

const circumstances = ({ lastCheckedAt, down }: Pick<OwedUpdate, 'lastCheckedAt' | 'down'>): KnownBlock[] => [
  ...(down === null
    ? []
    : [context(`I was down from ${dateText(down.from)} to ${dateText(down.to)}, so this may come late.`)]),
  ...(lastCheckedAt === null
    ? []
    : [
        context(
          `This could not be read at Telnyx just now; last checked ${dateText(lastCheckedAt)}. It may have changed since.`,
        ),
      ]),
];

/** Who is called: the owner, or whoever takes an order that has none. */
const callBlocks = (order: TrackedOrder, { changes }: OwedUpdate): { text: string; tail: KnownBlock[] } => {
  const { mention } = loudness(changes);
  if (order.ownerId !== null) return { text: mention ? `${personText(order.ownerId)} ` : '', tail: [] };
  if (!mention && !has(changes, 'watched')) return { text: '', tail: [] };
  return {
    text: '',
    tail: [
      context('This order has no owner: whoever takes it is mentioned the next time.'),
      ...actions([orderButton({ order, text: 'Take it', actionId: ACTIONS.orderTake })]),
    ],
  };
};

const withCall = (blocks: KnownBlock[], call: string): KnownBlock[] => {
  const [first, ...rest] = blocks;
  if (call === '' || first?.type !== 'section' || first.text === undefined) return blocks;
  // Words that address the owner by themselves need no second call.
  if (first.text.text.startsWith(call.trim())) return blocks;
  return [section(`${call}${first.text.text}`), ...rest];
};

/** A broadcast is read in the channel, away from the card: it has to say which order it is about. */
const orderLine = (order: TrackedOrder): KnownBlock =>
  context(`Order: ${orderName(order)} · ${escapeLine(order.intent.reference, 250)}`);

/** One reply for all that happened to an order: most pressing first, each part's news with its own buttons. */
export const updateMessage = (given: {
  order: TrackedOrder;
  update: OwedUpdate;
  mayRepeat?: boolean;
  now: number;
}): UpdateMessage => {
  const { order, update, now } = given;
  const { broadcast } = loudness(update.changes);
  const call = callBlocks(order, update);
  const items = groupByPart(sortBySeverity(update.changes)).map((group) => groupBlocks({ order, now }, group));
  const [first = [section('Nothing new.')], ...rest] = items;
  const blocks = fitBlocks({
    head: [],
    items: [withCall(first, call.text), ...rest],
    tail: [
      ...circumstances(update),
      ...mayRepeatNote(given.mayRepeat === true),
      ...(broadcast ? [orderLine(order)] : []),
      ...call.tail,
    ],
    more: (left) => `and news of ${counted(left, 'more part')}: the card at the top of this thread has them all`,
  });
  return { ...toMessage(blocks), broadcast };
};

type DigestItem = { order: TrackedOrder; update: OwedUpdate };

/** Of all of them, the oldest reading; null where some were read just now. */
const checkedAtOfAll = (items: DigestItem[]): number | null => {
  const checkedAt = items.map(({ update }) => update.lastCheckedAt).filter((at) => at !== null);
  return checkedAt.length < items.length ? null : Math.min(...checkedAt);
};

type Digest = { now: number; checkedAt: number | null };

const digestBlocks = ({ order, update }: DigestItem, { now, checkedAt }: Digest): KnownBlock[] => {
  const [change] = sortBySeverity(update.changes);
  if (change === undefined) return [];
  const owner = order.ownerId === null ? 'Nobody owns it' : personText(order.ownerId);
  const partId = partIdOf(change);
  const part = order.order === null || partId === null ? null : findPart(order.order, partId);
  const accessory =
    (part === null ? null : answerButton(order, part)) ??
    orderButton({ order, text: 'Show', actionId: ACTIONS.orderShow });
  const others =
    update.changes.length > 1 ? `\nand ${counted(update.changes.length - 1, 'more thing')} in its thread` : '';
  const about = `${orderName(order)} · ${escapeLine(order.intent.reference, 100)}`;
  const { lastCheckedAt } = update;
  const checked =
    checkedAt === null && lastCheckedAt !== null ? `\nlast checked ${dateText(lastCheckedAt)}, not since` : '';
  return [section(`${owner} · ${about}\n${changeWords(change, { order, now })}${others}${checked}`, { accessory })];
};

const circumstancesOf = (items: DigestItem[], { checkedAt }: Digest): KnownBlock[] => {
  const down = items.find(({ update }) => update.down !== null)?.update.down ?? null;
  return circumstances({ down, lastCheckedAt: checkedAt });
};

const soonestOf = ({ update }: DigestItem): number =>
  Math.min(...update.changes.map((each) => ('deadlineAt' in each && each.deadlineAt) || Number.POSITIVE_INFINITY));

/** What does not fit is left out at the end: it has the most time. */
const bySoonest = (one: DigestItem, other: DigestItem): number => (soonestOf(one) < soonestOf(other) ? -1 : 1);

/** One message in the channel instead of a reminder in each of several threads. */
export const digestMessage = ({ items, now }: { items: DigestItem[]; now: number }): Message => {
  const digest = { now, checkedAt: checkedAtOfAll(items) };
  return toMessage(
    fitBlocks({
      head: [section(`*${counted(items.length, 'order')} need${items.length === 1 ? 's' : ''} answers soon.*`)],
      items: items
        .toSorted(bySoonest)
        .map((item) => digestBlocks(item, digest))
        .filter((blocks) => blocks.length > 0),
      tail: circumstancesOf(items, digest),
      more: (left) => `and ${left} more: \`/numbers orders\` lists them all, soonest first`,
    }),
  );
};
