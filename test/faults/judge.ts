import { typedReference } from '../../src/domain/reference.ts';
import type { TrackedGroup } from '../../src/domain/tracked-group.ts';
import type { TrackedOrder } from '../../src/domain/tracked-order.ts';
import type { Message } from '../../src/sandbox/slack/shapes.ts';
import { openStore } from '../../src/store/open-store.ts';
import { type NumberOrder, ordersAtTelnyx, TELECOM, textOf } from '../support/act.ts';
import { TEST_KEYS } from '../support/test-keys.ts';
import type { FaultWorld } from './fault-world.ts';
import { checkBugs, checkNews, checkPromises, checkRepeats, checkSecrets, checkSlackRefusals } from './judge-wires.ts';
import type { Stage } from './people.ts';

/** All that is known at the end, once the app is stopped. */
export type Outcome = Stage & {
  records: TrackedOrder[];
  groups: TrackedGroup[];
  atTelnyx: NumberOrder[];
  messages: Message[];
};

const repeatedIn = (values: readonly string[]): string[] => [
  ...new Set(values.filter((value, at) => values.indexOf(value) !== at)),
];

/** One wish, one order; and none that nobody wished. */
const checkOrders = ({ diary, atTelnyx }: Outcome): string[] => {
  const wished = atTelnyx.map(({ customer_reference: reference }) => typedReference(reference));
  return [
    ...repeatedIn(wished).map((wish) => `${wish} was ordered more than once`),
    ...wished.filter((wish) => !diary.wishes.includes(wish)).map((wish) => `${wish} was ordered, and nobody wished it`),
  ];
};

/** Each order at Telnyx is followed, and each record is told and at its end. */
const checkRecords = ({ records, atTelnyx }: Outcome): string[] => {
  const followed = new Set(records.map(({ orderId }) => orderId));
  const nameOf = ({ intent, state }: TrackedOrder): string => `${intent.reference} (${state})`;
  const toldSomething = records.filter(({ state, lastCheckedAt }) => state !== 'refused' || lastCheckedAt !== null);
  return [
    ...atTelnyx.filter(({ id }) => !followed.has(id)).map(({ customer_reference: name }) => `${name} is not followed`),
    ...repeatedIn(records.flatMap(({ orderId }) => orderId ?? [])).map((id) => `${id} is followed twice`),
    ...records.filter(({ state }) => state === 'placing').map((order) => `${nameOf(order)} was left`),
    ...records
      .filter(({ owed }) => owed.length > 0)
      .map((order) => `${nameOf(order)} owes its thread ${order.owed.length}`),
    ...toldSomething.filter(({ cardTs }) => cardTs === null).map((order) => `${nameOf(order)} has no card`),
    ...toldSomething.filter(({ cardIsStale }) => cardIsStale).map((order) => `the card of ${nameOf(order)} is stale`),
  ];
};

/** Whoever is left with an order that nobody knows about has a button for it. */
const checkUnclear = ({ records, messages }: Outcome): string[] =>
  records
    .filter(({ state }) => state === 'unclear')
    .filter(({ cardTs }) => {
      const card = messages.find(({ ts }) => ts === cardTs);
      return !/Check now|Place again/.test(textOf(card ?? null));
    })
    .map(({ intent }) => `${intent.reference} is unclear, and nobody can do anything about it`);

/** What stands in the thread of an order, and on its cards, if it had several. */
const threadOf = (order: TrackedOrder, messages: readonly Message[]): Message[] => {
  const heads = new Set(
    messages
      .filter(
        ({ metadata, ts }) =>
          ts === order.cardTs || (metadata?.event_payload as { order_key?: string })?.order_key === order.key,
      )
      .map(({ ts, thread_ts }) => thread_ts ?? ts),
  );
  return messages.filter(({ thread_ts }) => thread_ts !== undefined && heads.has(thread_ts));
};

const ENDINGS: Record<string, RegExp> = {
  cancelled: /was cancelled/,
  deleted: /was deleted/,
  failure: /part failed/,
  success: /is active|order is complete/,
};

const checkParts = ({ world, records, messages }: Outcome): string[] =>
  records.flatMap((order) =>
    (order.order?.parts ?? []).flatMap((part) => {
      const { status } = world.telnyx.desk.part(part.id);
      const said = threadOf(order, messages).map(textOf).join('\n');
      const name = `${order.intent.reference}, ${status} at Telnyx`;
      const lies = ['cancelled', 'deleted'].filter((ending) => ending !== status && ENDINGS[ending]?.test(said));
      const isSilent = ENDINGS[status] !== undefined && !ENDINGS[status].test(said);
      return [
        ...(part.status === status ? [] : [`${name}, is ${part.status} here`]),
        ...lies.map((lie) => `${name}, was told as ${lie}`),
        ...(isSilent ? [`${name}, and nobody was told`] : []),
      ];
    }),
  );

/** Every word of Number Ops reached the thread. */
const checkComments = ({ world, diary, records, messages }: Outcome): string[] =>
  diary.comments
    .filter(({ partId, body }) => {
      const { orderId } = world.telnyx.desk.part(partId);
      const order = records.find((record) => record.orderId === orderId);
      return order !== undefined && !threadOf(order, messages).some((message) => textOf(message).includes(body));
    })
    .map(({ body }) => `"${body}" was told to nobody`);

/** What is kept of a group is told, and every word of Number Ops about it, once. */
const checkGroups = ({ world, diary, groups, messages }: Outcome): string[] => {
  const told = (body: string): number =>
    messages.filter((message) => message.thread_ts !== undefined && textOf(message).includes(body)).length;
  const kept = groups.filter(({ channelId }) => channelId !== null);
  const isExcused = !world.plan.history;
  return [
    ...kept.filter(({ owed }) => owed.length > 0).map(({ id, owed }) => `the group ${id} owes ${owed.length}`),
    ...kept.filter(({ cardTs }) => cardTs === null).map(({ id }) => `the group ${id} has no card`),
    ...kept.filter(({ cardIsStale }) => cardIsStale).map(({ id }) => `the card of the group ${id} is stale`),
    ...world.promises
      .keptGroups()
      .filter((id) => !kept.some((group) => group.id === id))
      .map((id) => `the group ${id} was forgotten`),
    ...diary.groupComments.filter(({ body }) => told(body) === 0).map(({ body }) => `"${body}" was told to nobody`),
    ...diary.groupComments
      .filter(({ body }) => told(body) > 1 && !isExcused)
      .map(({ body }) => `"${body}" was told ${told(body)} times`),
  ];
};

type Records = Pick<Outcome, 'records' | 'groups'>;

const readRecords = async ({ lives }: FaultWorld): Promise<Records> => {
  const store = await openStore({
    url: `sqlite://${lives.storePath()}`,
    encryptionKeys: TEST_KEYS,
  });
  try {
    const records = [...(await store.orders.listOpen()), ...(await store.orders.listFinishedSince(0))];
    return { records, groups: await store.groups.list() };
  } finally {
    await store.close();
  }
};

/** @returns what went wrong, in words; nothing when all held */
export const judge = async (stage: Stage): Promise<string[]> => {
  const { world } = stage;
  await world.lives.stop();
  await world.lives.bury();
  const outcome: Outcome = {
    ...stage,
    ...(await readRecords(world)),
    atTelnyx: await ordersAtTelnyx(world),
    messages: world.slack.messages(TELECOM),
  };
  const checks = [
    checkOrders,
    checkRecords,
    checkUnclear,
    checkParts,
    checkComments,
    checkGroups,
    checkPromises,
    checkRepeats,
    checkNews,
    checkSecrets,
    checkSlackRefusals,
    checkBugs,
  ];
  return checks.flatMap((check) => check(outcome));
};
