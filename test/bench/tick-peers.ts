import axios from 'axios';
import Telnyx from 'telnyx';
import type { Tick } from './tick-subject.ts';
import type { PartWire } from './wire-parts.ts';

const KEY = 'KEY-bench';

type Listed = { data: PartWire[]; meta: { total_pages: number } };

/** What one would ask Telnyx with: a page of the list, and all that there is to read about one part. */
type Reads = {
  page(query: Record<string, string | number | boolean>): Promise<Listed>;
  part(part: PartWire): Promise<unknown>;
};

/** JSON and compare, as one would write it first: the list, what it said last in memory, and three reads for what changed. */
const createPeerTick = ({ page: readPage, part: readPart }: Reads): Tick => {
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

export const createBareTick = (apiUrl: string): Tick => {
  const http = axios.create({ baseURL: apiUrl, headers: { Authorization: `Bearer ${KEY}` } });
  return createPeerTick({
    page: async (params) => (await http.get<Listed>('/sub_number_orders', { params })).data,
    part: async ({ id, phone_numbers: [number] }) => {
      await http.get(`/sub_number_orders/${id}`, { params: { 'filter[include_phone_numbers]': true } });
      await http.get(`/number_order_phone_numbers/${number?.id}`);
      const about = { 'filter[comment_record_type]': 'sub_number_order', 'filter[comment_record_id]': id };
      await http.get('/comments', { params: about });
    },
  });
};

/** On the official SDK, which pages this list only when it is told to in the query. */
export const createSdkTick = (apiUrl: string): Tick => {
  const client = new Telnyx({ apiKey: KEY, baseURL: apiUrl });
  return createPeerTick({
    page: (query) => client.get<Listed>('/sub_number_orders', { query }),
    part: async ({ id, phone_numbers: [number] }) => {
      await client.subNumberOrders.retrieve(id, { filter: { include_phone_numbers: true } });
      await client.numberOrderPhoneNumbers.retrieve(number?.id ?? '');
      await client.comments.list({ filter: { comment_record_type: 'sub_number_order', comment_record_id: id } });
    },
  });
};
