import { notFound, refuse } from './errors.ts';
import { PAGE } from './query.ts';
import { type Call, data, paged, param, type Reply, type Route } from './route.ts';
import { toAddress } from './shapes.ts';
import type { Address } from './state.ts';

/** The postal code is not among them, although validation elsewhere asks for it. */
const REQUIRED = ['first_name', 'last_name', 'business_name', 'street_address', 'locality', 'country_code'];
const OPTIONAL = [
  'customer_reference',
  'phone_number',
  'extended_address',
  'administrative_area',
  'neighborhood',
  'borough',
  'postal_code',
];
const FILTERS = [
  'filter[customer_reference]',
  'filter[customer_reference][eq]',
  'filter[customer_reference][contains]',
  'filter[street_address][contains]',
  'filter[address_book][eq]',
  'filter[used_as_emergency]',
  'sort',
];

const create = ({ simulation, body, now }: Call): Reply => {
  for (const name of REQUIRED) {
    if (typeof body[name] !== 'string') throw refuse('missing', { detail: `${name} is missing.`, pointer: `/${name}` });
  }
  if (!/^[A-Z]{2}$/.test(String(body.country_code))) {
    throw refuse('unprocessable', { detail: 'country_code must be two capital letters.', pointer: '/country_code' });
  }
  const textOf = (name: string) => {
    const value = body[name];
    return typeof value === 'string' ? value : null;
  };
  const address: Address = {
    id: simulation.ids.numeric('address'),
    createdAt: now,
    fields: {
      ...Object.fromEntries([...REQUIRED, ...OPTIONAL].map((name) => [name, textOf(name)])),
      address_book: body.address_book !== false,
      validate_address: body.validate_address !== false,
    },
  };
  simulation.state.addresses.set(address.id, address);
  return data(toAddress(address));
};

const list = (call: Call): Reply => {
  const { query, simulation } = call;
  const reference = query.text('filter[customer_reference]') ?? query.text('filter[customer_reference][eq]');
  const part = query.text('filter[customer_reference][contains]') ?? '';
  const street = query.text('filter[street_address][contains]') ?? '';
  const addresses = [...simulation.state.addresses.values()].filter(
    ({ fields }) =>
      (reference === null || fields.customer_reference === reference) &&
      String(fields.customer_reference ?? '').includes(part) &&
      String(fields.street_address).includes(street),
  );
  return paged(call, { items: addresses, toWire: toAddress });
};

const findAddress = (call: Call): Address => {
  const address = call.simulation.state.addresses.get(param(call, 'id'));
  if (address === undefined) throw notFound();
  return address;
};

const remove = (call: Call): Reply => {
  const address = findAddress(call);
  call.simulation.state.addresses.delete(address.id);
  return data(toAddress(address));
};

export const addressRoutes: Route[] = [
  { method: 'POST', path: '/addresses', handle: create },
  { method: 'GET', path: '/addresses', query: [...FILTERS, ...PAGE], handle: list },
  { method: 'GET', path: '/addresses/{id}', handle: (call) => data(toAddress(findAddress(call))) },
  { method: 'DELETE', path: '/addresses/{id}', handle: remove },
];
