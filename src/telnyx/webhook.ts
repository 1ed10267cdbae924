import { createPublicKey, verify } from 'node:crypto';

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
