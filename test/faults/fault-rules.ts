import type { Dice } from './dice.ts';

/** Between whom something goes wrong; `store`: a write of the app's own database. */
export type Link = 'telnyx' | 'slack' | 'inbound' | 'store';

export type Fault =
  /** The request never arrives. */
  | { kind: 'lost' }
  /** It arrives and takes effect; the answer never arrives. */
  | { kind: 'unanswered' }
  /** The same, and the connection stays open until the client gives up. */
  | { kind: 'hanging' }
  | { kind: 'slow'; ms: number; before: boolean }
  | { kind: 'busy'; retryAfterSeconds: number }
  /** `taken`: it took effect all the same. */
  | { kind: 'broken'; status: 500 | 502 | 503; taken: boolean }
  /** Half of the answer. `honest`: its length says so, and only its syntax tells. */
  | { kind: 'cut'; honest: boolean }
  /** A page of some proxy, with status 200. */
  | { kind: 'html'; taken: boolean }
  /** A list with so many of its entries left. */
  | { kind: 'shortened'; left: number }
  /** Answered, and then nobody listens for a while: the next connection is refused. */
  | { kind: 'closing' }
  /** Delivered twice. */
  | { kind: 'twice' }
  /** `kill -9` of the app before the request leaves or the write is made, or right after. */
  | { kind: 'killed'; before: boolean };

/** Hits the `nth` (from 0) exchange of this name after the rule is in force, and the `times - 1` after it. */
export type Rule = {
  link: Link;
  name: string;
  nth: number;
  times: number;
  fault: Fault;
};

const TELNYX_WRITES = [
  'POST /number_orders',
  'POST /number_orders',
  'POST /number_orders',
  'PATCH /sub_number_orders/:id',
  'POST /comments',
];
const TELNYX_READS = [
  'GET /number_orders',
  'GET /number_orders/:id',
  'GET /sub_number_orders',
  'GET /sub_number_orders/:id',
  'GET /comments',
  'GET /available_phone_numbers',
  'GET /number_order_phone_numbers/:id',
];
const TELNYX_LISTS = ['GET /number_orders', 'GET /sub_number_orders', 'GET /comments', 'GET /available_phone_numbers'];
/** What is read last before an order leaves, or anything else. */
const BEFORE_ORDERS = ['GET /available_phone_numbers', 'GET /available_phone_numbers', 'GET /sub_number_orders/:id'];
const SLACK_POSTS = ['chat.postMessage', 'chat.postMessage', 'chat.update'];
const SLACK_OTHERS = [
  'views.open',
  'views.update',
  'users.info',
  'conversations.info',
  'conversations.history',
  'conversations.replies',
  'chat.postEphemeral',
];
const INBOUND = ['view_submission', 'block_actions', 'command', 'webhook'];

const slow = (dice: Dice): Fault => ({
  kind: 'slow',
  ms: 1 + dice.below(30),
  before: dice.chance(0.5),
});
const broken = (dice: Dice): Fault => ({
  kind: 'broken',
  status: dice.pick([500, 502, 503] as const),
  taken: dice.chance(0.5),
});

const outgoingFault = (dice: Dice): Fault =>
  dice.weigh<() => Fault>([
    [4, () => ({ kind: 'lost' })],
    [4, () => ({ kind: 'unanswered' })],
    [2, () => slow(dice)],
    [2, () => ({ kind: 'busy', retryAfterSeconds: 1 + dice.below(5) })],
    [3, () => broken(dice)],
    [2, () => ({ kind: 'cut', honest: dice.chance(0.5) })],
    [2, () => ({ kind: 'html', taken: dice.chance(0.5) })],
  ])();

const inboundFault = (dice: Dice): Fault =>
  dice.weigh<() => Fault>([
    [5, () => ({ kind: 'twice' })],
    [1, () => ({ kind: 'lost' })],
    [2, () => ({ kind: 'unanswered' })],
    [1, () => slow(dice)],
  ])();

const times = (dice: Dice): number => dice.weigh([[6, 1] as const, [2, 3] as const, [1, 20] as const]);

export const ruleOf = (dice: Dice): Rule => {
  const link = dice.weigh<Exclude<Link, 'store'>>([
    [5, 'telnyx'],
    [4, 'slack'],
    [2, 'inbound'],
  ]);
  if (link === 'inbound')
    return {
      link,
      name: dice.pick(INBOUND),
      nth: dice.below(6),
      times: 1,
      fault: inboundFault(dice),
    };
  const isWrite = dice.chance(0.6);
  if (link === 'slack') {
    const name = dice.pick(isWrite ? SLACK_POSTS : SLACK_OTHERS);
    const fault = outgoingFault(dice);
    return { link, name, nth: dice.below(6), times: times(dice), fault };
  }
  if (dice.chance(0.1)) {
    const fault: Fault = { kind: 'shortened', left: dice.below(2) };
    return { link, name: dice.pick(TELNYX_LISTS), nth: dice.below(8), times: times(dice), fault };
  }
  if (dice.chance(0.08))
    return { link, name: dice.pick(BEFORE_ORDERS), nth: dice.below(4), times: 1, fault: { kind: 'closing' } };
  const name = dice.pick(isWrite ? TELNYX_WRITES : TELNYX_READS);
  const nth = dice.below(isWrite ? 2 : 12);
  // A hanging call costs real time: one in fifty.
  const fault: Fault = dice.chance(0.01) ? { kind: 'hanging' } : outgoingFault(dice);
  return { link, name, nth, times: isWrite ? 1 : times(dice), fault };
};

/** The app dies at one of its writes: to Telnyx, to Slack, to its database. */
export const killOf = (dice: Dice): Rule => {
  const fault: Fault = { kind: 'killed', before: dice.chance(0.5) };
  return dice.weigh<() => Rule>([
    [
      3,
      () => ({
        link: 'telnyx',
        name: dice.pick(TELNYX_WRITES),
        nth: dice.below(2),
        times: 1,
        fault,
      }),
    ],
    [
      3,
      () => ({
        link: 'slack',
        name: dice.pick(SLACK_POSTS),
        nth: dice.below(6),
        times: 1,
        fault,
      }),
    ],
    [
      4,
      () => ({
        link: 'store',
        name: 'write',
        nth: dice.below(30),
        times: 1,
        fault,
      }),
    ],
  ])();
};
