import type { Namespace } from '../../src/store/namespace.ts';
import type { Backend } from '../../src/store/sqlite.ts';

/** Stands around one write of one namespace; `value` is what `set` was given. */
export type AroundWrite = <Done>(
  write: () => Promise<Done>,
  of: { name: string; key?: string; value?: unknown },
) => Promise<Done>;

/** The same database, each of whose writes is made by `around`. */
export const watchWrites = (backend: Backend, around: AroundWrite): Backend => ({
  ...backend,
  open: async <Value>(name: string): Promise<Namespace<Value>> => {
    const records = await backend.open<Value>(name);
    return {
      ...records,
      set: (key, value) => around(() => records.set(key, value), { name, key, value }),
      setMany: (entries) => around(() => records.setMany(entries), { name }),
      deleteMany: (keys) => around(() => records.deleteMany(keys), { name }),
    };
  },
});
