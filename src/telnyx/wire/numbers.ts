import { z } from 'zod';
import { type AvailableNumber, guessNumberType, type Money } from '../../domain/phone-number.ts';
import type { SearchQuery } from '../../domain/search.ts';
import type { Query } from '../client.ts';
import { optionalFlag, optionalText, optionalWhole, text } from './fields.ts';

/** False is not sent: to Telnyx an absent flag and a false one mean the same. */
const flag = (isOn: boolean) => (isOn ? true : null);

export const toSearchParams = (query: SearchQuery): Query => ({
  'filter[country_code]': query.country,
  'filter[phone_number_type]': query.numberType,
  'filter[features][]': query.features,
  'filter[locality]': query.city,
  'filter[administrative_area]': query.state,
  'filter[national_destination_code]': query.areaCode,
  'filter[rate_center]': query.rateCenter,
  'filter[phone_number][starts_with]': query.startsWith,
  'filter[phone_number][ends_with]': query.endsWith,
  'filter[phone_number][contains]': query.contains,
  'filter[limit]': Math.max(query.limit, query.wanted ?? 0),
  'filter[best_effort]': flag(query.bestEffort),
  'filter[quickship]': flag(query.quickship),
  'filter[reservable]': flag(query.reservable),
  'filter[exclude_held_numbers]': flag(query.excludeHeld),
});

const amount = z
  .union([z.string().min(1), z.number().transform(String)])
  .nullish()
  .catch(null);

const costs = z
  .looseObject({ upfront_cost: amount, monthly_cost: amount, currency: optionalText })
  .nullish()
  .catch(null);

const regions = z
  .array(z.looseObject({ region_type: z.string(), region_name: z.string() }))
  .nullish()
  .catch(null);

const availableNumber = z.looseObject({
  phone_number: text,
  best_effort: optionalFlag,
  quickship: optionalFlag,
  reservable: optionalFlag,
  region_information: regions,
  cost_information: costs,
  features: z.array(z.looseObject({ name: z.string() })).nullish(),
});

type WireNumber = z.output<typeof availableNumber>;

const regionOf = (number: WireNumber, type: string) =>
  number.region_information?.find((region) => region.region_type === type)?.region_name || null;

/** The town, or the rate centre where there is none, and the state. */
const placeOf = (number: WireNumber) =>
  [regionOf(number, 'location') ?? regionOf(number, 'rate_center'), regionOf(number, 'state')]
    .filter((word) => word !== null)
    .join(', ') || null;

const toMoney = (value: string | null | undefined, currency: string | null | undefined): Money | null =>
  value && currency ? { amount: value, currency } : null;

/** A search answer does not name the number's type: it is the one asked for, else the one the numbering plan gives. */
const toAvailableNumber = (number: WireNumber, query: SearchQuery): AvailableNumber => ({
  phoneNumber: number.phone_number,
  country: regionOf(number, 'country_code') ?? query.country,
  numberType: query.numberType ?? guessNumberType(number.phone_number),
  place: placeOf(number),
  features: number.features?.map(({ name }) => name) ?? [],
  upfront: toMoney(number.cost_information?.upfront_cost, number.cost_information?.currency),
  monthly: toMoney(number.cost_information?.monthly_cost, number.cost_information?.currency),
  bestEffort: number.best_effort,
  quickship: number.quickship,
  reservable: number.reservable,
});

const counts = z
  .looseObject({ total_results: optionalWhole, best_effort_results: optionalWhole })
  .nullish()
  .catch(null);

/** The counts come as `meta`, as `metadata` or as both. */
export const searchAnswer = (query: SearchQuery) =>
  z
    .looseObject({ data: z.array(availableNumber), meta: counts, metadata: counts })
    .transform(({ data, meta, metadata }) => ({
      numbers: data.map((number) => toAvailableNumber(number, query)),
      totalCount: meta?.total_results ?? metadata?.total_results ?? data.length,
      bestEffortCount: meta?.best_effort_results ?? metadata?.best_effort_results ?? 0,
    }));
