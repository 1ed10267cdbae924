import type { Namespace } from '../../src/store/namespace.ts';
import type { OpenBackend } from '../../src/store/open-store.ts';
import { openSqlite } from '../../src/store/sqlite.ts';

/** A store's backend that tells what was written since it was last asked: `<kind>:<key>` for each write of a record. */
export const createCountedBackend = (): { openBackend: OpenBackend; take(): string[] } => {
  let written: string[] = [];
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
              written.push(`${name}:${key}`);
              return records.set(key, value);
            },
            setMany: (entries) => {
              for (const { key } of entries) written.push(`${name}:${key}`);
              return records.setMany(entries);
            },
          };
        },
      };
    },
    take: () => {
      const taken = written;
      written = [];
      return taken;
    },
  };
};
