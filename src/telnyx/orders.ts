import { AppError } from '../errors.ts';
import type { Client } from './client.ts';
import { MAX_PAGE_SIZE, type PageRequest, readAll } from './paging.ts';
import { path } from './path.ts';
import type { Telnyx } from './telnyx.ts';
import { list, one, toPageQuery } from './wire/envelope.ts';
import { numberOrder, numberOrderSummary, toOrderBody, toOrdersFilter } from './wire/orders.ts';

/** Telnyx filters references itself, so more pages than this mean that the filter was ignored. */
const MAX_REFERENCE_PAGES = 8;

export const createOrders = (client: Client): Telnyx['orders'] => {
  const readPage = (page: PageRequest, filter: { reference?: string | undefined; status?: string | undefined }) =>
    client.get({
      path: path`/number_orders`,
      query: { ...toOrdersFilter(filter), ...toPageQuery(page) },
      answer: list(numberOrderSummary),
    });

  return {
    create: (order) => client.post({ path: path`/number_orders`, body: toOrderBody(order), answer: one(numberOrder) }),

    get: (orderId) => client.get({ path: path`/number_orders/${orderId}`, answer: one(numberOrder) }),

    list: async ({ page = 1, size = 20, reference, status } = {}) => {
      const { items, totalPages, totalCount } = await readPage({ number: page, size }, { reference, status });
      const seenCount = (page - 1) * size + items.length;
      return {
        items,
        page,
        // Without a total, a full page may have one more behind it.
        totalPages: totalPages ?? (items.length < size ? page : page + 1),
        totalCount: totalCount ?? seenCount,
      };
    },

    findByReference: async (reference) => {
      const { items, isWhole } = await readAll({
        read: (page) => readPage(page, { reference }),
        sizes: [MAX_PAGE_SIZE],
        maxPages: MAX_REFERENCE_PAGES,
        isPagingDocumented: true,
      });
      const found = items.filter((order) => order.reference === reference);
      // "Not there" makes the caller order again, so it is said only of a list read to its end.
      if (found.length === 0 && !isWhole) {
        throw new AppError('telnyx_unclear', 'Telnyx GET /number_orders: the list could not be read to its end');
      }
      return found;
    },
  };
};
