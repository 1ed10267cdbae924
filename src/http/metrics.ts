import { type HttpRoute, sendJson } from './http-server.ts';

/** What is counted when somebody asks; see `Standing` of the domain. */
export type Counted = {
  orders: Record<string, number>;
  parts: Record<string, number>;
  owed: Record<string, number>;
  owedSince: number | null;
  lateByMs: number;
};

export type Poll = { outcome: string; ms: number };
/** `path` is a template: an id in it would be a series for each order. */
export type TelnyxCall = { method: string; path: string; status: number | null; ms: number };
export type SlackCall = { method: string; outcome: string };
export type Ack = { kind: string; ms: number };

export type Metering = { readCounted: () => Promise<Counted>; clock: { now(): number } };

export type Metrics = {
  route: HttpRoute;
  /** Once the app listens: what was noted before is counted then. */
  begin(): void;
  notePoll(poll: Poll): void;
  noteTelnyxCall(call: TelnyxCall): void;
  noteSlackCall(call: SlackCall): void;
  noteAck(ack: Ack): void;
};

const toRoute = (scrape: () => Promise<{ type: string; text: string }>): HttpRoute => ({
  method: 'GET',
  path: '/metrics',
  handle: async (_request, response) => {
    try {
      const { type, text } = await scrape();
      response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' });
      response.end(text);
    } catch {
      // Old counts would look like present ones: a failed scrape is what a monitor understands.
      sendJson(response, { status: 503, body: { error: 'the store did not answer' } });
    }
  },
});

/** `GET /metrics` for Prometheus, whose client is loaded behind the start: nobody need wait for it. */
export const createMetrics = (metering: Metering): Metrics => {
  const begun = Promise.withResolvers<void>();
  const loaded = begun.promise.then(async () => (await import('./meters.ts')).createMeters(metering));
  const scrape = async () => {
    begun.resolve();
    return (await loaded).scrape();
  };
  return {
    route: toRoute(scrape),
    begin: begun.resolve,
    notePoll: (poll) => void loaded.then((meters) => meters.notePoll(poll)),
    noteTelnyxCall: (call) => void loaded.then((meters) => meters.noteTelnyxCall(call)),
    noteSlackCall: (call) => void loaded.then((meters) => meters.noteSlackCall(call)),
    noteAck: (ack) => void loaded.then((meters) => meters.noteAck(ack)),
  };
};
