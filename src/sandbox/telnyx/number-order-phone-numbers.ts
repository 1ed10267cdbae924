import { applyGroup, applyValues, parseValues } from './answers.ts';
import { notFound, refuse } from './errors.ts';
import { type Call, data, param, type Reply, type Route, whole } from './route.ts';
import { toOrderNumber } from './shapes.ts';
import type { OrderedNumber } from './state.ts';

/** There is no filter by order, part or status, and no paging. */
const FILTERS = ['filter[country_code]'];

const list = ({ simulation, query }: Call): Reply => {
  const country = query.text('filter[country_code]');
  const numbers = [...simulation.state.numbers.values()].filter(
    ({ part }) => !part.hidden && (country === null || part.country === country),
  );
  return whole(numbers, toOrderNumber);
};

const findNumber = (call: Call, name = 'number_order_phone_number_id'): OrderedNumber => {
  const number = call.simulation.state.numbers.get(param(call, name));
  if (number === undefined || number.part.hidden) throw notFound();
  return number;
};

const show = (number: OrderedNumber): Reply => data(toOrderNumber(number));

const update = (call: Call): Reply => {
  const number = findNumber(call);
  const values = parseValues(call.body);
  applyValues(call.simulation, { part: number.part, numbers: [number], values, now: call.now });
  return show(number);
};

const attachGroup = (call: Call): Reply => {
  const number = findNumber(call, 'id');
  const groupId = call.body.requirement_group_id;
  if (typeof groupId !== 'string') throw refuse('missing', 'requirement_group_id is missing.');
  applyGroup(call.simulation, { part: number.part, numbers: [number], groupId, now: call.now });
  return show(number);
};

const PATH = '/number_order_phone_numbers/{number_order_phone_number_id}';

export const orderPhoneNumberRoutes: Route[] = [
  { method: 'GET', path: '/number_order_phone_numbers', query: FILTERS, handle: list },
  { method: 'GET', path: PATH, handle: (call) => show(findNumber(call)) },
  { method: 'PATCH', path: PATH, handle: update },
  { method: 'POST', path: '/number_order_phone_numbers/{id}/requirement_group', handle: attachGroup },
];
