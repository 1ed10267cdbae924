import { createLate } from '../late.ts';
import { type HttpRoute, sendJson } from './http-server.ts';
import type { createMeters } from './meters.ts';

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
  /** Once the app listens: what was noted before is counted then. Rejects when Prometheus' client cannot be loaded. */
  begin(): Promise<void>;
  notePoll(poll: Poll): void;
  noteTelnyxCall(call: TelnyxCall): void;
  noteSlackCall(call: SlackCall): void;
  noteAck(ack: Ack): void;
};

type Meters = ReturnType<typeof createMeters>;

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
  const load = createLate(async (): Promise<Meters> => (await import('./meters.ts')).createMeters(metering));
  const begin = (): Promise<Meters> => {
    begun.resolve();
    return load();
  };
  // What cannot be counted is lost; whoever scrapes hears that nothing is.
  const note = (by: (meters: Meters) => void): void => void begun.promise.then(load).then(by, () => undefined);
  return {
    route: toRoute(async () => (await begin()).scrape()),
    begin: async () => void (await begin()),
    notePoll: (poll) => note((meters) => meters.notePoll(poll)),
    noteTelnyxCall: (call) => note((meters) => meters.noteTelnyxCall(call)),
    noteSlackCall: (call) => note((meters) => meters.noteSlackCall(call)),
    noteAck: (ack) => note((meters) => meters.noteAck(ack)),
  };
};
