import type { TrackedOrder } from '../domain/tracked-order.ts';
import { urgencyOf } from '../domain/urgency.ts';
import { isAppError } from '../errors.ts';
import { createTurns } from '../turns.ts';
import { createDeliverInTurn, isSlackAway, noteUnposted } from './deliver-in-turn.ts';
import { type DeliverSource, deliverOrder } from './deliver-order.ts';
import { postDigest } from './digest-reminders.ts';

export type DeliverUpdates = {
  /** Posts what one order owes, now. Never rejects because of Slack: what is not posted stays owed. */
  deliver(key: string): Promise<number>;
  /**
   * The same for many: channel by channel, what is most urgent first, reminders of one channel gathered when they are
   * many; no channel for long.
   */
  deliverAll(keys: readonly string[]): Promise<number>;
};

/** About a minute's worth in one channel: the poll waits for its posts, and what is left stays owed until the next. */
const MOST_AT_ONCE = 50;

type Channel = { channelId: string; keys: readonly string[] };

/** A digest that Slack fails at, for what stands in it or for its channel, must not hold back what each order owes. */
const digestOrNone = async (source: DeliverSource, channel: Channel): Promise<number> => {
  try {
    return await postDigest(source, channel);
  } catch (error) {
    if (isAppError(error, 'store_failed') || isSlackAway(error)) throw error;
    noteUnposted(source.log, { error, channelId: channel.channelId });
    return 0;
  }
};

const mostUrgentFirst = (orders: readonly TrackedOrder[]): TrackedOrder[] =>
  orders
    .map((order) => ({ order, urgency: urgencyOf(order) }))
    .toSorted((one, other) => one.urgency - other.urgency)
    .map(({ order }) => order);

export const createDeliverUpdates = (source: DeliverSource): DeliverUpdates => {
  const { orders, clock, log } = source;
  const deliver = (key: string) => orders.withLock(key, () => deliverOrder(source, key));
  const inTurn = createDeliverInTurn({ deliver, name: 'key', clock, log });

  const deliverChannel = async (channel: Channel): Promise<number> => {
    try {
      const posted = await digestOrNone(source, channel);
      return posted + (await inTurn.all(channel.keys, MOST_AT_ONCE - posted));
    } catch (error) {
      noteUnposted(log, { error, channelId: channel.channelId });
      return 0;
    }
  };

  return {
    deliver: inTurn.one,
    deliverAll: async (keys) => {
      const found = await Promise.all([...new Set(keys)].map((key) => orders.get(key)));
      const owing = mostUrgentFirst(found.filter((order) => order !== null));
      const byChannel = Map.groupBy(owing, ({ channelId }) => channelId);
      const turn = createTurns();
      const work: Promise<number>[] = [];
      for (const [channelId, those] of byChannel) {
        await turn();
        work.push(deliverChannel({ channelId, keys: those.map(({ key }) => key) }));
      }
      return (await Promise.all(work)).reduce((sum, count) => sum + count, 0);
    },
  };
};
