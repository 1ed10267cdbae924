import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import {
  type SlackSimulator,
  type SlackSimulatorOptions,
  startSlackSimulator,
} from '../../../src/sandbox/slack/start-slack-simulator.ts';

export type TransportName = 'http' | 'socket';
export const TRANSPORTS: TransportName[] = ['http', 'socket'];

const shared = (slack: SlackSimulator) => ({
  token: slack.credentials.botToken,
  clientOptions: { slackApiUrl: slack.apiUrl },
  logger: silentLogger,
  convoStore: false as const,
});

const overSocket = async (slack: SlackSimulator, register: (app: App) => void) => {
  const receiver = new SocketModeReceiver({
    appToken: slack.credentials.appToken,
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
    logger: silentLogger,
    clientPingTimeout: 300,
  });
  const app = new App({ ...shared(slack), receiver });
  register(app);
  await app.start();
  return async () => {
    await app.stop();
  };
};

const overHttp = async (slack: SlackSimulator, register: (app: App) => void) => {
  const receiver = new HTTPReceiver({ signingSecret: slack.credentials.signingSecret, logger: silentLogger });
  const app = new App({ ...shared(slack), receiver });
  register(app);
  const server = createServer(receiver.requestListener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  slack.setRequestUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
};

/** A workspace with a real Bolt app connected to it; both end with the test. */
export const startTinyApp = async (
  t: TestContext,
  options: { transport: TransportName; register: (app: App) => void; simulator?: SlackSimulatorOptions },
): Promise<SlackSimulator> => {
  const slack = await startSlackSimulator(options.simulator);
  const start = options.transport === 'http' ? overHttp : overSocket;
  const stopApp = await start(slack, options.register);
  t.after(async () => {
    await stopApp();
    await slack.stop();
  });
  return slack;
};

export const startWorkspace = async (t: TestContext, options?: SlackSimulatorOptions): Promise<SlackSimulator> => {
  const slack = await startSlackSimulator(options);
  t.after(() => slack.stop());
  return slack;
};

export const plain = (text: string) => ({ type: 'plain_text' as const, text });

export const option = (value: string) => ({ text: plain(`Option ${value}`), value });

export const modal = (title: string, blocks: object[], more: object = {}) => ({
  type: 'modal' as const,
  callback_id: 'form:submit',
  title: plain(title),
  submit: plain('Send'),
  blocks: blocks as never[],
  ...more,
});

export const textField = (blockId: string, more: object = {}) => ({
  type: 'input',
  block_id: blockId,
  label: plain(`Label ${blockId}`),
  element: { type: 'plain_text_input', action_id: 'text', ...more },
});

export const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

const nothing = () => {};

/** The official clients print what they are refused; these tests refuse on purpose. */
export const silentLogger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};
