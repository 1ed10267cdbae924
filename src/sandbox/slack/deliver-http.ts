import { createHmac } from 'node:crypto';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Answer, Envelope, Transport } from './delivery.ts';

type Encoded = { contentType: string; body: string };

const encode = ({ kind, payload }: Envelope): Encoded => {
  if (kind === 'events_api') return { contentType: 'application/json', body: JSON.stringify(payload) };
  const entries: [string, string][] =
    kind === 'interactive'
      ? [['payload', JSON.stringify(payload)]]
      : Object.entries(payload).map(([key, value]) => [key, String(value)]);
  return { contentType: 'application/x-www-form-urlencoded', body: new URLSearchParams(entries).toString() };
};

/** Slack signs with real time, whatever the workspace's clock says: receivers refuse what is five minutes old. */
export const signedHeaders = (body: string, signingSecret: string): Record<string, string> => {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
};

const retryHeaders = ({ attempt, retryReason }: Envelope): Record<string, string> =>
  attempt === 0 ? {} : { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': retryReason };

const parseBody = (text: string, contentType: string): unknown => {
  if (text === '') return null;
  if (!contentType.includes('json')) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

const toAnswer = (response: IncomingMessage, text: string): Answer => {
  const status = response.statusCode ?? 0;
  const contentType = response.headers['content-type'] ?? '';
  if (status >= 200 && status < 300) return { kind: 'acked', body: parseBody(text, contentType) };
  const code = status >= 500 ? 'http_service_error' : 'http_client_error';
  return { kind: 'failed', code, detail: `the app answered HTTP ${status}` };
};

const readText = async (response: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

const toFailure = (error: Error): Answer =>
  error.name === 'AbortError' || error.name === 'TimeoutError'
    ? { kind: 'failed', code: 'operation_timeout', detail: 'the app did not answer in time' }
    : { kind: 'failed', code: 'dispatch_failed', detail: error.message };

/** POSTs to the request URL, one connection each: a kept one would hold a stopping app open. */
const post = (url: string, options: { headers: Record<string, string>; body: string; timeoutMs: number }) =>
  new Promise<Answer>((resolve) => {
    const send = url.startsWith('https:') ? requestHttps : requestHttp;
    const signal = AbortSignal.timeout(options.timeoutMs);
    const request = send(url, { method: 'POST', headers: options.headers, agent: false, signal }, (response) => {
      readText(response).then(
        (text) => resolve(toAnswer(response, text)),
        (error: Error) => resolve(toFailure(error)),
      );
    });
    request.on('error', (error) => resolve(toFailure(error)));
    request.end(options.body);
  });

export const createHttpTransport = (options: {
  url: string;
  signingSecret: string;
  timeoutMs: number;
}): Transport & { verify(): Promise<boolean> } => {
  const { url, signingSecret, timeoutMs } = options;
  const sendSigned = ({ contentType, body }: Encoded, more: Record<string, string>) => {
    const headers = {
      'content-type': contentType,
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      ...signedHeaders(body, signingSecret),
      ...more,
    };
    return post(url, { headers, body, timeoutMs });
  };
  return {
    name: 'http',
    send: (envelope) => sendSigned(encode(envelope), retryHeaders(envelope)),
    /** The challenge that Slack sends when a request URL is entered. */
    verify: async () => {
      const challenge = `challenge-${Date.now()}`;
      const body = JSON.stringify({ type: 'url_verification', token: 'simulated', challenge });
      const answer = await sendSigned({ contentType: 'application/json', body }, {});
      return answer.kind === 'acked' && JSON.stringify(answer.body).includes(challenge);
    },
  };
};
