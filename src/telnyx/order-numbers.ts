import type { Client } from './client.ts';
import { readAll } from './paging.ts';
import { path } from './path.ts';
import type { Telnyx } from './telnyx.ts';
import { list, one, toLaterPageQuery } from './wire/envelope.ts';
import { numberDetail, toCountryFilter, toRequirementsBody } from './wire/order-numbers.ts';

export const createOrderNumbers = (client: Client): Telnyx['orderNumbers'] => ({
  get: (orderNumberId) =>
    client.get({ path: path`/number_order_phone_numbers/${orderNumberId}`, answer: one(numberDetail) }),

  list: async ({ country } = {}) => {
    const { items } = await readAll({
      read: (page) =>
        client.get({
          path: path`/number_order_phone_numbers`,
          query: { ...toCountryFilter(country), ...toLaterPageQuery(page) },
          answer: list(numberDetail),
        }),
    });
    return items;
  },

  update: (orderNumberId, values) =>
    client.patch({
      path: path`/number_order_phone_numbers/${orderNumberId}`,
      body: toRequirementsBody(values),
      answer: one(numberDetail),
      personal: values.map(({ value }) => value),
    }),
});
