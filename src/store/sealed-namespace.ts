import type { Cipher } from './cipher.ts';
import type { Namespace } from './namespace.ts';
import { rewrite } from './rewrite.ts';

/** A namespace whose values nobody reads in the file. */
export type SealedNamespace<Value> = Namespace<Value> & {
  /** Sets a value, and gives it as it will be read: a copy that nobody else holds, for less than cloning takes. */
  keep(key: string, value: Value): Promise<Value>;
  /** Seals what stands there plain or under the former key. Answers how many that were; see `rewrite`. */
  reseal(): Promise<number>;
};

/**
 * Whole values are sealed: comments, references, answers and names stand anywhere in them. Keys stay plain, since the database
 * looks them up. Sealed here, not by Keyv's `encryption`: that sees a text without its key, and a sealed text
 * could be moved to another order unnoticed.
 * @param records what is in the file: sealed texts, or plain values from before there was a seal
 */
export const createSealedNamespace = <Value extends object>({
  records,
  cipher,
  name,
}: {
  records: Namespace<unknown>;
  cipher: Cipher;
  name: string;
}): SealedNamespace<Value> => {
  const about = (key: string): string => `${name}:${key}`;
  const seal = (key: string, text: string): string => cipher.seal(text, about(key));
  const toText = (key: string, stored: unknown): string =>
    typeof stored === 'string' ? cipher.open(stored, about(key)) : JSON.stringify(stored);
  const open = (key: string, stored: unknown): Value =>
    typeof stored === 'string' ? (JSON.parse(toText(key, stored)) as Value) : (stored as Value);

  return {
    get: async (key) => {
      const stored = await records.get(key);
      return stored === undefined ? undefined : open(key, stored);
    },
    getMany: async (keys) => {
      const found = await records.getMany(keys);
      return keys.map((key, at) => (found[at] === undefined ? undefined : open(key, found[at])));
    },
    set: (key, value) => records.set(key, seal(key, JSON.stringify(value))),
    keep: async (key, value) => {
      const text = JSON.stringify(value);
      await records.set(key, seal(key, text));
      return JSON.parse(text) as Value;
    },
    setMany: (entries) =>
      records.setMany(entries.map(({ key, value }) => ({ key, value: seal(key, JSON.stringify(value)) }))),
    deleteMany: records.deleteMany,
    toWrite: (key, value) => records.toWrite(key, seal(key, JSON.stringify(value))),
    toDelete: records.toDelete,
    entries: async function* () {
      for await (const [key, stored] of records.entries()) yield [key, open(key, stored)];
    },
    reseal: () =>
      rewrite(records, (key, stored) =>
        typeof stored === 'string' && cipher.isCurrent(stored) ? null : seal(key, toText(key, stored)),
      ),
  };
};
