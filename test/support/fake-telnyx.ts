import type { ListedPart, NumberOrder, SubOrder, Telnyx } from '../../src/telnyx/telnyx.ts';
import { createFakeAccount, notFound } from './fake-account.ts';
import { createFakeGroups } from './fake-groups.ts';
import type { Life } from './fakes.ts';

/** Just enough of Telnyx for the flows. */
export const createFakeTelnyx = (life: Life, clock: { now(): number }) => {
  const account = createFakeAccount(clock);
  const { state, throwIfSick, partOf, decide, toSubOrder, toOrder, toNumberDetail, placeOfNumber, addNumber, answer } =
    account;
  const toSummary = ({ phoneNumbers: _, ...summary }: NumberOrder) => summary;
  const run = <Result>(name: string, act: () => Result): Promise<Result> => life.run(`telnyx.${name}`, act);
  const groups = createFakeGroups(account, run);

  const telnyx: Telnyx = {
    numbers: {
      search: (query) =>
        run('search', () => {
          const numbers = state.available.filter(
            ({ country, numberType, phoneNumber }) =>
              country === query.country &&
              (query.numberType === null || numberType === query.numberType) &&
              phoneNumber.endsWith(query.endsWith ?? '') &&
              phoneNumber.includes(query.areaCode ?? ''),
          );
          return { numbers: numbers.slice(0, query.limit), totalCount: numbers.length, bestEffortCount: 0 };
        }),
    },
    coverage: { get: async () => notFound('coverage'), list: async () => [] },
    orders: {
      create: ({ phoneNumbers, reference }) =>
        run('orders.create', () => {
          const id = `order-${state.orders.length + 1}`;
          state.orders.push({ id, reference, status: 'pending', createdAt: clock.now() });
          for (const { phoneNumber, requirementGroupId } of phoneNumbers) {
            addNumber(id, phoneNumber);
            const { part, number } = placeOfNumber(`num-${phoneNumber}`);
            if (requirementGroupId !== null) answer(part, groups.valuesOf(requirementGroupId), [number]);
          }
          return toOrder(id);
        }),
      get: (id) =>
        run('orders.get', () => {
          throwIfSick(id);
          return toOrder(id);
        }),
      list: async () => ({ items: [], page: 1, totalPages: 1, totalCount: 0 }),
      // Loose on purpose: whoever asks has to compare.
      findByReference: (reference) =>
        run('orders.findByReference', () =>
          state.orders.filter((order) => order.reference.includes(reference)).map(({ id }) => toSummary(toOrder(id))),
        ),
    },
    subOrders: {
      get: (id, options) => run('subOrders.get', () => toSubOrder(partOf(id), options?.includeNumbers ?? false)),
      listByOrder: (orderId) =>
        run('subOrders.listByOrder', () =>
          state.parts.filter((part) => part.orderId === orderId).map((part) => toSubOrder(part, false)),
        ),
      async *listPending() {
        const pending = await run('subOrders.listPending', () =>
          state.parts.filter(({ id, status }) => status === 'pending' && !state.unlisted.has(id)),
        );
        const toListed = (subOrder: SubOrder): ListedPart => ({
          id: subOrder.id,
          orderId: subOrder.orderId,
          accountId: subOrder.accountId,
          fingerprint: JSON.stringify(subOrder),
          read: () => subOrder,
          keep: () => toListed(subOrder),
        });
        const parts = pending.map((part) => toListed(toSubOrder(part, true)));
        yield { parts, complete: state.isListWhole };
      },
      update: (id, values) =>
        run('subOrders.update', () => {
          answer(partOf(id), values);
          return toSubOrder(partOf(id), false);
        }),
      cancel: (id) =>
        run('subOrders.cancel', () => {
          partOf(id).status = 'cancelled';
          return toSubOrder(partOf(id), false);
        }),
      applyGroup: (id, groupId) => run('subOrders.applyGroup', () => groups.copyGroup(id, groupId)),
    },
    orderNumbers: {
      get: (id) => run('orderNumbers.get', () => toNumberDetail(id)),
      list: async () => [],
      update: (id, values) =>
        run('orderNumbers.update', () => {
          const { part, number } = placeOfNumber(id);
          answer(part, values, [number]);
          return toNumberDetail(id);
        }),
    },
    comments: {
      list: (partId) =>
        run('comments.list', () => {
          const { orderId, comments } = partOf(partId);
          throwIfSick(orderId);
          return structuredClone(comments);
        }),
      listOfGroup: groups.listComments,
      create: ({ body, ...on }) =>
        run('comments.create', () => {
          const comments = 'groupId' in on ? groups.commentsOf(on.groupId) : partOf(on.subOrderId).comments;
          const id = `comment-${comments.length + 1}`;
          const comment = {
            id,
            body,
            author: 'team@example.com',
            authorType: 'user',
            createdAt: clock.now(),
            readAt: null,
          };
          comments.push(comment);
          return { ...comment };
        }),
      markRead: (id) =>
        run('comments.markRead', () => {
          const comment =
            [...state.parts.map(({ comments }) => comments), ...Object.values(state.groupComments)]
              .flat()
              .find((known) => known.id === id) ?? notFound('comment');
          comment.readAt = clock.now();
          return { ...comment };
        }),
    },
    requirements: {
      list: ({ country, numberType }) =>
        run('requirements.list', () => state.paperwork[`${country}:${numberType}`] ?? []),
      types: async () => Object.values(state.paperwork).flat(),
      type: (id) =>
        run(
          'requirements.type',
          () =>
            Object.values(state.paperwork)
              .flat()
              .find((type) => type.id === id) ?? notFound('type'),
        ),
    },
    documents: {
      upload: ({ filename, reference }) =>
        run('documents.upload', () => {
          const id = `doc-${state.documents.length + 1}`;
          const document = {
            id,
            filename,
            contentType: null,
            sizeBytes: null,
            sha256: null,
            status: 'pending',
            reference,
          };
          state.documents.push(document);
          return document;
        }),
      list: () => run('documents.list', () => state.documents),
      get: (id) => run('documents.get', () => state.documents.find((known) => known.id === id) ?? notFound('document')),
      isLinked: (id) => run('documents.isLinked', () => account.isReferred(id)),
    },
    addresses: {
      create: (address) =>
        run('addresses.create', () => {
          state.addresses.push({ ...address, id: '1002' });
          return { ...address, id: '1002' };
        }),
      list: () => run('addresses.list', () => state.addresses),
    },
    requirementGroups: groups.requirementGroups,
    externalRequirements: groups.externalRequirements,
    reservations: {
      create: (phoneNumbers) =>
        run('reservations.create', () =>
          phoneNumbers.map((phoneNumber) => ({ phoneNumber, status: 'success', expiresAt: clock.now() + 1_800_000 })),
        ),
    },
    account: {
      id: () => run('account.id', () => 'account-1-of-telnyx'),
      connections: () => run('connections', () => [{ id: 'conn-1', name: 'Trunk' }]),
      messagingProfiles: () => run('messagingProfiles', () => []),
      billingGroups: () => run('billingGroups', () => []),
    },
  };
  return { telnyx, state, partOf, decide };
};
