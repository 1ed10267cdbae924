import type { Query } from './query.ts';
import type { Simulation } from './simulation.ts';

export type Reply = {
  status: number;
  /** JSON, unless bytes. */
  body: unknown;
  headers?: Record<string, string>;
};

export type Upload = { filename: string; content: Uint8Array; reference: string | null };

export type Call = {
  simulation: Simulation;
  params: Record<string, string>;
  query: Query;
  body: Record<string, unknown>;
  /** Set for multipart bodies only. */
  upload: Upload | null;
  /** Epoch milliseconds, one instant for the whole call. */
  now: number;
};

export type Route = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** As Telnyx's description writes it: `/number_orders/{id}`. */
  path: string;
  /** Query parameters that are known here; others are refused. */
  query?: readonly string[];
  handle(call: Call): Reply;
};

export const data = (value: unknown): Reply => ({ status: 200, body: { data: value } });

export const metaOf = ({ page, size, total }: { page: number; size: number; total: number }) => ({
  page_number: page,
  page_size: size,
  total_pages: Math.max(1, Math.ceil(total / size)),
  total_results: total,
});

/** A page of `items`: `usual` (20) unless asked, at most 250, each shaped only when it is on the page. */
export const paged = <Item>(
  call: Call,
  { items, toWire, usual = 20 }: { items: readonly Item[]; toWire: (item: Item) => unknown; usual?: number },
): Reply => {
  const page = call.query.count('page[number]', { min: 1, max: 1_000_000, whenAbsent: 1 });
  const size = call.query.count('page[size]', { min: 1, max: 250, whenAbsent: usual });
  const shown = items.slice((page - 1) * size, page * size);
  return { status: 200, body: { data: shown.map(toWire), meta: metaOf({ page, size, total: items.length }) } };
};

/** Lists that Telnyx documents without page parameters: everything at once. */
export const whole = <Item>(items: Item[], toWire: (item: Item) => unknown): Reply => ({
  status: 200,
  body: { data: items.map(toWire), meta: metaOf({ page: 1, size: Math.max(items.length, 1), total: items.length }) },
});

export const param = (call: Call, name: string): string => call.params[name] ?? '';
