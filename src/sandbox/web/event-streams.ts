import type { ServerResponse } from 'node:http';
import type { Person } from '../slack/people.ts';
import type { Changes } from './changes.ts';
import type { ToPageState } from './page-state.ts';

const HEARTBEAT_MS = 15_000;
/** How soon a browser connects again when the sandbox was restarted. */
const RECONNECT_MS = 1_000;

type Stream = { person: Person; response: ServerResponse; sentSeq: number };

/** Server-sent events: a whole state to each page whenever something changed; a page that reads slowly skips some. */
export const createEventStreams = ({ changes, toState }: { changes: Changes; toState: ToPageState }) => {
  const streams = new Set<Stream>();
  const send = (stream: Stream, texts: Map<string, string>): void => {
    const { person, response } = stream;
    const seq = changes.seq();
    if (stream.sentSeq === seq || response.writableNeedDrain) return;
    const text = texts.get(person.id) ?? JSON.stringify(toState(person, seq));
    texts.set(person.id, text);
    stream.sentSeq = seq;
    response.write(`id: ${seq}\ndata: ${text}\n\n`);
  };
  const sendAll = (): void => {
    const texts = new Map<string, string>();
    for (const stream of streams) send(stream, texts);
  };
  const stopListening = changes.onChange(sendAll);
  const heartbeat = setInterval(() => {
    for (const { response } of streams) response.write(': still here\n\n');
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return {
    open: (person: Person, response: ServerResponse): void => {
      const stream = { person, response, sentSeq: -1 };
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(`retry: ${RECONNECT_MS}\n\n`);
      streams.add(stream);
      response.on('close', () => streams.delete(stream));
      response.on('error', () => streams.delete(stream));
      response.on('drain', () => send(stream, new Map()));
      send(stream, new Map());
    },
    stop: (): void => {
      stopListening();
      clearInterval(heartbeat);
      for (const { response } of streams) response.end();
    },
  };
};

export type EventStreams = ReturnType<typeof createEventStreams>;
