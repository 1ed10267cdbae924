import type { AuditEntry, AuditPage, AuditPlace } from '../domain/audit-entry.ts';
import { createLocks } from './locks.ts';
import type { Write } from './namespace.ts';
import type { SealedNamespace } from './sealed-namespace.ts';

/** Who did what: only ever added to. */
export type AuditLog = {
  append(entries: readonly AuditEntry[]): Promise<void>;
  /** The newest first, `limit` at most, from `from` on backwards; null: from the newest. */
  newest(given: { from: AuditPlace | null; limit: number }): Promise<AuditPage>;
};

/** What was done on one day (UTC), and which day before it has something. */
export type AuditDay = { entries: AuditEntry[]; before: string | null };

/** An empty day that comes after all others: days are walked back from it, and nothing of them is read at a start. */
const HEAD = 'head';
const NO_DAY: AuditDay = { entries: [], before: null };

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

type Options = {
  records: SealedNamespace<AuditDay>;
  writeTogether: (writes: readonly Write[]) => Promise<void>;
  ensureOpen: () => void;
};

const createAppend = ({ records, writeTogether }: Options): AuditLog['append'] => {
  const addTo = async (day: string, entries: readonly AuditEntry[]): Promise<void> => {
    const { before: last } = (await records.get(HEAD)) ?? NO_DAY;
    // A clock that was set back must not bring the days out of their order.
    if (last !== null && day <= last) {
      const known = (await records.get(last)) ?? NO_DAY;
      return records.set(last, { ...known, entries: [...known.entries, ...entries] });
    }
    await writeTogether([
      records.toWrite(day, { entries: [...entries], before: last }),
      records.toWrite(HEAD, { entries: [], before: day }),
    ]);
  };
  return async (entries) => {
    const [first] = entries;
    if (first !== undefined) await addTo(dayOf(first.at), entries);
  };
};

/** What a day gives to a page that has room for `limit` more, and where the page goes on. */
const takeFrom = ({ entries, before }: AuditDay, { day, count, limit }: AuditPlace & { limit: number }): AuditPage => {
  const known = entries.slice(0, count);
  const taken = known.slice(-limit).toReversed();
  const left = known.length - taken.length;
  if (left > 0) return { entries: taken, older: { day, count: left } };
  return { entries: taken, older: before === null ? null : { day: before, count: Number.MAX_SAFE_INTEGER } };
};

/** Each step back meets a day with something in it: a page takes no more steps than it has entries. */
const createNewest =
  ({ records }: Options): AuditLog['newest'] =>
  async ({ from, limit }) => {
    const page: AuditPage = { entries: [], older: from ?? { day: HEAD, count: 0 } };
    while (page.older !== null && page.entries.length < limit) {
      const day: AuditDay = (await records.get(page.older.day)) ?? NO_DAY;
      const { entries, older } = takeFrom(day, { ...page.older, limit: limit - page.entries.length });
      page.entries.push(...entries);
      page.older = older;
    }
    return page;
  };

/** One record a day, so that adding to it stays cheap however many years it holds; under a lock, so that two at once both stand. */
export const createAuditLog = (options: Options): AuditLog => {
  const locks = createLocks();
  const append = createAppend(options);
  const newest = createNewest(options);
  return {
    append: async (entries) => {
      options.ensureOpen();
      await locks.run(HEAD, () => append(entries));
    },
    newest: async (given) => {
      options.ensureOpen();
      return newest(given);
    },
  };
};
