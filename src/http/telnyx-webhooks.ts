import type { IncomingMessage } from 'node:http';
import type { Log } from '../log.ts';
import { isFromTelnyx, parseWebhook, type TelnyxEvent } from '../telnyx/webhook.ts';
import { type HttpRoute, sendJson } from './http-server.ts';

/** An order of fifty numbers takes some 50 KB. */
const BODY_LIMIT_BYTES = 1024 * 1024;
/** Telnyx repeats an event that it thinks was missed; so many are remembered. */
const MOST_REMEMBERED = 2_000;

type Options = {
  /** Null: no key is configured, so nothing can be trusted and every call is refused. */
  publicKey: string | null;
  log: Log;
  /** Reads the order again; runs after the answer, since Telnyx waits two seconds. */
  refreshOrder(orderId: string): Promise<unknown>;
  /** The same for a requirement group. */
  refreshGroup(groupId: string): Promise<unknown>;
};

/** Telnyx announces "Requirement Group Status Change" without naming the event: all that begin so are taken for it. */
const GROUP_EVENT = 'requirement_group';

/** Null when the sender goes on beyond the limit or breaks off. */
const readBody = async (request: IncomingMessage): Promise<Buffer | null> => {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      size += (chunk as Buffer).byteLength;
      if (size > BODY_LIMIT_BYTES) return null;
      chunks.push(chunk as Buffer);
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks);
};

const headerOf = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

type Received = { status: 200 | 400 | 401 | 413; event: TelnyxEvent | null };

const receive = async (request: IncomingMessage, publicKey: string | null): Promise<Received> => {
  const rawBody = await readBody(request);
  if (!rawBody) return { status: 413, event: null };
  const signed = {
    timestamp: headerOf(request, 'telnyx-timestamp'),
    signature: headerOf(request, 'telnyx-signature-ed25519'),
    rawBody,
  };
  if (publicKey === null || !isFromTelnyx(signed, { publicKey, now: Date.now() })) return { status: 401, event: null };
  const event = parseWebhook(rawBody);
  return event ? { status: 200, event } : { status: 400, event: null };
};

/** `POST /telnyx/webhooks`: a hint that an order or a group changed, so that its thread hears of it before the next poll. */
export const telnyxWebhookRoute = ({ publicKey, log, refreshOrder, refreshGroup }: Options): HttpRoute => {
  const seen = new Set<string>();

  const act = async (event: TelnyxEvent): Promise<void> => {
    if (seen.has(event.id)) return;
    if (seen.size >= MOST_REMEMBERED) seen.clear();
    seen.add(event.id);
    if (event.type.startsWith('number_order.') && event.objectId) await refreshOrder(event.objectId);
    else if (event.type.startsWith(GROUP_EVENT) && event.objectId) await refreshGroup(event.objectId);
    else log.debug({ eventType: event.type }, 'an event of Telnyx that nothing here waits for');
  };

  return {
    method: 'POST',
    path: '/telnyx/webhooks',
    handle: async (request, response) => {
      const { status, event } = await receive(request, publicKey);
      sendJson(response, { status, body: status === 200 ? { received: true } : { error: 'refused' } });
      if (status === 413) request.destroy();
      if (!event) return;
      await act(event).catch((error: unknown) => {
        log.warn(
          { eventType: event.type, reason: error instanceof Error ? error.message : 'unknown' },
          'an event of Telnyx could not be used; the poll will see it',
        );
      });
    },
  };
};
