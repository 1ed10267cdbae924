import type { Namespace, Write } from '../../src/store/namespace.ts';
import type { Backend } from '../../src/store/sqlite.ts';

/** Stands around one write to the file, of one record or of several that stand or fall together. */
export type AroundWrite = <Done>(write: () => Promise<Done>, writes: readonly Write[]) => Promise<Done>;

/** The same database, each of whose writes is made by `around`. */
export const watchWrites = (backend: Backend, around: AroundWrite): Backend => ({
  ...backend,
  writeTogether: (writes) => around(() => backend.writeTogether(writes), writes),
  open: async <Value>(name: string): Promise<Namespace<Value>> => {
    const records = await backend.open<Value>(name);
    return {
      ...records,
      set: (key, value) => around(() => records.set(key, value), [records.toWrite(key, value)]),
      setMany: (entries) =>
        around(
          () => records.setMany(entries),
          entries.map(({ key, value }) => records.toWrite(key, value)),
        ),
      deleteMany: (keys) => around(() => records.deleteMany(keys), keys.map(records.toDelete)),
    };
  },
});
