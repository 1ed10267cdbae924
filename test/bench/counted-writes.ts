import type { Namespace } from '../../src/store/namespace.ts';
import type { OpenBackend } from '../../src/store/open-store.ts';
import { openSqlite } from '../../src/store/sqlite.ts';

/** A store's backend that tells which records were written since it was last asked, as `<kind>:<key>`. */
export const createCountedBackend = (): { openBackend: OpenBackend; take(): Set<string> } => {
  let written = new Set<string>();
  return {
    openBackend: async (path) => {
      const backend = await openSqlite(path);
      return {
        ...backend,
        open: async <Value>(name: string): Promise<Namespace<Value>> => {
          const records = await backend.open<Value>(name);
          return {
            ...records,
            set: (key, value) => {
              written.add(`${name}:${key}`);
              return records.set(key, value);
            },
            setMany: (entries) => {
              for (const { key } of entries) written.add(`${name}:${key}`);
              return records.setMany(entries);
            },
          };
        },
      };
    },
    take: () => {
      const taken = written;
      written = new Set();
      return taken;
    },
  };
};
