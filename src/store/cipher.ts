import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { AppError } from '../errors.ts';

/** Personal data at rest: AES-256-GCM. `about` binds a text to its place, so that it cannot be moved to another one. */
export type Cipher = {
  seal(text: string, about: string): string;
  /** Rejects by throwing `AppError('store_failed')`: another key, or the text was changed. */
  open(sealed: string, about: string): string;
  /** Sealed with the first key; of the others it is to be sealed anew. */
  isCurrent(sealed: string): boolean;
};

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID_LENGTH = 8;

/** An object, not bytes: those would be made one for each text, which costs more than most texts do. */
type Key = { id: string; secret: KeyObject };

/** A few letters of the key's hash stand before each text: with two keys the right one is known at once. */
const toKey = (base64: string): Key => {
  const bytes = Buffer.from(base64, 'base64');
  return {
    secret: createSecretKey(bytes),
    id: createHash('sha256').update(bytes).digest('hex').slice(0, KEY_ID_LENGTH),
  };
};

/** @param keys 32 bytes each, in base64: the first one seals, all of them open (a rotation has two) */
export const createCipher = (keys: readonly string[]): Cipher => {
  const known = keys.map(toKey);
  const [current] = known;
  if (current === undefined) throw new TypeError('a cipher needs a key');

  return {
    isCurrent: (sealed) => sealed.startsWith(`${current.id}.`),
    seal: (text, about) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, current.secret, iv).setAAD(Buffer.from(about));
      const sealed = [cipher.update(text, 'utf8'), cipher.final()];
      return `${current.id}.${Buffer.concat([iv, cipher.getAuthTag(), ...sealed]).toString('base64')}`;
    },
    open: (sealed, about) => {
      const [id, packed = ''] = sealed.split('.');
      const key = known.find((each) => each.id === id);
      if (key === undefined) throw new AppError('store_failed', 'sealed with a key that is not configured');
      const bytes = Buffer.from(packed, 'base64');
      try {
        const decipher = createDecipheriv(ALGORITHM, key.secret, bytes.subarray(0, IV_BYTES), {
          authTagLength: TAG_BYTES,
        }).setAAD(Buffer.from(about));
        decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8');
        return text + decipher.final('utf8');
      } catch {
        throw new AppError('store_failed', 'a sealed text was changed, or moved from its place');
      }
    },
  };
};
