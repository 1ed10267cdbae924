import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { helpMessage } from '../../src/slack/views/help-message.ts';

/** What numberdesk is held against: Bolt as its guide shows it, over HTTP, with one listener that gives the same answer. */
const { SLACK_BOT_TOKEN = '', SLACK_SIGNING_SECRET = '', SLACK_API_URL = '' } = process.env;
const app = new App({
  token: SLACK_BOT_TOKEN,
  receiver: new HTTPReceiver({ signingSecret: SLACK_SIGNING_SECRET, logLevel: LogLevel.ERROR }),
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: SLACK_API_URL },
});
const help = helpMessage();

app.command('/numbers', async ({ ack, respond }) => {
  await ack();
  await respond({ ...help, response_type: 'ephemeral', replace_original: false });
});

const server = await app.start({ port: 0, host: '127.0.0.1' });
const { port } = server.address() as AddressInfo;
process.stdout.write(`${JSON.stringify({ msg: 'numberdesk is running', port })}\n`);
