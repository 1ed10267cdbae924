import { countryName } from './country.ts';

type PostalFormat = { pattern: RegExp; looksLike: string };

const digits = (count: number): PostalFormat => ({
  pattern: new RegExp(`^\\d{${count}}$`),
  looksLike: '1'.padEnd(count, '0'),
});

/** Countries with one plain form. Others are not checked here: Telnyx validates the address. */
const FORMATS: Partial<Record<string, PostalFormat>> = {
  US: { pattern: /^\d{5}(-\d{4})?$/, looksLike: '78701 or 78701-1234' },
  CA: { pattern: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i, looksLike: 'M5V 2T6' },
  GB: { pattern: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i, looksLike: 'SW1A 1AA' },
  BR: { pattern: /^\d{5}-?\d{3}$/, looksLike: '01310-100' },
  NL: { pattern: /^\d{4} ?[A-Z]{2}$/i, looksLike: '1012 AB' },
  PL: { pattern: /^\d{2}-\d{3}$/, looksLike: '00-001' },
  PT: { pattern: /^\d{4}-\d{3}$/, looksLike: '1000-001' },
  SE: { pattern: /^\d{3} ?\d{2}$/, looksLike: '111 22' },
  AT: digits(4),
  AU: digits(4),
  BE: digits(4),
  CH: digits(4),
  DE: digits(5),
  DK: digits(4),
  ES: digits(5),
  FI: digits(5),
  FR: digits(5),
  IT: digits(5),
  MX: digits(5),
  NO: digits(4),
};

/** Where letters get no postal code, so none can be asked for. */
const WITHOUT: readonly string[] = ['AE', 'AG', 'AO', 'BS', 'BZ', 'FJ', 'GH', 'HK', 'JM', 'MO', 'PA', 'QA', 'UG', 'ZW'];

/** One sentence that says what is wrong with the postal code in this country, or null. */
export const checkPostalCode = (postalCode: string, country: string): string | null => {
  const typed = postalCode.trim();
  if (typed === '') return WITHOUT.includes(country) ? null : 'Write the postal code.';
  const format = FORMATS[country];
  if (format === undefined || format.pattern.test(typed)) return null;
  return `This is no postal code of ${countryName(country)}: they look like ${format.looksLike}.`;
};
