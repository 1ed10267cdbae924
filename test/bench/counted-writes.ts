import type { OpenBackend } from '../../src/store/open-store.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { watchWrites } from '../faults/watch-writes.ts';

/** A store's backend that tells what was written since it was last asked: `<kind>:<key>` for each write of a record. */
export const createCountedBackend = (): { openBackend: OpenBackend; take(): string[] } => {
  let written: string[] = [];
  return {
    openBackend: async (path) =>
      watchWrites(await openSqlite(path), (write, writes) => {
        written.push(...writes.map(({ name, key }) => `${name}:${key}`));
        return write();
      }),
    take: () => {
      const taken = written;
      written = [];
      return taken;
    },
  };
};
