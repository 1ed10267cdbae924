import type { IncomingMessage } from 'node:http';
import type { HearFromTelnyx } from '../flows/hear-from-telnyx.ts';
import { type Log, onJourney } from '../log.ts';
import { isFromTelnyx } from '../telnyx/webhook.ts';
import type { TelnyxEvent } from '../telnyx/wire/webhook.ts';
import { type HttpRoute, sendJson } from './http-server.ts';
import { readBody } from './read-body.ts';

/** An order of fifty numbers takes some 50 KB. */
const BODY_LIMIT_BYTES = 1024 * 1024;
const MOST_REMEMBERED = 2_000;

type Options = {
  /** None: nothing can be trusted, and every call is refused. */
  publicKeys: readonly string[];
  log: Log;
  hear: HearFromTelnyx;
  /** A signed event came; runs after the answer. */
  noteReceived(): Promise<void>;
  /** Of the journey that an event begins: its lines of the log have it. */
  newJourney(): string;
  /** Ids of events; Telnyx repeats one that it thinks was missed. */
  mostRemembered?: number;
};

export type TelnyxWebhooks = {
  route: HttpRoute;
  /** Resolves when no event is being worked on any more. */
  settled(): Promise<void>;
};

const headerOf = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

/** For whoever waits for webhooks in vain. Holds nothing of what was sent: anybody may call. */
const whyRefused = (status: 400 | 401 | 413, publicKeys: readonly string[]): string => {
  if (status === 413) return 'larger than any event of Telnyx';
  if (status === 400) return 'signed by Telnyx, but no event that is understood';
  return publicKeys.length === 0
    ? 'TELNYX_PUBLIC_KEY is not set'
    : 'not signed by Telnyx within five minutes: should it be from Telnyx, check TELNYX_PUBLIC_KEY and the clock of this machine';
};

type Received = { status: 200 | 400 | 401 | 413; event: TelnyxEvent | null };

const receive = async (request: IncomingMessage, publicKeys: readonly string[]): Promise<Received> => {
  const rawBody = await readBody(request, BODY_LIMIT_BYTES);
  if (!rawBody) return { status: 413, event: null };
  const signed = {
    timestamp: headerOf(request, 'telnyx-timestamp'),
    signature: headerOf(request, 'telnyx-signature-ed25519'),
    rawBody,
  };
  if (!isFromTelnyx(signed, { publicKeys, now: Date.now() })) return { status: 401, event: null };
  // With the other schemas of Telnyx, which a start does not wait for.
  const { parseWebhook } = await import('../telnyx/wire/webhook.ts');
  const event = parseWebhook(rawBody);
  return event ? { status: 200, event } : { status: 400, event: null };
};

/** Ids of the latest events: the oldest makes room. */
const createSeen = (most: number) => {
  const ids = new Set<string>();
  return {
    has: (id: string): boolean => ids.has(id),
    add: (id: string): void => {
      const [oldest] = ids;
      if (ids.size >= most && oldest !== undefined) ids.delete(oldest);
      ids.add(id);
    },
    forget: (id: string): void => void ids.delete(id),
  };
};

const createWork = ({ log, hear, noteReceived, mostRemembered = MOST_REMEMBERED }: Options) => {
  const seen = createSeen(mostRemembered);

  const act = async ({ type, objectId }: TelnyxEvent): Promise<void> => {
    if (type.startsWith('number_order.') && objectId) return hear.orderChanged(objectId);
    // Telnyx announces "Requirement Group Status Change" without naming the event: all that begin so are taken for it.
    if (type.startsWith('requirement_group') && objectId) return hear.groupChanged(objectId);
    log.debug({ eventType: type }, 'an event of Telnyx that nothing here waits for');
  };

  return async (event: TelnyxEvent): Promise<void> => {
    if (seen.has(event.id)) return;
    seen.add(event.id);
    try {
      await noteReceived();
      await act(event);
    } catch (error) {
      // Should Telnyx send it again, it is worked on again.
      seen.forget(event.id);
      const reason = error instanceof Error ? error.message : 'unknown';
      log.warn({ eventType: event.type, reason }, 'an event of Telnyx could not be used; the poll will see it');
    }
  };
};

/** `POST /telnyx/webhooks`: a hint that an order or a group changed, so that its thread hears of it before the next poll. */
export const createTelnyxWebhooks = (options: Options): TelnyxWebhooks => {
  const work = createWork(options);
  const atWork = new Set<Promise<void>>();
  const start = (event: TelnyxEvent): void => {
    const journey = { id: options.newJourney(), from: 'webhook' } as const;
    const working = onJourney(journey, () => work(event)).finally(() => atWork.delete(working));
    atWork.add(working);
  };
  return {
    route: {
      method: 'POST',
      path: '/telnyx/webhooks',
      bodyLimitBytes: BODY_LIMIT_BYTES,
      handle: async (request, response) => {
        const { status, event } = await receive(request, options.publicKeys);
        const body = status === 200 ? { received: true } : { error: 'refused' };
        // Telnyx waits two seconds for the answer: the work comes after it.
        sendJson(response, { status, body, close: status === 413 });
        if (status !== 200)
          options.log.warn({ status, reason: whyRefused(status, options.publicKeys) }, 'a webhook was refused');
        if (event) start(event);
      },
    },
    settled: async () => {
      while (atWork.size > 0) await Promise.all(atWork);
    },
  };
};
