import { hash } from 'node:crypto';
import type { z } from 'zod';
import { type Client, readAnswer } from './client.ts';
import { readAll, readPages } from './paging.ts';
import { path } from './path.ts';
import type { ListedPart, Telnyx } from './telnyx.ts';
import { list, nothing, one, toLaterPageQuery, toPageQuery } from './wire/envelope.ts';
import { toRequirementsBody } from './wire/order-numbers.ts';
import { toGroupRefBody } from './wire/requirement-groups.ts';
import { listedPart, PENDING_WITH_NUMBERS, subOrder, toIncludeNumbers, toOrderFilter } from './wire/sub-orders.ts';

/** With up to 50 numbers in each, a page of 250 can be several megabytes. */
const PENDING_PAGE_SIZES = [250, 100, 50];

/** 250 a page: far more pending parts than an account has; a bound against a server that never ends. */
const MAX_PENDING_PAGES = 400;

/** A page is parsed at once, and longer than this it would hold up whoever waits for an ack. */
const MAX_PENDING_BYTES = 4 * 1024 * 1024;

const toListedPart = ({ wire, ...part }: z.output<typeof listedPart>): ListedPart => ({
  ...part,
  fingerprint: () => hash('sha1', JSON.stringify(wire), 'base64'),
  read: () => readAnswer(subOrder, { method: 'GET', path: '/sub_number_orders', body: wire }),
});

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

  async *listPending() {
    const pages = readPages({
      read: (page) =>
        client.get({
          path: path`/sub_number_orders`,
          query: { ...PENDING_WITH_NUMBERS, ...toPageQuery(page) },
          answer: list(listedPart),
          maxAnswerBytes: MAX_PENDING_BYTES,
        }),
      sizes: PENDING_PAGE_SIZES,
      maxPages: MAX_PENDING_PAGES,
    });
    for await (const { items, isWhole } of pages) yield { parts: items.map(toListedPart), complete: isWhole };
  },

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
