import {
  Agent,
  type IncomingMessage,
  type RequestListener,
  request as requestHttp,
  type ServerResponse,
} from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, askListener, type Question } from './ask-listener.ts';
import { openDoor } from './door.ts';
import { nameOf } from './exchange-name.ts';
import type { FaultBook } from './fault-book.ts';
import type { Fault, Link } from './fault-rules.ts';
import { createTraffic, type Traffic } from './traffic.ts';

export type Passed = {
  life: number;
  link: Link;
  name: string;
  body: string;
  fault: Fault | null;
  answer: Answer | null;
};
type Options = {
  book: Pick<FaultBook, 'take'>;
  /** Where each link leads: to an address, or to what listens in this process; null: to nobody. */
  upstream: Record<Exclude<Link, 'store'>, () => string | RequestListener | null>;
  /** False: this life of the app is over, and nothing of it passes any more. */
  isAlive: (life: number) => boolean;
  /** `kill -9`, now. */
  kill: (life: number) => void;
  onPassed: (passed: Passed) => void;
  traffic?: Traffic;
};

type Asked = { life: number; link: Exclude<Link, 'store'>; path: string; name: string; body: Buffer };
type Exchange = {
  options: Options;
  close: () => void;
  request: IncomingMessage;
  response: ServerResponse;
  asked: Asked;
};

const readAll = async (stream: AsyncIterable<unknown>): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const agent = new Agent({ keepAlive: true });

const askUrl = (url: string, { method, path, headers, body }: Question) =>
  new Promise<Answer>((resolve, reject) => {
    const { host: _, connection: __, ...kept } = headers;
    const outgoing = requestHttp(`${url}${path}`, { method, headers: kept, agent }, (incoming) => {
      readAll(incoming).then(
        (read) => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: read }),
        reject,
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });

const pass = async ({ options, request, asked: { link, path, body } }: Exchange): Promise<Answer> => {
  const there = options.upstream[link]();
  if (there === null) throw new Error('nobody listens there');
  const question = { method: request.method ?? 'GET', path, headers: request.headers, body };
  return typeof there === 'string' ? askUrl(there, question) : askListener(there, question);
};

const PAGE: Answer = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: Buffer.from('<html><body>Hold on</body></html>'),
};

const BUSY: Record<string, unknown> = {
  slack: { ok: false, error: 'ratelimited' },
  telnyx: { errors: [{ code: '10011', title: 'Too many requests', detail: 'You have exceeded the limit.' }] },
};

const busy = (link: Link, seconds: number): Answer => ({
  status: 429,
  headers: { 'content-type': 'application/json', 'retry-after': String(seconds) },
  body: Buffer.from(JSON.stringify(BUSY[link] ?? {})),
});

/** A list of Telnyx of which only so many are left: nothing says that there were more. */
const shorten = (answer: Answer, left: number): Answer => {
  const { data, ...rest } = JSON.parse(answer.body.toString()) as { data?: unknown };
  if (!Array.isArray(data)) return answer;
  return { ...answer, body: Buffer.from(JSON.stringify({ ...rest, data: data.slice(0, left) })) };
};

const write = (response: ServerResponse, { status, headers, body }: Answer): void => {
  const { 'transfer-encoding': _, 'content-length': __, connection: ___, 'keep-alive': ____, ...kept } = headers;
  response.writeHead(status, { ...kept, 'content-length': body.byteLength });
  response.end(body);
};

/** The first half of it, then the end of the connection. */
const writeCut = (response: ServerResponse, { status, headers, body }: Answer): void => {
  const { 'transfer-encoding': _, 'content-length': __, connection: ___, ...kept } = headers;
  response.writeHead(status, { ...kept, 'content-length': body.byteLength });
  response.write(body.subarray(0, body.byteLength >> 1), () => response.socket?.destroy());
};

/** What comes of one request. Null: the connection ends; `open`: it stays, without an answer. */
const conclude = async (exchange: Exchange, fault: Fault | null): Promise<Answer | 'open' | null> => {
  const { asked, options } = exchange;
  switch (fault?.kind) {
    case undefined:
      return pass(exchange);
    case 'lost':
      return null;
    case 'unanswered':
      await pass(exchange);
      return null;
    case 'hanging':
      await pass(exchange);
      return 'open';
    case 'slow': {
      if (fault.before) await sleep(fault.ms);
      const answer = await pass(exchange);
      if (!fault.before) await sleep(fault.ms);
      return answer;
    }
    case 'busy':
      return busy(asked.link, fault.retryAfterSeconds);
    case 'broken':
      if (fault.taken) await pass(exchange);
      return { ...PAGE, status: fault.status };
    case 'html':
      if (fault.taken) await pass(exchange);
      return PAGE;
    case 'cut':
    case 'closing':
      return pass(exchange);
    case 'shortened':
      return shorten(await pass(exchange), fault.left);
    case 'twice':
      return (await Promise.all([pass(exchange), pass(exchange)]))[0] ?? null;
    case 'killed':
      if (!fault.before) await pass(exchange);
      options.kill(asked.life);
      return null;
  }
};

const serve = async (exchange: Exchange): Promise<void> => {
  const { options, request, response, asked } = exchange;
  const { life, link, name } = asked;
  const fault = options.book.take(link, name);
  const answer = await conclude(exchange, fault).catch(() => null);
  options.onPassed({ life, link, name, body: asked.body.toString(), fault, answer: answer === 'open' ? null : answer });
  if (answer === 'open') return;
  if (answer === null || !options.isAlive(life)) request.socket.destroy();
  else if (fault?.kind === 'closing') {
    response.once('finish', exchange.close);
    write(response, answer);
  } else if (fault?.kind === 'cut' && !fault.honest) writeCut(response, answer);
  else if (fault?.kind === 'cut')
    write(response, { ...answer, body: answer.body.subarray(0, answer.body.byteLength >> 1) });
  else write(response, answer);
};

/** `/<life>/<link>/…` */
const takeApart = async (request: IncomingMessage): Promise<Asked> => {
  const [, life = '0', link = '', ...rest] = (request.url ?? '').split('/');
  const path = `/${rest.join('/')}`;
  const body = await readAll(request);
  const asked = { life: Number(life), link: link as Asked['link'], path, body };
  return { ...asked, name: nameOf({ ...asked, method: request.method ?? 'GET', body: body.toString() }) };
};

/** Stands between the app and both simulators, in both directions, and does to each request what the book says. */
export const startFaultProxy = async (options: Options) => {
  const { traffic = createTraffic() } = options;
  const listen = (doors: { close: () => void }): RequestListener => {
    const close = (): void => doors.close();
    return (request, response) => {
      traffic.begin();
      response.once('close', traffic.end);
      takeApart(request)
        .then(async (asked) => {
          if (options.isAlive(asked.life)) await serve({ options, close, request, response, asked });
          else request.socket.destroy();
        })
        .catch(() => request.socket.destroy());
    };
  };
  const toTelnyx = { close: (): void => undefined };
  const telnyx = await openDoor(listen(toTelnyx));
  toTelnyx.close = telnyx.close;
  const others = await openDoor(listen({ close: () => undefined }));
  return {
    url: (life: number, link: Link): string => `${(link === 'telnyx' ? telnyx : others).url}/${life}/${link}`,
    /** Whoever was refused is let in again. */
    reopen: telnyx.open,
    stop: async (): Promise<void> => void (await Promise.all([telnyx.stop(), others.stop()])),
  };
};

export type FaultProxy = Awaited<ReturnType<typeof startFaultProxy>>;
