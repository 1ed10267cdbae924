import type { Client } from './client.ts';
import { readAll } from './paging.ts';
import { path } from './path.ts';
import type { Telnyx } from './telnyx.ts';
import { address, toAddressBody } from './wire/addresses.ts';
import { list, one, toPageQuery } from './wire/envelope.ts';

export const createAddresses = (client: Client): Telnyx['addresses'] => ({
  create: ({ country, ...rest }) =>
    client.post({
      path: path`/addresses`,
      body: toAddressBody({ country, ...rest }),
      answer: one(address),
      personal: Object.values(rest).filter((value) => value !== null),
    }),

  // Telnyx has no filter for the country.
  list: async ({ country } = {}) => {
    const { items } = await readAll({
      read: (page) => client.get({ path: path`/addresses`, query: toPageQuery(page), answer: list(address) }),
      isPagingDocumented: true,
    });
    return country === undefined ? items : items.filter((item) => item.country === country);
  },
});
