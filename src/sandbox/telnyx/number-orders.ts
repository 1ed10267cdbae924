import { connectionExists, messagingProfileExists } from './account.ts';
import { applyValues, parseValues } from './answers.ts';
import { notFound, refuse } from './errors.ts';
import { type OrderLine, placeNumberOrder } from './place-number-order.ts';
import { PAGE, type Query } from './query.ts';
import { type Call, data, paged, param, type Reply, type Route } from './route.ts';
import { toListedOrder, toOrder } from './shapes.ts';
import type { Order } from './state.ts';
import { orderStatusOf } from './state-machine.ts';

const FILTERS = [
  'filter[status]',
  'filter[customer_reference]',
  'filter[created_at][gt]',
  'filter[created_at][lt]',
  'filter[phone_numbers_count]',
  'filter[requirements_met]',
];

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const readLines = (body: Record<string, unknown>): OrderLine[] => {
  const list = body.phone_numbers;
  if (!Array.isArray(list) || list.length === 0) {
    throw refuse('missing', { detail: 'phone_numbers must hold at least one number.', pointer: '/phone_numbers' });
  }
  return list.map((item: { phone_number?: unknown; requirement_group_id?: unknown } | null, n) => {
    const phoneNumber = textOf(item?.phone_number);
    if (phoneNumber === null)
      throw refuse('missing', { detail: 'phone_number is missing.', pointer: `/phone_numbers/${n}` });
    return { phoneNumber, groupId: textOf(item?.requirement_group_id) };
  });
};

const create = ({ simulation, body, now }: Call): Reply => {
  const lines = readLines(body);
  const order = {
    reference: textOf(body.customer_reference),
    connectionId: textOf(body.connection_id),
    messagingProfileId: textOf(body.messaging_profile_id),
    billingGroupId: textOf(body.billing_group_id),
  };
  if (order.connectionId !== null && !connectionExists(order.connectionId)) {
    throw refuse('badConnection', 'The connection does not exist.');
  }
  if (order.messagingProfileId !== null && !messagingProfileExists(order.messagingProfileId)) {
    throw refuse('badMessagingProfile', 'The messaging profile does not exist.');
  }
  return data(toOrder(placeNumberOrder(simulation, { order, lines, now })));
};

const createdWithin = (order: Order, query: Query): boolean => {
  const after = query.text('filter[created_at][gt]');
  const before = query.text('filter[created_at][lt]');
  return (
    (after === null || order.createdAt > Date.parse(after)) && (before === null || order.createdAt < Date.parse(before))
  );
};

const fits = (order: Order, query: Query): boolean => {
  const is = (name: string, value: string | null) => [null, value].includes(query.text(name));
  const count = order.parts.reduce((sum, part) => sum + part.numbers.length, 0);
  const met = order.parts.every((part) => part.numbers.every((number) => number.requirementsStatus === 'approved'));
  return (
    is('filter[status]', orderStatusOf(order.parts)) &&
    is('filter[customer_reference]', order.reference) &&
    is('filter[phone_numbers_count]', String(count)) &&
    is('filter[requirements_met]', String(met)) &&
    createdWithin(order, query)
  );
};

const list = (call: Call): Reply => {
  const orders = [...call.simulation.state.orders.values()].reverse().filter((order) => fits(order, call.query));
  return paged(call, { items: orders, toWire: toListedOrder });
};

const findOrder = (call: Call): Order => {
  const order = call.simulation.state.orders.get(param(call, 'number_order_id'));
  if (order === undefined) throw notFound();
  return order;
};

const update = (call: Call): Reply => {
  const order = findOrder(call);
  const { simulation, body, now } = call;
  const values = parseValues(body);
  const reference = textOf(body.customer_reference);
  for (const part of values.length > 0 ? order.parts : []) {
    const asked = new Set(part.numbers[0]?.answers.map((answer) => answer.requirementId));
    const own = values.filter(({ requirementId }) => asked.has(requirementId));
    if (own.length > 0) applyValues(simulation, { part, numbers: part.numbers, values: own, now });
  }
  if (reference !== null) order.reference = reference;
  return data(toOrder(order));
};

export const numberOrderRoutes: Route[] = [
  { method: 'POST', path: '/number_orders', handle: create },
  { method: 'GET', path: '/number_orders', query: [...FILTERS, ...PAGE], handle: list },
  {
    method: 'GET',
    path: '/number_orders/{number_order_id}',
    handle: (call) => data(toOrder(findOrder(call))),
  },
  { method: 'PATCH', path: '/number_orders/{number_order_id}', handle: update },
];
