import axios from 'axios';
import { createPeerTick, KEY, type Listed } from './tick-peer.ts';
import type { Tick } from './tick-subject.ts';

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
