import { enumOf, type Query } from './query.ts';
import type { Call, Reply, Route } from './route.ts';
import { type Found, type Search, searchStock } from './search.ts';
import type { State } from './state.ts';

const TYPES = ['local', 'toll_free', 'mobile', 'national', 'shared_cost'];

/** The description's names, and the shorter ones of Telnyx's guides. */
const FILTERS = [
  'filter[country_code]',
  'filter[phone_number_type]',
  'filter[locality]',
  'filter[administrative_area]',
  'filter[rate_center]',
  'filter[national_destination_code]',
  'filter[phone_number][starts_with]',
  'filter[phone_number][ends_with]',
  'filter[phone_number][contains]',
  'filter[starts_with]',
  'filter[ends_with]',
  'filter[contains]',
  'filter[features]',
  'filter[limit]',
  'filter[best_effort]',
  'filter[quickship]',
  'filter[reservable]',
  'filter[exclude_held_numbers]',
];

const readSearch = (query: Query): Search => {
  const pattern = (name: string) => query.text(`filter[phone_number][${name}]`) ?? query.text(`filter[${name}]`);
  return {
    country: query.text('filter[country_code]')?.toUpperCase() ?? null,
    numberType: enumOf(query, { name: 'filter[phone_number_type]', words: TYPES }),
    city: query.text('filter[locality]'),
    state: query.text('filter[administrative_area]'),
    rateCenter: query.text('filter[rate_center]'),
    areaCode: query.text('filter[national_destination_code]'),
    startsWith: pattern('starts_with'),
    endsWith: pattern('ends_with'),
    contains: pattern('contains'),
    features: query.list('filter[features]'),
    reservable: query.flag('filter[reservable]'),
    quickship: query.flag('filter[quickship]'),
    bestEffort: query.flag('filter[best_effort]'),
    limit: query.count('filter[limit]', { min: 1, max: 10_000, whenAbsent: 100 }),
  };
};

/** Numbers that a running reservation holds. */
export const heldNumbers = (state: State, now: number): Set<string> =>
  new Set(
    [...state.reservations.values()]
      .flatMap((reservation) => reservation.numbers)
      .filter((number) => number.status === 'success' && number.expiresAt > now)
      .map((number) => number.phoneNumber),
  );

const regionsOf = ({ product, area }: Found['stock']) => [
  { region_type: 'country_code', region_name: product.country },
  ...(area.state === null ? [] : [{ region_type: 'state', region_name: area.state }]),
  ...(product.rateCenters && area.city !== null
    ? [{ region_type: 'rate_center', region_name: area.city.toUpperCase() }]
    : []),
  ...(area.city === null ? [] : [{ region_type: 'location', region_name: area.city }]),
];

const priceAt = (amount: string, factor: number): string => (Number(amount) * factor).toFixed(2);

const toWire = ({ stock, bestEffort }: Found, factor: number) => ({
  record_type: 'available_phone_number',
  phone_number: stock.phoneNumber,
  vanity_format: '',
  best_effort: bestEffort,
  quickship: stock.product.quickship,
  reservable: stock.reservable,
  region_information: regionsOf(stock),
  cost_information: {
    upfront_cost: priceAt(stock.product.upfront, factor),
    monthly_cost: priceAt(stock.product.monthly, factor),
    currency: stock.product.currency,
  },
  features: stock.features.map((name) => ({ name })),
});

const search = ({ simulation, query, now }: Call): Reply => {
  const { state, inventory } = simulation;
  const held = query.flag('filter[exclude_held_numbers]') ? heldNumbers(state, now) : new Set<string>();
  const isSold = (phoneNumber: string) => state.taken.has(phoneNumber) || held.has(phoneNumber);
  const { found, total } = searchStock(inventory, { search: readSearch(query), isSold });
  // Having been returned here is what allows a number to be ordered.
  for (const { stock } of found) state.searchedAt.set(stock.phoneNumber, now);
  const meta = { total_results: total, best_effort_results: found.filter(({ bestEffort }) => bestEffort).length };
  return { status: 200, body: { data: found.map((each) => toWire(each, state.priceFactor)), meta, metadata: meta } };
};

export const availablePhoneNumberRoutes: Route[] = [
  { method: 'GET', path: '/available_phone_numbers', query: FILTERS, handle: search },
];
