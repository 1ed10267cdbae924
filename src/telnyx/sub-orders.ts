import { z } from 'zod';
import type { Client } from './client.ts';
import type { CutPages } from './cut-list.ts';
import { type CutPart, createListedParts } from './listed-parts.ts';
import { type PageRequest, readAll, readPages } from './paging.ts';
import { path } from './path.ts';
import type { Telnyx } from './telnyx.ts';
import { list, nothing, one, toLaterPageQuery, toPageQuery } from './wire/envelope.ts';
import { toRequirementsBody } from './wire/order-numbers.ts';
import { toGroupRefBody } from './wire/requirement-groups.ts';
import { PENDING_WITH_NUMBERS, subOrder, toIncludeNumbers, toOrderFilter } from './wire/sub-orders.ts';

/** With up to 50 numbers in each, a page of 250 can be several megabytes. */
const PENDING_PAGE_SIZES = [250, 100, 50];

/** 250 a page: far more pending parts than an account has; a bound against a server that never ends. */
const MAX_PENDING_PAGES = 400;

/** A page is in memory as a whole, and cut at once: longer than this it would hold up whoever waits for an ack. */
const MAX_PENDING_BYTES = 4 * 1024 * 1024;

/** A list that could not be cut has its items parsed: those are refused. */
const cutPart = z.custom<CutPart>((item) => (item as Partial<CutPart> | null)?.bytes instanceof Uint8Array);

const readPending = async (client: Client, { page, cutItems }: { page: PageRequest; cutItems: CutPages<CutPart> }) =>
  client.get({
    path: path`/sub_number_orders`,
    query: { ...PENDING_WITH_NUMBERS, ...toPageQuery(page) },
    answer: list(cutPart),
    cutItems,
    maxAnswerBytes: MAX_PENDING_BYTES,
  });

const createListPending = (client: Client): Telnyx['subOrders']['listPending'] => {
  const listedParts = createListedParts();
  return async function* () {
    const { cutParts, toParts, end } = listedParts.begin();
    const pages = readPages({
      read: async (page) => {
        const answer = await readPending(client, { page, cutItems: cutParts });
        return { ...answer, items: await toParts(answer.items) };
      },
      sizes: PENDING_PAGE_SIZES,
      maxPages: MAX_PENDING_PAGES,
    });
    for await (const { items, isWhole } of pages) yield { parts: items, complete: isWhole };
    end();
  };
};

export const createSubOrders = (client: Client): Telnyx['subOrders'] => ({
  get: (subOrderId, { includeNumbers = false } = {}) =>
    client.get({
      path: path`/sub_number_orders/${subOrderId}`,
      query: toIncludeNumbers(includeNumbers),
      answer: one(subOrder),
    }),

  listByOrder: async (orderId) => {
    const { items } = await readAll({
      read: (page) =>
        client.get({
          path: path`/sub_number_orders`,
          query: { ...toOrderFilter(orderId), ...toLaterPageQuery(page) },
          answer: list(subOrder),
        }),
    });
    return items.filter((item) => item.orderId === orderId);
  },

  listPending: createListPending(client),

  update: (subOrderId, values) =>
    client.patch({
      path: path`/sub_number_orders/${subOrderId}`,
      body: toRequirementsBody(values),
      answer: one(subOrder),
      personal: values.map(({ value }) => value),
    }),

  cancel: (subOrderId) => client.patch({ path: path`/sub_number_orders/${subOrderId}/cancel`, answer: one(subOrder) }),

  applyGroup: (subOrderId, groupId) =>
    client.post({
      path: path`/sub_number_orders/${subOrderId}/requirement_group`,
      body: toGroupRefBody(groupId),
      answer: nothing,
    }),
});
