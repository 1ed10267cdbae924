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

/** What was done on one day (UTC), or on a part of one, and which before it has something. */
export type AuditDay = { entries: AuditEntry[]; before: string | null };

/** An empty day that comes after all others: days are walked back from it, and nothing of them is read at a start. */
const HEAD = 'head';
const NO_DAY: AuditDay = { entries: [], before: null };

/** Adding to a record writes all of it: a day on which more is done goes on in another one. */
const MOST_IN_ONE = 200;

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

const toDay = (key: string): string => key.slice(0, '2026-12-01'.length);

/** `2026-12-01`, then `2026-12-01.0001` and so on: they sort by time. */
const keyAfter = (key: string): string => {
  const count = Number(key.slice(toDay(key).length + 1)) + 1;
  return `${toDay(key)}.${String(count).padStart(4, '0')}`;
};

type Options = {
  records: SealedNamespace<AuditDay>;
  writeTogether: (writes: readonly Write[]) => Promise<void>;
  ensureOpen: () => void;
};

const createAppend = ({ records, writeTogether }: Options): AuditLog['append'] => {
  const begin = (key: string, { entries, before }: AuditDay): Promise<void> =>
    writeTogether([records.toWrite(key, { entries, before }), records.toWrite(HEAD, { entries: [], before: key })]);

  return async (entries) => {
    const [first] = entries;
    if (first === undefined) return;
    const day = dayOf(first.at);
    const { before: last } = (await records.get(HEAD)) ?? NO_DAY;
    // A clock that was set back must not bring the days out of their order.
    if (last === null || day > toDay(last)) return begin(day, { entries: [...entries], before: last });
    const known = (await records.get(last)) ?? NO_DAY;
    if (known.entries.length >= MOST_IN_ONE) return begin(keyAfter(last), { entries: [...entries], before: last });
    return records.set(last, { ...known, entries: [...known.entries, ...entries] });
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

/** A record a day, so that adding to it stays cheap however many years it holds; under a lock, so that two at once both stand. */
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
