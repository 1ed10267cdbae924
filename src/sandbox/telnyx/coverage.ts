import { notFound } from './errors.ts';
import type { Product } from './inventory.ts';
import { enumOf } from './query.ts';
import { type Call, data, param, type Reply, type Route } from './route.ts';
import type { Simulation } from './simulation.ts';

const NAMES = new Intl.DisplayNames(['en'], { type: 'region' });

const toTypeCoverage = (product: Product | undefined) =>
  product === undefined
    ? {}
    : {
        features: product.features,
        full_pstn_replacement: false,
        international_sms: product.features.includes('international_sms'),
        p2p: product.features.includes('sms'),
        quickship: product.quickship,
        reservable: true,
      };

const toCoverage = (products: Product[]) => {
  const ofType = (numberType: string) => toTypeCoverage(products.find((product) => product.numberType === numberType));
  const features = [...new Set(products.flatMap((product) => product.features))];
  return {
    code: products[0]?.country ?? '',
    region: products[0]?.region ?? null,
    numbers: true,
    features,
    phone_number_type: products.map((product) => product.numberType),
    international_sms: features.includes('international_sms'),
    inventory_coverage: true,
    p2p: features.includes('sms'),
    quickship: products.some((product) => product.quickship),
    reservable: true,
    local: ofType('local'),
    toll_free: ofType('toll_free'),
    mobile: ofType('mobile'),
    national: ofType('national'),
    shared_cost: ofType('shared_cost'),
  };
};

const productsOf = ({ inventory }: Simulation, country: string): Product[] =>
  inventory.products.filter((product) => product.country === country);

const list = ({ simulation }: Call): Reply => {
  const countries = [...new Set(simulation.inventory.products.map(({ country }) => country))];
  return data(
    Object.fromEntries(
      countries.map((country) => [NAMES.of(country) ?? country, toCoverage(productsOf(simulation, country))]),
    ),
  );
};

const get = (call: Call): Reply => {
  const products = productsOf(call.simulation, param(call, 'country_code').toUpperCase());
  if (products.length === 0) throw notFound();
  return data(toCoverage(products));
};

const INVENTORY_FILTERS = [
  'filter[country_code]',
  'filter[phone_number_type]',
  'filter[administrative_area]',
  'filter[groupBy]',
  'filter[features]',
  'filter[npa]',
  'filter[nxx]',
  'filter[count]',
];

const inventory = ({ simulation, query }: Call): Reply => {
  const by =
    enumOf(query, { name: 'filter[groupBy]', words: ['locality', 'npa', 'national_destination_code'] }) ?? 'locality';
  const numberType = query.text('filter[phone_number_type]');
  const region = query.text('filter[administrative_area]');
  const products = productsOf(simulation, query.text('filter[country_code]')?.toUpperCase() ?? 'US').filter(
    (product) => numberType === null || product.numberType === numberType,
  );
  const groups = products.flatMap((product) =>
    product.areas
      .filter((area) => region === null || area.state === region)
      .map((area) => ({
        record_type: 'inventory_coverage_group',
        group: by === 'locality' ? (area.city ?? product.country) : area.code,
        group_type: by,
        count: area.count,
        coverage_type: 'number',
        number_range: 1,
        number_type: product.numberType === 'toll_free' ? 'toll-free' : 'did',
        phone_number_type: product.numberType,
        administrative_area: area.state,
        advance_requirements: product.callingCode !== '1',
      })),
  );
  return { status: 200, body: { data: groups, meta: { total_results: groups.length } } };
};

export const coverageRoutes: Route[] = [
  { method: 'GET', path: '/country_coverage', handle: list },
  { method: 'GET', path: '/country_coverage/countries/{country_code}', handle: get },
  { method: 'GET', path: '/inventory_coverage', query: INVENTORY_FILTERS, handle: inventory },
];
