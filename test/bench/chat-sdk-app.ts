import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { helpMessage } from '../../src/slack/views/help-message.ts';
import { CHAT_SDK } from './bench-apps.ts';

/** Chat SDK over HTTP as its guide shows it: one slash command, answered to its author alone. */
type Answer = (event: {
  user: object;
  channel: { postEphemeral(to: object, message: string, options: { fallbackToDM: boolean }): Promise<unknown> };
}) => Promise<unknown>;
type Bot = {
  onSlashCommand(command: string, answer: Answer): void;
  webhooks: { slack(request: Request, options: { waitUntil(task: Promise<unknown>): void }): Promise<Response> };
};
type Packages = [
  { Chat: new (options: object) => Bot },
  { createSlackAdapter(options: object): object },
  { createMemoryState(): object },
];

const [{ Chat }, { createSlackAdapter }, { createMemoryState }] = (await Promise.all(
  CHAT_SDK.map((name) => import(name)),
)) as Packages;
const { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: apiUrl } = process.env;
const bot = new Chat({
  userName: 'numberdesk',
  adapters: { slack: createSlackAdapter({ botToken, signingSecret, apiUrl }) },
  state: createMemoryState(),
  logger: 'error',
});
const help = helpMessage();
bot.onSlashCommand('/numbers', ({ channel, user }) => channel.postEphemeral(user, help.text, { fallbackToDM: false }));

const toRequest = async (request: IncomingMessage): Promise<Request> =>
  new Request(`http://127.0.0.1${request.url}`, {
    method: 'POST',
    headers: request.headers as Record<string, string>,
    body: await text(request),
  });

const server = createServer(async (request, response) => {
  const answer = await bot.webhooks.slack(await toRequest(request), {
    waitUntil: (task) => void task.catch((error: unknown) => process.stderr.write(`${error}\n`)),
  });
  response.writeHead(answer.status).end(await answer.text());
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ msg: 'numberdesk is running', port })}\n`);
});
