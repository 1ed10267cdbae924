import { heldNumbers } from './available-phone-numbers.ts';
import { notFound, refuse } from './errors.ts';
import { PAGE } from './query.ts';
import { type Call, data, paged, param, type Reply, type Route } from './route.ts';
import { SPANS } from './rules.ts';
import { iso } from './shapes.ts';
import type { Simulation } from './simulation.ts';
import type { Reservation } from './state.ts';

const FILTERS = [
  'filter[status]',
  'filter[created_at][gt]',
  'filter[created_at][lt]',
  'filter[phone_numbers.phone_number]',
  'filter[customer_reference]',
];

const statusOf = (reservation: Reservation) =>
  reservation.numbers.every((number) => number.status === 'success') ? 'success' : 'failure';

const toReservation = (reservation: Reservation) => ({
  id: reservation.id,
  record_type: 'number_reservation',
  status: statusOf(reservation),
  customer_reference: reservation.reference,
  errors: reservation.numbers.map((number) => number.error).join(''),
  created_at: iso(reservation.createdAt),
  updated_at: iso(reservation.createdAt),
  phone_numbers: reservation.numbers.map((number) => ({
    id: number.id,
    record_type: 'reserved_phone_number',
    phone_number: number.phoneNumber,
    status: number.status,
    errors: number.error,
    expired_at: iso(number.expiresAt),
    created_at: iso(reservation.createdAt),
    updated_at: iso(reservation.createdAt),
  })),
});

/** A number can be held when a search offered it as reservable and nobody bought it since. */
const problemOf = ({ state, inventory }: Simulation, phoneNumber: string): string => {
  if (!state.searchedAt.has(phoneNumber)) return 'The number was not searched.';
  if (state.taken.has(phoneNumber)) return 'The number is no longer available.';
  const stock = inventory.products
    .flatMap((product) => inventory.stockOf(product))
    .find((known) => known.phoneNumber === phoneNumber);
  return stock?.reservable === true ? '' : 'The number cannot be reserved.';
};

const readNumbers = (body: Record<string, unknown>): string[] => {
  const list = body.phone_numbers;
  const numbers = Array.isArray(list)
    ? list
        .map((item: { phone_number?: unknown } | null) => item?.phone_number)
        .filter((text) => typeof text === 'string')
    : [];
  if (numbers.length === 0) throw refuse('missing', 'phone_numbers must hold at least one number.');
  return numbers;
};

const create = ({ simulation, body, now }: Call): Reply => {
  const numbers = readNumbers(body);
  const held = heldNumbers(simulation.state, now);
  if (numbers.some((phoneNumber) => held.has(phoneNumber))) {
    throw refuse('alreadyReserved', 'One of the numbers is reserved already.');
  }
  const { customer_reference: reference } = body;
  const reservation: Reservation = {
    id: simulation.ids.uuid('number_reservation'),
    reference: typeof reference === 'string' ? reference : null,
    createdAt: now,
    extended: false,
    numbers: numbers.map((phoneNumber) => {
      const error = problemOf(simulation, phoneNumber);
      return {
        id: simulation.ids.uuid('reserved_phone_number'),
        phoneNumber,
        status: error === '' ? 'success' : 'failure',
        error,
        expiresAt: now + SPANS.reservationMs,
      };
    }),
  };
  simulation.state.reservations.set(reservation.id, reservation);
  return data(toReservation(reservation));
};

const list = (call: Call): Reply => {
  const status = call.query.text('filter[status]');
  const reference = call.query.text('filter[customer_reference]');
  const phoneNumber = call.query.text('filter[phone_numbers.phone_number]');
  const reservations = [...call.simulation.state.reservations.values()].filter(
    (reservation) =>
      [null, statusOf(reservation)].includes(status) &&
      [null, reservation.reference].includes(reference) &&
      (phoneNumber === null || reservation.numbers.some((number) => number.phoneNumber === phoneNumber)),
  );
  return paged(call, { items: reservations.reverse(), toWire: toReservation });
};

const findReservation = (call: Call): Reservation => {
  const reservation = call.simulation.state.reservations.get(param(call, 'number_reservation_id'));
  if (reservation === undefined) throw notFound();
  return reservation;
};

const extend = (call: Call): Reply => {
  const reservation = findReservation(call);
  if (reservation.extended) throw refuse('extensionLimit', 'A reservation can be extended once.');
  reservation.extended = true;
  for (const number of reservation.numbers) number.expiresAt += SPANS.reservationMs;
  return data(toReservation(reservation));
};

const PATH = '/number_reservations/{number_reservation_id}';

export const reservationRoutes: Route[] = [
  { method: 'POST', path: '/number_reservations', handle: create },
  { method: 'GET', path: '/number_reservations', query: [...FILTERS, ...PAGE], handle: list },
  { method: 'GET', path: PATH, handle: (call) => data(toReservation(findReservation(call))) },
  { method: 'POST', path: `${PATH}/actions/extend`, handle: extend },
];
