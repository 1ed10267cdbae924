import type { RequestListener } from 'node:http';
import { App, HTTPReceiver, type Logger, SocketModeReceiver } from '@slack/bolt';
import type { WebClient, WebClientOptions } from '@slack/web-api';
import type { Transport } from '../config.ts';
import { AppError, isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import { slackWord, toAppError } from './slack-error.ts';
import { createSlackLog } from './slack-log.ts';
import { createWatchedFetch, type SlackCall } from './watch-calls.ts';
import { createWholeFetch } from './whole-answer.ts';

export const EVENTS_PATH = '/slack/events';

/** Slack gives 3 s for most that we do; a call that takes longer helps nobody. */
const CALL_TIMEOUT_MS = 8_000;
/** Bolt's socket gives up, and ends the process, at the first failed call; while Slack is away it is to keep trying. */
const RECONNECT = { forever: true, factor: 1.5, minTimeout: 1_000, maxTimeout: 30_000, randomize: true, unref: true };
/** Slack's largest payloads (views with long texts) stay well under this. */
export const EVENTS_LIMIT_BYTES = 1024 * 1024;

export type SlackApp = {
  app: App;
  client: WebClient;
  /** HTTP mode only: what our server hands `POST /slack/events` to. */
  requestListener: RequestListener | null;
  /** Verifies the bot token. Rejects with an `AppError` that names the setting to look at. */
  signIn(): Promise<void>;
  /** Begins to receive: Socket Mode connects, and goes on trying while Slack does not answer. */
  connect(): Promise<void>;
  /** Takes no more work. */
  stop(): Promise<void>;
  isConnected(): boolean;
};

type Options = {
  botToken: string;
  apiUrl: string;
  transport: Transport;
  log: Log;
  onCall?: (call: SlackCall) => void;
};

/** No retries: views die with their trigger after 3 s, and posts go through the order's outbox. */
const toClientOptions = ({ apiUrl, log, onCall }: Options): WebClientOptions & { logger: Logger } => ({
  slackApiUrl: apiUrl,
  fetch: createWatchedFetch({ apiUrl, log, onCall, fetch: createWholeFetch(apiUrl) }),
  logger: createSlackLog(log),
  timeout: CALL_TIMEOUT_MS,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
});

type Link = {
  receiver: HTTPReceiver | SocketModeReceiver;
  listener: RequestListener | null;
  start(): Promise<void>;
  stop(): Promise<void>;
  isConnected(): boolean;
};

const createLink = (transport: Transport, clientOptions: WebClientOptions & { logger: Logger }): Link => {
  const { logger } = clientOptions;
  if (transport.kind === 'http') {
    const receiver = new HTTPReceiver({
      signingSecret: transport.signingSecret,
      endpoints: EVENTS_PATH,
      bodyLimit: EVENTS_LIMIT_BYTES,
      logger,
    });
    const nothing = async (): Promise<void> => undefined;
    return { receiver, listener: receiver.requestListener, start: nothing, stop: nothing, isConnected: () => true };
  }
  const receiver = new SocketModeReceiver({
    appToken: transport.appToken,
    logger,
    installerOptions: { clientOptions: { ...clientOptions, retryConfig: RECONNECT, rejectRateLimitedCalls: false } },
  });
  return {
    receiver,
    listener: null,
    start: async () => void (await receiver.start()),
    stop: () => receiver.stop(),
    isConnected: () => receiver.client.websocket?.isActive() ?? false,
  };
};

const explainRefusal = async (variable: string, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    const known = toAppError(error, 'sign in to Slack');
    const word = slackWord(error);
    if (word === null || isAppError(known, 'slack_unreachable')) throw known;
    throw new AppError('not_allowed', `Slack did not accept the token (${word}): check ${variable}`, { cause: error });
  }
};

export const createSlackApp = (options: Options): SlackApp => {
  const { botToken, transport, log } = options;
  const clientOptions = toClientOptions(options);
  const link = createLink(transport, clientOptions);
  const app = new App({
    token: botToken,
    receiver: link.receiver,
    clientOptions,
    logger: createSlackLog(log),
    deferInitialization: true,
    convoStore: false,
  });
  // Handlers catch their own failures; what reaches this is Bolt's (an unknown payload, a failed authorisation).
  app.error(async (error) => log.error({ reason: error.message, code: error.code }, 'Slack request failed'));
  let verified = false;

  return {
    app,
    client: app.client,
    requestListener: link.listener,
    signIn: () => explainRefusal('SLACK_BOT_TOKEN', () => app.init()),
    async connect() {
      await explainRefusal('SLACK_APP_TOKEN', link.start);
      verified = true;
    },
    stop: () => link.stop(),
    isConnected: () => verified && link.isConnected(),
  };
};
