import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';

/** Telnyx's own tolerance: an older or younger message may be a replay. */
const WINDOW_SECONDS = 5 * 60;
/** What stands before the 32 raw bytes of an Ed25519 key in its DER form (RFC 8410). */
const ED25519_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

export type SignedWebhook = {
  /** `telnyx-timestamp`: seconds since 1970. */
  timestamp: string | undefined;
  /** `telnyx-signature-ed25519`: base64. */
  signature: string | undefined;
  /** Byte for byte as it came: parsing and writing it again would break the signature. */
  rawBody: Buffer;
};

const toKey = (publicKey: string) =>
  createPublicKey({
    key: Buffer.concat([ED25519_PREFIX, Buffer.from(publicKey, 'base64')]),
    format: 'der',
    type: 'spki',
  });

/**
 * Whether Telnyx sent this, not long ago: Ed25519 over `timestamp|body`.
 * @param options `publicKeys` 32 bytes each in base64, as the portal shows them: while Telnyx changes its key both are
 * live for up to an hour; `now` epoch milliseconds of the real clock
 */
export const isFromTelnyx = (
  { timestamp, signature, rawBody }: SignedWebhook,
  options: { publicKeys: readonly string[]; now: number },
): boolean => {
  if (!timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(options.now / 1000 - Number(timestamp)) > WINDOW_SECONDS) return false;
  const signed = Buffer.concat([Buffer.from(`${timestamp}|`), rawBody]);
  return options.publicKeys.some((key) => verify(null, signed, toKey(key), Buffer.from(signature, 'base64')));
};

const envelope = z.object({
  data: z.object({
    id: z.string(),
    event_type: z.string(),
    payload: z.object({ id: z.string().optional() }).optional(),
  }),
});

export type TelnyxEvent = {
  id: string;
  /** `number_order.complete` is the only one that Telnyx specifies; others come too. */
  type: string;
  /** Id of the object that it is about. What the event says of it is not used: events come late and out of order. */
  objectId: string | null;
};

/** Null for anything that is not an event of Telnyx. */
export const parseWebhook = (rawBody: Buffer): TelnyxEvent | null => {
  try {
    const parsed = envelope.safeParse(JSON.parse(rawBody.toString('utf8')));
    if (!parsed.success) return null;
    const { id, event_type: type, payload } = parsed.data.data;
    return { id, type, objectId: payload?.id ?? null };
  } catch {
    return null;
  }
};
