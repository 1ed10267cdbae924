import type { Namespace } from './namespace.ts';

/** Written in one go, which costs one wait for the disk; as many as `entries` reads between two turns. */
const ENTRIES_A_PAGE = 25;

/**
 * Writes anew what `change` makes of each entry, page by page; null leaves the entry as it is. `entries` gives the event
 * loop its turns. Only while nobody else writes: at a start. Cut short, it may be run again.
 * @returns how many were written
 */
export const rewrite = async <Value>(
  records: Namespace<Value>,
  change: (key: string, value: Value) => Value | null,
): Promise<number> => {
  let count = 0;
  let page: { key: string; value: Value }[] = [];
  const flush = async (): Promise<void> => {
    if (page.length > 0) await records.setMany(page);
    count += page.length;
    page = [];
  };
  for await (const [key, known] of records.entries()) {
    const value = change(key, known);
    if (value !== null && page.push({ key, value }) === ENTRIES_A_PAGE) await flush();
  }
  await flush();
  return count;
};
