import type { AvailableNumber, Feature, NumberType } from './phone-number.ts';
import type { Paperwork } from './requirement.ts';

export type SearchQuery = {
  country: string;
  /** True when nobody named the country: the results say so and offer to change it. */
  countryIsDefault: boolean;
  numberType: NumberType | null;
  features: Feature[];
  city: string | null;
  state: string | null;
  areaCode: string | null;
  rateCenter: string | null;
  startsWith: string | null;
  endsWith: string | null;
  contains: string | null;
  /** How many to show. */
  limit: number;
  /** `12x`: that many, and all of them preselected. */
  wanted: number | null;
  bestEffort: boolean;
  quickship: boolean;
  reservable: boolean;
  excludeHeld: boolean;
};

export type SearchOutcome = {
  query: SearchQuery;
  numbers: AvailableNumber[];
  /** All that Telnyx has for the query, of which `numbers` is the first page. */
  totalCount: number;
  bestEffortCount: number;
  /** One for each country and type among the numbers. */
  paperwork: Paperwork[];
};
