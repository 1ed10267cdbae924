import type { TrackedOrder } from '../domain/tracked-order.ts';
import { urgencyOf } from '../domain/urgency.ts';
import { isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
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

const note = (log: Log, { error, ...what }: { error: unknown; key?: string; channelId?: string }): void => {
  const said = 'not posted, kept for the next tick';
  if (isAppError(error)) log.warn({ ...what, code: error.code, reason: error.message }, said);
  else log.error({ ...what, err: error }, said);
};

type Delivered = { posted: number; isSlackThere: boolean };

const deliverOne = async (source: DeliverSource, key: string): Promise<Delivered> => {
  try {
    const posted = await source.orders.withLock(key, () => deliverOrder(source, key));
    return { posted, isSlackThere: true };
  } catch (error) {
    if (isAppError(error, 'store_failed')) throw error;
    note(source.log, { error, key });
    return { posted: 0, isSlackThere: !isAppError(error, 'slack_unreachable') };
  }
};

type Channel = { channelId: string; keys: readonly string[] };

/** A digest that Slack refuses, for what stands in it or for its channel, must not hold back what each order owes. */
const digestOrNone = async (source: DeliverSource, channel: Channel): Promise<number> => {
  try {
    return await postDigest(source, channel);
  } catch (error) {
    if (isAppError(error, 'store_failed') || isAppError(error, 'slack_unreachable')) throw error;
    note(source.log, { error, channelId: channel.channelId });
    return 0;
  }
};

/** In turn: when Slack does not answer for one order, trying the others now is of no use. */
const deliverChannel = async (source: DeliverSource, { channelId, keys }: Channel): Promise<number> => {
  let posted = await digestOrNone(source, { channelId, keys });
  for (const key of keys) {
    if (posted >= MOST_AT_ONCE) return posted;
    const delivered = await deliverOne(source, key);
    posted += delivered.posted;
    if (!delivered.isSlackThere) return posted;
  }
  return posted;
};

const mostUrgentFirst = (orders: readonly TrackedOrder[]): TrackedOrder[] =>
  orders
    .map((order) => ({ order, urgency: urgencyOf(order) }))
    .toSorted((one, other) => one.urgency - other.urgency)
    .map(({ order }) => order);

export const createDeliverUpdates = (source: DeliverSource): DeliverUpdates => ({
  deliver: async (key) => (await deliverOne(source, key)).posted,

  deliverAll: async (keys) => {
    const found = await Promise.all([...new Set(keys)].map((key) => source.orders.get(key)));
    const owing = mostUrgentFirst(found.filter((order) => order !== null));
    const byChannel = Map.groupBy(owing, ({ channelId }) => channelId);
    const work = async ([channelId, those]: [string, { key: string }[]]): Promise<number> => {
      try {
        return await deliverChannel(source, { channelId, keys: those.map(({ key }) => key) });
      } catch (error) {
        note(source.log, { error, channelId });
        return 0;
      }
    };
    const counts = await Promise.all([...byChannel].map(work));
    return counts.reduce((sum, count) => sum + count, 0);
  },
});
