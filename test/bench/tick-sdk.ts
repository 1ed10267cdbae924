import Telnyx from 'telnyx';
import { createPeerTick, KEY, type Listed } from './tick-peer.ts';
import type { Tick } from './tick-subject.ts';

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
