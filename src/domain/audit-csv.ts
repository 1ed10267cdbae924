import type { AuditEntry } from './audit-entry.ts';
import { toCsvLine } from './csv.ts';

type Column = { name: string; of: (entry: AuditEntry) => string | null };

const COLUMNS: readonly Column[] = [
  { name: 'time', of: ({ at }) => new Date(at).toISOString() },
  { name: 'person', of: ({ personId }) => personId },
  { name: 'act', of: ({ act }) => act },
  { name: 'detail', of: ({ detail }) => detail },
  { name: 'reference', of: ({ reference }) => reference },
  { name: 'order', of: ({ orderKey }) => orderKey },
  { name: 'telnyx_order', of: ({ orderId }) => orderId },
  { name: 'telnyx_part', of: ({ partId }) => partId },
  { name: 'telnyx_group', of: ({ groupId }) => groupId },
];

/** A line that names the columns, then one for each act, in the order given. Nothing at all where the first one cannot be read. */
export const toAuditCsv = async function* (entries: AsyncIterable<AuditEntry>): AsyncGenerator<string> {
  let head = toCsvLine(COLUMNS.map(({ name }) => name));
  for await (const entry of entries) {
    yield head + toCsvLine(COLUMNS.map(({ of }) => of(entry)));
    head = '';
  }
  if (head !== '') yield head;
};
