import { refuse } from './errors.ts';
import type { Inventory, Product, StockNumber } from './inventory.ts';

export type Search = {
  country: string | null;
  numberType: string | null;
  city: string | null;
  state: string | null;
  rateCenter: string | null;
  areaCode: string | null;
  startsWith: string | null;
  endsWith: string | null;
  contains: string | null;
  features: string[];
  reservable: boolean;
  quickship: boolean;
  bestEffort: boolean;
  limit: number;
};

export type Found = { stock: StockNumber; bestEffort: boolean };

/** "Köln" and "koln" are one place. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const isPlace = (wanted: string | null, place: string | null): boolean =>
  wanted === null || (place !== null && plain(place) === plain(wanted));

const digitsOf = (pattern: string): string => pattern.replace(/\D/g, '');

/** A pattern may be written with or without country code; with an area code also from the number after it. */
const beginsWith = ({
  stock,
  startsWith,
  areaCode,
}: {
  stock: StockNumber;
  startsWith: string;
  areaCode: string | null;
}) => {
  const digits = digitsOf(startsWith);
  const afterArea = areaCode === null ? '' : stock.nationalNumber.slice(stock.area.code.length);
  return [stock.phoneNumber.slice(1), stock.nationalNumber, afterArea].some((number) => number.startsWith(digits));
};

const fitsPattern = (stock: StockNumber, { startsWith, endsWith, contains, areaCode }: Search): boolean =>
  (startsWith === null || beginsWith({ stock, startsWith, areaCode })) &&
  (endsWith === null || stock.phoneNumber.endsWith(digitsOf(endsWith))) &&
  (contains === null || stock.phoneNumber.includes(digitsOf(contains)));

/** Rate centres exist for the US and Canada only; in the sandbox they are the cities in capitals. */
const fitsPlace = (stock: StockNumber, { city, state, rateCenter, areaCode }: Search): boolean =>
  isPlace(city, stock.area.city) &&
  isPlace(state, stock.area.state) &&
  (rateCenter === null || (stock.product.rateCenters && isPlace(rateCenter, stock.area.city))) &&
  (areaCode === null || stock.area.code === areaCode || `0${stock.area.code}` === areaCode);

const fitsNature = (stock: StockNumber, { features, reservable, quickship }: Search): boolean =>
  features.every((feature) => stock.features.includes(feature)) &&
  (!reservable || stock.reservable) &&
  (!quickship || stock.product.quickship);

const productsFor = (inventory: Inventory, { country, numberType }: Search): Product[] => {
  const products = inventory.products.filter(
    (product) =>
      (country === null || product.country === country) && (numberType === null || product.numberType === numberType),
  );
  if (products.length === 0) throw refuse('badRequest', 'No coverage found.');
  return products;
};

/**
 * Best effort (US and Canada only) fills up to the limit with numbers of the same kind from elsewhere.
 * @param isSold numbers that are ordered, gone, or held by somebody
 */
export const searchStock = (
  inventory: Inventory,
  { search, isSold }: { search: Search; isSold: (phoneNumber: string) => boolean },
): { found: Found[]; total: number } => {
  const free = productsFor(inventory, search)
    .flatMap((product) => inventory.stockOf(product))
    .filter((stock) => fitsNature(stock, search) && !isSold(stock.phoneNumber));
  const exact = free.filter((stock) => fitsPlace(stock, search) && fitsPattern(stock, search));
  const missing = search.bestEffort ? Math.max(0, search.limit - exact.length) : 0;
  const near =
    missing === 0 ? [] : free.filter((stock) => stock.product.bestEffort && !exact.includes(stock)).slice(0, missing);
  return {
    found: [
      ...exact.slice(0, search.limit).map((stock) => ({ stock, bestEffort: false })),
      ...near.map((stock) => ({ stock, bestEffort: true })),
    ],
    total: exact.length + near.length,
  };
};
