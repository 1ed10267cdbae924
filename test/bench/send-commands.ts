import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';

export const SIGNING_SECRET = '8f742231b10e8888abcd99yyyzzz85a5';

export type Load = {
  port: number;
  responseUrl: string;
  count: number;
  /** So many at a time, as fast as they are answered; or so many a second, whatever is answered. */
  pace: { atATime: number } | { perSecond: number };
};

export type LoadResult = {
  /** From the first byte sent to the last one read, in ms, ascending. */
  acksMs: number[];
  seconds: number;
};

const toBody = (responseUrl: string): string =>
  new URLSearchParams({
    command: '/numbers',
    text: 'help',
    team_id: 'TBENCH0001',
    api_app_id: 'ABENCH0001',
    channel_id: 'CBENCH0001',
    user_id: 'UBENCH0001',
    trigger_id: '1.2.3',
    response_url: responseUrl,
  }).toString();

const sign = (body: string): Record<string, string | number> => {
  const timestamp = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${signature}`,
  };
};

const sendOne = (agent: Agent, { port, body }: { port: number; body: string }): Promise<number> =>
  new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const sent = request(
      { agent, host: '127.0.0.1', port, path: '/slack/events', method: 'POST', headers: sign(body) },
      (response) => {
        response.resume().once('end', () => {
          if (response.statusCode === 200) resolve(performance.now() - startedAt);
          else reject(new Error(`a command was answered with ${response.statusCode}`));
        });
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });

const asFastAsAnswered = async (
  send: () => Promise<number>,
  { atATime, count }: { atATime: number; count: number },
) => {
  const acksMs: number[] = [];
  let left = count;
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      acksMs.push(await send());
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return acksMs;
};

const atAPace = (send: () => Promise<number>, { perSecond, count }: { perSecond: number; count: number }) =>
  new Promise<number[]>((resolve, reject) => {
    const sent: Promise<number>[] = [];
    const timer = setInterval(() => {
      sent.push(send());
      if (sent.length < count) return;
      clearInterval(timer);
      Promise.all(sent).then(resolve, reject);
    }, 1000 / perSecond);
  });

/** Sends signed `/numbers help` and measures how long each ack takes. Rejects when one is not answered with 200. */
export const sendCommands = async ({ port, responseUrl, count, pace }: Load): Promise<LoadResult> => {
  const agent = new Agent({ keepAlive: true });
  const body = toBody(responseUrl);
  const send = (): Promise<number> => sendOne(agent, { port, body });
  const startedAt = performance.now();
  const acksMs = await ('atATime' in pace
    ? asFastAsAnswered(send, { ...pace, count })
    : atAPace(send, { ...pace, count }));
  agent.destroy();
  return { acksMs: acksMs.toSorted((one, other) => one - other), seconds: (performance.now() - startedAt) / 1000 };
};

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
