import type { Diagnosis, Looked } from '../domain/diagnosis.ts';
import { standingOf } from '../domain/standing.ts';
import { isKept } from '../domain/tracked-group.ts';
import { isAppError } from '../errors.ts';
import type { Store } from '../store/open-store.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import type { TrackOrders } from './flows.ts';
import { inParallel } from './in-parallel.ts';

/** Slack looks each channel up in a call of its own; those with the oldest orders are looked at. */
const MOST_CHANNELS = 20;
const AT_ONCE = 4;

/** What Slack says of the app; Slack implements it. Rejects with an `AppError`. */
export type SlackStanding = {
  transport: 'socket' | 'http';
  isConnected(): boolean;
  look(): Promise<{ workspace: string; missingScopes: string[] }>;
  /** Rejects with `channel_unavailable` where numberdesk cannot post. */
  checkCanPost(channelId: string): Promise<void>;
};

export type CheckConnections = () => Promise<Diagnosis>;

type Options = {
  telnyx: { account: Pick<Telnyx['account'], 'id'> };
  store: Pick<Store, 'check' | 'sizeBytes' | 'heartbeat' | 'lastWebhook' | 'orders' | 'groups'>;
  slack: SlackStanding;
  lastTick: TrackOrders['lastTick'];
  clock: { now(): number };
  settings: {
    defaultChannel: string | null;
    webhookKeys: number;
    encryptionKeys: number;
  };
};

const look = async <Found>(work: () => Promise<Found>): Promise<Looked<Found>> => {
  try {
    return { found: await work(), failure: null };
  } catch (failure) {
    if (!isAppError(failure)) throw failure;
    return { found: null, failure };
  }
};

const lookAtTelnyx = async ({ telnyx }: Options) => {
  const startedAt = performance.now();
  const accountId = await telnyx.account.id();
  return { accountId, ms: Math.round(performance.now() - startedAt) };
};

/** False where numberdesk cannot post; what else fails says nothing about the channel. */
const canPost = async ({ slack }: Options, channelId: string): Promise<boolean> => {
  try {
    await slack.checkCanPost(channelId);
    return true;
  } catch (error) {
    if (isAppError(error, 'channel_unavailable')) return false;
    throw error;
  }
};

const lookAtChannels = async (options: Options) => {
  const { store, settings } = options;
  const [orders, groups] = await Promise.all([store.orders.viewOpen(), store.groups.list()]);
  const oldest = orders.toSorted((one, other) => one.createdAt - other.createdAt);
  const used = [settings.defaultChannel, ...[...oldest, ...groups.filter(isKept)].map(({ channelId }) => channelId)];
  const channels = [...new Set(used)].filter((channelId) => channelId !== null).slice(0, MOST_CHANNELS);
  const reachable = await inParallel(channels, { limit: AT_ONCE, work: (channelId) => canPost(options, channelId) });
  return { looked: channels.length, unreachable: channels.filter((_, index) => !reachable[index]) };
};

const lookAtPoll = async ({ store, lastTick, clock }: Options): Promise<Diagnosis['poll']> => {
  const last = lastTick();
  const [lastAt, orders] = await Promise.all([store.heartbeat.read(), store.orders.viewOpen()]);
  return {
    lastAt,
    telnyxReachable: last?.telnyxReachable ?? true,
    failed: last?.failed ?? 0,
    lateByMs: standingOf({ orders, groups: [] }, clock.now()).lateByMs,
  };
};

/** While the store does not answer, that is what is wrong: the rest of it is not known. */
const orUnknown = async <Value>(work: Promise<Value>, unknown: Value): Promise<Value> => {
  try {
    return await work;
  } catch (error) {
    if (isAppError(error, 'store_failed')) return unknown;
    throw error;
  }
};

const UNKNOWN_POLL = { lastAt: null, telnyxReachable: true, failed: 0, lateByMs: 0 };

/** Looks at everything that numberdesk stands on, at once. Never rejects for what it finds. */
export const createCheckConnections =
  (options: Options): CheckConnections =>
  async () => {
    const { store, slack, settings, clock } = options;
    const checkStore = async () => {
      await store.check();
      return { bytes: await store.sizeBytes() };
    };
    const [ofSlack, ofTelnyx, ofStore, ofChannels, poll, webhookAt] = await Promise.all([
      look(slack.look),
      look(() => lookAtTelnyx(options)),
      look(checkStore),
      look(() => lookAtChannels(options)),
      orUnknown(lookAtPoll(options), UNKNOWN_POLL),
      orUnknown(store.lastWebhook.read(), null),
    ]);
    return {
      slack: { ...ofSlack, transport: slack.transport, isConnected: slack.isConnected() },
      telnyx: ofTelnyx,
      store: ofStore,
      poll,
      webhooks: { hasKey: settings.webhookKeys > 0, isRotating: settings.webhookKeys > 1, lastAt: webhookAt },
      encryption: { isRotating: settings.encryptionKeys > 1 },
      channels: ofChannels,
      now: clock.now(),
    };
  };
