import type { Money } from './phone-number.ts';

const DECIMAL = /^-?\d+(\.\d+)?$/;

const isDecimal = (text: string): text is `${number}` => DECIMAL.test(text);

/** Made once for each currency: making one costs as much as thirty amounts. */
const formats = new Map<string, Intl.NumberFormat>();

const formatOf = (currency: string): Intl.NumberFormat => {
  const known = formats.get(currency);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat('en-US', { style: 'currency', currency, maximumFractionDigits: 4 });
  formats.set(currency, made);
  return made;
};

/** "$1.00". Up to four decimals, as monthly prices may be below a cent; what cannot be read is shown as it came. */
export const toMoneyText = ({ amount, currency }: Money): string => {
  if (!isDecimal(amount) || !/^[A-Za-z]{3}$/.test(currency)) return `${amount} ${currency}`.trim();
  return formatOf(currency).format(amount);
};

type Decimal = { units: bigint; scale: number };

const toDecimal = (amount: string): Decimal => {
  const [whole = '0', fraction = ''] = amount.split('.');
  return { units: BigInt(whole + fraction), scale: fraction.length };
};

const atScale = ({ units, scale }: Decimal, wanted: number): bigint => units * 10n ** BigInt(wanted - scale);

const add = (a: Decimal, b: Decimal): Decimal => {
  const scale = Math.max(a.scale, b.scale);
  return { units: atScale(a, scale) + atScale(b, scale), scale };
};

const toAmount = ({ units, scale }: Decimal): string => {
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};

/**
 * One sum for each currency, exact (floats would make 0.1 + 0.2 a wrong price). Prices that are not known are left out.
 * An amount that is not a decimal stands in the list by itself: a total must not look complete when it is not.
 */
export const sumMoney = (list: readonly (Money | null)[]): Money[] => {
  const sums = new Map<string, Decimal>();
  const unreadable: Money[] = [];
  for (const money of list) {
    if (money === null) continue;
    if (!isDecimal(money.amount)) {
      unreadable.push(money);
      continue;
    }
    const soFar = sums.get(money.currency);
    const decimal = toDecimal(money.amount);
    sums.set(money.currency, soFar === undefined ? decimal : add(soFar, decimal));
  }
  return [...[...sums].map(([currency, sum]) => ({ amount: toAmount(sum), currency })), ...unreadable];
};
