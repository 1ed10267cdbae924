import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Answer, Envelope, Transport } from './delivery.ts';
import { fieldsOf, isFields, textOf } from './shapes.ts';
import type { World } from './world.ts';

/** Slack allows so many connections for one app. */
const CONNECTION_LIMIT = 10;
/** Often enough for clients that call a silent half-minute a broken line. */
const PING_EVERY_MS = 10_000;

export type SocketMode = Transport & {
  handleUpgrade(upgrade: Upgrade): void;
  connections(): number;
  /** Asks every client to connect anew, as Slack does every few hours. */
  refresh(): void;
  /** Breaks every line without a word. */
  cut(): void;
  stop(): Promise<void>;
};

type Upgrade = { request: IncomingMessage; socket: Duplex; head: Buffer };

type Waiting = { socket: WebSocket; settle: (answer: Answer) => void };

const parseAck = (data: RawData): { id: string; body: unknown } | null => {
  try {
    const message = JSON.parse(String(data)) as unknown;
    if (!isFields(message)) return null;
    const payload = fieldsOf(message.payload);
    return { id: textOf(message.envelope_id), body: Object.keys(payload).length === 0 ? null : payload };
  } catch {
    return null;
  }
};

const toWire = (id: string, envelope: Envelope): string => {
  const { kind, payload, acceptsAnswer, attempt, retryReason } = envelope;
  const retry = kind === 'events_api' ? { retry_attempt: attempt, retry_reason: retryReason } : {};
  return JSON.stringify({ envelope_id: id, type: kind, payload, accepts_response_payload: acceptsAnswer, ...retry });
};

/** How long a client may take to say goodbye when the simulator stops. */
const GOODBYE_MS = 500;

/** Closes with a handshake: a client that is cut off in the middle of its own waits half a minute for the answer. */
const hangUp = (socket: WebSocket): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => socket.terminate(), GOODBYE_MS);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.close(1001);
  });

const lineBroke: Answer = { kind: 'failed', code: 'dispatch_failed', detail: 'the connection closed before the ack' };
const tooLate: Answer = { kind: 'failed', code: 'operation_timeout', detail: 'the app did not answer in time' };

/** The acks that Slack waits for, each with its deadline. */
const createWaitingRoom = (timeoutMs: number) => {
  const waiting = new Map<string, Waiting>();
  return {
    expect: (id: string, socket: WebSocket): Promise<Answer> =>
      new Promise((resolve) => {
        const settle = (answer: Answer) => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve(answer);
        };
        const timer = setTimeout(() => settle(tooLate), timeoutMs);
        waiting.set(id, { socket, settle });
      }),
    answer: (id: string, answer: Answer) => waiting.get(id)?.settle(answer),
    abandon: (socket: WebSocket) => {
      for (const one of [...waiting.values()]) if (one.socket === socket) one.settle(lineBroke);
    },
  };
};

/** The lines that are open, and what comes in over them. */
const createLines = (world: World, room: ReturnType<typeof createWaitingRoom>) => {
  const sockets: WebSocket[] = [];
  const announce = () => world.feed.emit({ type: 'connections', count: sockets.length });
  const forget = (socket: WebSocket) => {
    const index = sockets.indexOf(socket);
    if (index >= 0) sockets.splice(index, 1);
    room.abandon(socket);
    announce();
  };
  const greet = (socket: WebSocket) => {
    sockets.push(socket);
    socket.on('message', (data) => {
      const ack = parseAck(data);
      if (ack !== null) room.answer(ack.id, { kind: 'acked', body: ack.body });
    });
    socket.on('close', () => forget(socket));
    socket.on('error', () => socket.terminate());
    socket.send(JSON.stringify(hello(world, sockets.length)));
    announce();
  };
  return { sockets, announce, greet };
};

/** A client that was asked to leave gets nothing more, so the next delivery takes its new connection. */
const refreshLines = ({ sockets, announce }: ReturnType<typeof createLines>) => {
  const bye = { type: 'disconnect', reason: 'refresh_requested', debug_info: { host: 'simulator' } };
  for (const socket of sockets.splice(0)) socket.send(JSON.stringify(bye));
  announce();
};

const createUpgrade = (
  world: World,
  { server, lines }: { server: WebSocketServer; lines: ReturnType<typeof createLines> },
) => {
  const isAllowed = (request: IncomingMessage) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const isOurs = pathname === '/link/' && world.socketUrl.take(searchParams.get('ticket') ?? '');
    return isOurs && lines.sockets.length < CONNECTION_LIMIT;
  };
  return ({ request, socket, head }: Upgrade) => {
    if (isAllowed(request)) server.handleUpgrade(request, socket, head, lines.greet);
    else socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  };
};

export const createSocketMode = ({ world, timeoutMs }: { world: World; timeoutMs: number }): SocketMode => {
  const server = new WebSocketServer({ noServer: true });
  const room = createWaitingRoom(timeoutMs);
  const lines = createLines(world, room);
  const { sockets } = lines;
  let turn = 0;
  const pings = setInterval(() => {
    for (const socket of sockets) socket.ping();
  }, PING_EVERY_MS);
  pings.unref();
  return {
    name: 'socket',
    send: (envelope) => {
      turn += 1;
      const socket = sockets[turn % sockets.length];
      if (socket === undefined) return Promise.resolve(lineBroke);
      const id = randomUUID();
      const answer = room.expect(id, socket);
      socket.send(toWire(id, envelope));
      return answer;
    },
    handleUpgrade: createUpgrade(world, { server, lines }),
    connections: () => sockets.length,
    refresh: () => refreshLines(lines),
    cut: () => {
      for (const socket of [...sockets]) socket.terminate();
    },
    stop: async () => {
      clearInterval(pings);
      await Promise.all([...server.clients].map(hangUp));
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};

const hello = (world: World, connections: number) => ({
  type: 'hello',
  num_connections: connections,
  debug_info: { host: 'simulator', build_number: 1, approximate_connection_time: 18060 },
  connection_info: { app_id: world.seed.app.id },
});
