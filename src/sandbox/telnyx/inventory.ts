import catalogue from './inventory.json' with { type: 'json' };

export type Area = { city: string | null; state: string | null; code: string; digits: number; start: number };

/** What the sandbox sells in one country and type. `rateCenters`, `bestEffort` and `quickship` exist for +1 only. */
export type Product = {
  country: string;
  callingCode: string;
  region: string;
  numberType: string;
  features: string[];
  upfront: string;
  monthly: string;
  currency: string;
  rateCenters: boolean;
  bestEffort: boolean;
  quickship: boolean;
  areas: (Area & { count: number })[];
};

/** A number on the shelf. `state` is null outside of the US, Canada and Brazil. */
export type StockNumber = {
  phoneNumber: string;
  nationalNumber: string;
  product: Product;
  area: Area;
  features: string[];
  reservable: boolean;
};

type CatalogueEntry = {
  callingCode: string;
  currency: string;
  region: string;
  types: Record<string, CatalogueProduct>;
};
type CatalogueProduct = {
  upfront: string;
  monthly: string;
  features: string[];
  rateCenters?: boolean;
  bestEffort?: boolean;
  quickship?: boolean;
  areas: { city: string | null; state?: string; code: string; digits: number; start: number; count: number }[];
};

/** Prime and larger than any neighbourhood of numbers: steps look like chance, and no number comes twice. */
const STRIDE = 7919;

/** The n-th number of an area. Numbers beyond the shelf's count exist too: they fill orders made elsewhere. */
export const numberAt = ({ product, area, n }: { product: Product; area: Area; n: number }): string => {
  const span = 10 ** (area.digits - 2);
  const subscriber = area.start + (((n + 1) * STRIDE) % span);
  return `+${product.callingCode}${area.code}${String(subscriber).padStart(area.digits, '0')}`;
};

const toProduct = ({
  country,
  numberType,
  entry,
  product,
}: {
  country: string;
  numberType: string;
  entry: CatalogueEntry;
  product: CatalogueProduct;
}): Product => ({
  country,
  callingCode: entry.callingCode,
  region: entry.region,
  numberType,
  features: product.features,
  upfront: product.upfront,
  monthly: product.monthly,
  currency: entry.currency,
  rateCenters: product.rateCenters ?? false,
  bestEffort: product.bestEffort ?? false,
  quickship: product.quickship ?? false,
  areas: product.areas.map((area) => ({ ...area, state: area.state ?? null })),
});

const toStock = ({ product, area, n }: { product: Product; area: Area; n: number }): StockNumber => {
  const phoneNumber = numberAt({ product, area, n });
  return {
    phoneNumber,
    nationalNumber: phoneNumber.slice(1 + product.callingCode.length),
    product,
    area,
    // One in four lacks MMS and one in five cannot be held, so that filters have something to filter.
    features: n % 4 === 3 ? product.features.filter((feature) => feature !== 'mms') : product.features,
    reservable: n % 5 !== 4,
  };
};

const takeFrom = (product: Product, area: Product['areas'][number]): StockNumber[] =>
  Array.from({ length: area.count }, (_, n) => toStock({ product, area, n }));

/** Deterministic: the same catalogue always gives the same numbers, in the same order. */
export const createInventory = () => {
  const entries: Record<string, CatalogueEntry> = catalogue;
  const products = Object.entries(entries).flatMap(([country, entry]) =>
    Object.entries(entry.types).map(([numberType, product]) => toProduct({ country, numberType, entry, product })),
  );
  const stock = new Map<Product, StockNumber[]>();
  const stockOf = (product: Product): StockNumber[] => {
    const known = stock.get(product) ?? product.areas.flatMap((area) => takeFrom(product, area));
    stock.set(product, known);
    return known;
  };
  return {
    products,
    stockOf,
    productOf: (country: string, numberType: string): Product | undefined =>
      products.find((product) => product.country === country && product.numberType === numberType),
  };
};

export type Inventory = ReturnType<typeof createInventory>;
