import { randomBytes } from 'node:crypto';
import type { Config } from './config.ts';
import { createChannelPace } from './flows/channel-pace.ts';
import { createCheckConnections } from './flows/check-connections.ts';
import { createConverse } from './flows/converse.ts';
import { createEndUserLinks } from './flows/end-user-links.ts';
import { createFindOrders } from './flows/find-orders.ts';
import type { Flows } from './flows/flows.ts';
import { createFulfilRequirements } from './flows/fulfil-requirements.ts';
import { createGroups } from './flows/groups.ts';
import { createKnownGroups } from './flows/known-groups.ts';
import { noteActs } from './flows/note-acts.ts';
import { createPlaceOrder } from './flows/place-order.ts';
import { createReadAudit } from './flows/read-audit.ts';
import { createSaveAsGroup } from './flows/save-as-group.ts';
import { createSearchNumbers } from './flows/search-numbers.ts';
import { createShowRequirements } from './flows/show-requirements.ts';
import { createSpreadAnswers } from './flows/spread-answers.ts';
import { createTrackOrders } from './flows/track-orders.ts';
import { createWallet } from './flows/wallet.ts';
import { createWatchOrder } from './flows/watch-order.ts';
import type { Metrics } from './http/metrics.ts';
import type { Log } from './log.ts';
import type { Channels } from './slack/channels.ts';
import { createSlackAdminAlerts } from './slack/slack-admin-alerts.ts';
import type { SlackApp } from './slack/slack-app.ts';
import { createSlackFiles } from './slack/slack-files.ts';
import { createSlackGroupThreads } from './slack/slack-group-threads.ts';
import { createSlackStanding } from './slack/slack-standing.ts';
import { createSlackThreads } from './slack/slack-threads.ts';
import type { Store } from './store/open-store.ts';
import { createLateTelnyx } from './telnyx/late-telnyx.ts';

/** What may be otherwise than in production. */
export type FlowSettings = {
  clock: { now(): number };
  log: Log;
  /** Between two posts in one channel; Slack allows about one a second. */
  postIntervalMs?: number;
  /** For one call to Telnyx; the client has a default. */
  telnyxTimeoutMs?: number;
  /** How a rate limit is waited out, and measured by `clock`; by real time unless given. */
  wait?: (milliseconds: number) => Promise<void>;
};

export type FlowParts = {
  config: Config;
  options: FlowSettings;
  store: Store;
  metrics: Metrics;
  slack: SlackApp;
  channels: Channels;
};

/** 40 random bits in an alphabet without look-alikes: unique among one account's orders, short enough to read out. */
export const newToken = (): string => {
  const letters = '23456789abcdefghjkmnpqrstuvwxyz';
  return [...randomBytes(8)].map((byte) => letters[byte % letters.length]).join('');
};

/** What flows are made with: Telnyx, the store, Slack as a port, time. */
const createShared = ({ config, options, store, metrics, slack }: FlowParts) => {
  const { clock, log, postIntervalMs = 1_000, telnyxTimeoutMs: timeoutMs } = options;
  const { apiUrl, apiKey } = config.telnyx;
  const onCall = metrics.noteTelnyxCall;
  const waiting = options.wait === undefined ? {} : { wait: options.wait };
  const limits = { ...waiting, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
  const telnyx = createLateTelnyx({ apiUrl, apiKey, log, clock, onCall, ...limits });
  const inSlack = { client: slack.client, clock, log };
  const attachments = createSlackFiles({
    client: slack.client,
    botToken: config.slack.botToken,
    apiUrl: config.slack.apiUrl,
  });
  const showRequirements = createShowRequirements({ telnyx, clock });
  return {
    telnyx,
    wallet: createWallet({ telnyx, clock }),
    drafts: store.drafts,
    orders: store.orders,
    groups: store.groups,
    auditLog: store.auditLog,
    heartbeat: store.heartbeat,
    threads: createSlackThreads(inSlack),
    groupThreads: createSlackGroupThreads(inSlack),
    accountWatch: store.accountWatch,
    adminAlerts: createSlackAdminAlerts({ client: slack.client, defaultChannel: config.defaultChannel, log }),
    knownGroups: createKnownGroups({ telnyx, clock, log }),
    attachments,
    showRequirements,
    clock,
    log,
    newToken,
    pace: createChannelPace({ postIntervalMs, ...waiting, ...(options.wait ? { elapsed: clock.now } : {}) }),
    defaultChannel: config.defaultChannel,
  };
};

const toSlackStanding = ({ config, slack, channels }: FlowParts) => {
  const { client, isConnected } = slack;
  return createSlackStanding({ client, channels, isConnected, transport: config.slack.transport.kind });
};

const toDoctorSettings = ({ defaultChannel, telnyx, encryptionKeys }: Config) => ({
  defaultChannel,
  webhookKeys: telnyx.publicKeys.length,
  encryptionKeys: encryptionKeys.length,
});

/** All that the team can do, each act of a person noted in the audit. */
export const createAppFlows = (parts: FlowParts): Flows => {
  const shared = createShared(parts);
  const { showRequirements, wallet } = shared;
  const placeOrder = createPlaceOrder(shared);
  const groups = createGroups(shared);
  const findOrders = createFindOrders(shared);
  const trackOrders = createTrackOrders({ ...shared, placeOrder, checkGroups: groups.check });
  const flows: Flows = {
    wallet,
    endUserLinks: createEndUserLinks(shared),
    spreadAnswers: createSpreadAnswers(shared),
    saveAsGroup: createSaveAsGroup({ ...shared, groupFlow: groups }),
    searchNumbers: createSearchNumbers(shared),
    showRequirements,
    placeOrder,
    trackOrders,
    findOrders,
    watchOrder: createWatchOrder({ ...shared, findOrders }),
    fulfilRequirements: createFulfilRequirements(shared),
    groups,
    converse: createConverse(shared),
    checkConnections: createCheckConnections({
      ...shared,
      store: parts.store,
      slack: toSlackStanding(parts),
      lastTick: trackOrders.lastTick,
      settings: toDoctorSettings(parts.config),
    }),
    readAudit: createReadAudit(shared),
  };
  return noteActs(flows, shared);
};
