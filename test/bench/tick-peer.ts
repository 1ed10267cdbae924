import type { Tick } from './tick-subject.ts';
import type { PartWire } from './wire-parts.ts';

export const KEY = 'KEY-bench';

export type Listed = { data: PartWire[]; meta: { total_pages: number } };

/** What one would ask Telnyx with: a page of the list, and all that there is to read about one part. */
type Reads = {
  page(query: Record<string, string | number | boolean>): Promise<Listed>;
  part(part: PartWire): Promise<unknown>;
};

/** JSON and compare, as one would write it first: the list, what it said last in memory, and three reads for what changed. */
export const createPeerTick = ({ page: readPage, part: readPart }: Reads): Tick => {
  const known = new Map<string, string>();
  const isChanged = (part: PartWire): boolean => {
    const text = JSON.stringify(part);
    const before = known.get(part.id);
    known.set(part.id, text);
    return before !== undefined && before !== text;
  };
  return async () => {
    let changed = 0;
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const { data, meta } = await readPage({
        'filter[status]': 'pending',
        'filter[include_phone_numbers]': true,
        'page[number]': page,
        'page[size]': 250,
      });
      pages = meta.total_pages;
      for (const part of data.filter(isChanged)) {
        changed += 1;
        await readPart(part);
      }
    }
    return { read: changed, changed, written: 0, writes: 0 };
  };
};
