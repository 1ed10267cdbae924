import { isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import { type DeliverSource, deliverOrder, type Pace } from './deliver-order.ts';
import { postDigest } from './digest-reminders.ts';

export type DeliverUpdates = {
  /** Posts what one order owes, now. Never rejects because of Slack: what is not posted stays owed. */
  deliver(key: string): Promise<number>;
  /** The same for many: channel by channel, reminders of one channel gathered when they are many; no channel for long. */
  deliverAll(keys: readonly string[]): Promise<number>;
};

type Options = DeliverSource & {
  log: Log;
  /** Between two posts in one channel: Slack takes about one a second. */
  postIntervalMs?: number;
  wait?: (milliseconds: number) => Promise<void>;
};

const POST_INTERVAL_MS = 1000;
/** About a minute's worth in one channel: the poll waits for its posts, and what is left stays owed until the next. */
const MOST_AT_ONCE = 50;
const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** All but the first wait. */
export const createPace = ({
  postIntervalMs = POST_INTERVAL_MS,
  wait = sleep,
}: Pick<Options, 'postIntervalMs' | 'wait'>): Pace => {
  let isFirst = true;
  return async () => {
    if (!isFirst) await wait(postIntervalMs);
    isFirst = false;
  };
};

const note = (log: Log, { error, ...what }: { error: unknown; key?: string; channelId?: string }): void => {
  const said = 'not posted, kept for the next tick';
  if (isAppError(error)) log.warn({ ...what, code: error.code, reason: error.message }, said);
  else log.error({ ...what, err: error }, said);
};

type Delivered = { posted: number; isSlackThere: boolean };

const deliverOne = async (options: Options, { key, pace }: { key: string; pace: Pace }): Promise<Delivered> => {
  try {
    const posted = await options.orders.withLock(key, () => deliverOrder(options, { key, pace }));
    return { posted, isSlackThere: true };
  } catch (error) {
    if (isAppError(error, 'store_failed')) throw error;
    note(options.log, { error, key });
    return { posted: 0, isSlackThere: !isAppError(error, 'slack_unreachable') };
  }
};

type Channel = { channelId: string; keys: readonly string[] };

/** A digest that Slack refuses for what stands in it must not hold back what each order owes by itself. */
const digestOrNone = async (options: Options, channel: Channel & { pace: Pace }): Promise<number> => {
  try {
    return await postDigest(options, channel);
  } catch (error) {
    if (isAppError(error)) throw error;
    note(options.log, { error, channelId: channel.channelId });
    return 0;
  }
};

/** In turn: when Slack does not answer for one order, trying the others now is of no use. */
const deliverChannel = async (options: Options, { channelId, keys }: Channel): Promise<number> => {
  const pace = createPace(options);
  let posted = await digestOrNone(options, { channelId, keys, pace });
  for (const key of keys) {
    if (posted >= MOST_AT_ONCE) return posted;
    const delivered = await deliverOne(options, { key, pace });
    posted += delivered.posted;
    if (!delivered.isSlackThere) return posted;
  }
  return posted;
};

export const createDeliverUpdates = (options: Options): DeliverUpdates => ({
  deliver: async (key) => (await deliverOne(options, { key, pace: createPace(options) })).posted,

  deliverAll: async (keys) => {
    const found = await Promise.all([...new Set(keys)].map((key) => options.orders.get(key)));
    const byChannel = Map.groupBy(
      found.filter((order) => order !== null),
      ({ channelId }) => channelId,
    );
    const work = async ([channelId, those]: [string, { key: string }[]]): Promise<number> => {
      try {
        return await deliverChannel(options, { channelId, keys: those.map(({ key }) => key) });
      } catch (error) {
        note(options.log, { error, channelId });
        return 0;
      }
    };
    const counts = await Promise.all([...byChannel].map(work));
    return counts.reduce((sum, count) => sum + count, 0);
  },
});
