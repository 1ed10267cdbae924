import { applyGroup, applyValues, parseValues } from './answers.ts';
import { notFound, refuse } from './errors.ts';
import { PAGE, type Query } from './query.ts';
import { type Call, data, paged, param, type Reply, type Route, whole } from './route.ts';
import { toPart } from './shapes.ts';
import type { Part } from './state.ts';
import { endPart } from './state-machine.ts';

const FILTERS = [
  'filter[status]',
  'filter[order_request_id]',
  'filter[country_code]',
  'filter[phone_number_type]',
  'filter[phone_numbers_count]',
];
/** Newer than the description. Without extras they are taken and ignored, as an older server would. */
const WITH_NUMBERS = 'filter[include_phone_numbers]';

const fits = (part: Part, query: Query): boolean => {
  const is = (name: string, value: string) => [null, value].includes(query.text(name));
  return (
    is('filter[status]', part.status) &&
    is('filter[order_request_id]', part.order.id) &&
    is('filter[country_code]', part.country) &&
    is('filter[phone_number_type]', part.numberType) &&
    is('filter[phone_numbers_count]', String(part.numbers.length))
  );
};

/** Pending ones are found without walking the account's history. */
const candidates = ({ simulation, query }: Call): Part[] => {
  const { state } = simulation;
  const order = state.orders.get(query.text('filter[order_request_id]') ?? '');
  if (order !== undefined) return order.parts;
  return query.text('filter[status]') === 'pending' ? [...state.pendingParts] : [...state.parts.values()];
};

const list = (call: Call): Reply => {
  const { extras, accountId } = call.simulation;
  const parts = candidates(call)
    .filter((part) => !part.hidden && fits(part, call.query))
    .sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1));
  if (!extras) return whole(parts, (part) => toPart(part, { extras, accountId, withNumbers: false }));
  const withNumbers = call.query.flag(WITH_NUMBERS);
  return paged(call, { items: parts, toWire: (part) => toPart(part, { extras, accountId, withNumbers }) });
};

const findPart = (call: Call, name = 'sub_number_order_id'): Part => {
  const part = call.simulation.state.parts.get(param(call, name));
  if (part === undefined || part.hidden) throw notFound();
  return part;
};

const show = ({ simulation: { extras, accountId } }: Call, shown: { part: Part; withNumbers: boolean }): Reply =>
  data(toPart(shown.part, { extras, accountId, withNumbers: shown.withNumbers }));

const update = (call: Call): Reply => {
  const part = findPart(call);
  const { simulation, now } = call;
  applyValues(simulation, { part, numbers: part.numbers, values: parseValues(call.body), now });
  return show(call, { part, withNumbers: false });
};

const cancel = (call: Call): Reply => {
  const part = findPart(call);
  if (part.status !== 'pending') {
    throw refuse('unprocessable', `Only a pending sub number order can be cancelled; this one is ${part.status}.`);
  }
  endPart(call.simulation.state, { part, status: 'cancelled', now: call.now });
  return show(call, { part, withNumbers: false });
};

const attachGroup = (call: Call): Reply => {
  const part = findPart(call, 'id');
  const groupId = call.body.requirement_group_id;
  if (typeof groupId !== 'string') throw refuse('missing', 'requirement_group_id is missing.');
  applyGroup(call.simulation, { part, numbers: part.numbers, groupId, now: call.now });
  return show(call, { part, withNumbers: true });
};

export const subNumberOrderRoutes: Route[] = [
  { method: 'GET', path: '/sub_number_orders', query: [...FILTERS, WITH_NUMBERS, ...PAGE], handle: list },
  {
    method: 'GET',
    path: '/sub_number_orders/{sub_number_order_id}',
    query: [WITH_NUMBERS],
    handle: (call) => show(call, { part: findPart(call), withNumbers: call.query.flag(WITH_NUMBERS) }),
  },
  { method: 'PATCH', path: '/sub_number_orders/{sub_number_order_id}', handle: update },
  { method: 'PATCH', path: '/sub_number_orders/{sub_number_order_id}/cancel', handle: cancel },
  { method: 'POST', path: '/sub_number_orders/{id}/requirement_group', handle: attachGroup },
];
