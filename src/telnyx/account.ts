import type { z } from 'zod';
import type { Client } from './client.ts';
import { readAll } from './paging.ts';
import { type Path, path } from './path.ts';
import type { Telnyx } from './telnyx.ts';
import { billingGroup, connection, messagingProfile } from './wire/account.ts';
import { list, toPageQuery } from './wire/envelope.ts';
import { subOrder } from './wire/sub-orders.ts';

/** The settings of the account that an order can name. */
export const createAccount = (client: Client): Telnyx['account'] => {
  const readOptions = async <Option extends { id: string }>(url: Path, option: z.ZodType<Option>) => {
    const { items } = await readAll({
      read: (page) => client.get({ path: url, query: toPageQuery(page), answer: list(option) }),
      isPagingDocumented: true,
    });
    return items;
  };

  return {
    id: async () => {
      const page = toPageQuery({ number: 1, size: 1 });
      const { items } = await client.get({ path: path`/sub_number_orders`, query: page, answer: list(subOrder) });
      return items[0]?.accountId ?? null;
    },
    connections: () => readOptions(path`/connections`, connection),
    messagingProfiles: () => readOptions(path`/messaging_profiles`, messagingProfile),
    billingGroups: async () => {
      const groups = await readOptions(path`/billing_groups`, billingGroup);
      return groups.filter(({ isDeleted }) => !isDeleted).map(({ id, name }) => ({ id, name }));
    },
  };
};
