import { phoneLibrary } from './phone-library.ts';

/** The types that Telnyx sells. Objects that come back may carry other words (`landline`): those stay text. */
export const NUMBER_TYPES = ['local', 'toll_free', 'mobile', 'national', 'shared_cost'] as const;
export type NumberType = (typeof NUMBER_TYPES)[number];

export const FEATURES = [
  'sms',
  'mms',
  'voice',
  'fax',
  'emergency',
  'hd_voice',
  'international_sms',
  'local_calling',
] as const;
export type Feature = (typeof FEATURES)[number];

/** A decimal amount as Telnyx writes it ("1.00") with its ISO 4217 currency. */
export type Money = { amount: string; currency: string };

export type AvailableNumber = {
  /** E.164 */
  phoneNumber: string;
  /** ISO 3166 alpha-2 */
  country: string;
  numberType: NumberType;
  place: string | null;
  features: string[];
  upfront: Money | null;
  monthly: Money | null;
  bestEffort: boolean;
  quickship: boolean;
  reservable: boolean;
};

/** Direction marks and zero-width characters come along when a number is copied from a page or a contact. */
const INVISIBLE = /[\p{Cf}\p{Cc}]/gu;

/**
 * E.164, or null unless the text is one valid number in international form: "+49 30 …", "0049 30 …",
 * or the link that Slack makes of a number in a message. Without a country code nothing is guessed.
 */
export const parsePhoneNumber = (text: string): string | null => {
  const typed = text.replace(INVISIBLE, '').trim();
  const linked = /^<tel:([^|>]+)/.exec(typed)?.[1] ?? typed;
  const international = linked.replace(/^00(?=\s?[1-9])/, '+');
  if (!/^\+[\d\s().\-/\u2010-\u2015\u00a0]+$/u.test(international)) return null;
  const parsed = phoneLibrary().parsePhoneNumberFromString(international);
  return parsed?.isValid() ? parsed.number : null;
};

/** "+49 30 12345678"; what is not plain E.164 stays as it is (trial accounts get "+49351xxxxxxx", which would lose its end). */
export const formatPhoneNumber = (e164: string): string =>
  /^\+\d+$/.test(e164) ? (phoneLibrary().parsePhoneNumberFromString(e164)?.formatInternational() ?? e164) : e164;

/** Telnyx sells numbers bound to no place (09 in France, 03 in Britain) as `national`. */
const TELNYX_TYPES: Partial<Record<string, NumberType>> = {
  TOLL_FREE: 'toll_free',
  MOBILE: 'mobile',
  SHARED_COST: 'shared_cost',
  UAN: 'national',
  VOIP: 'national',
};

/** Where Telnyx did not say the type. Fixed lines and what cannot be told apart (all of +1) count as local. */
export const guessNumberType = (e164: string): NumberType =>
  TELNYX_TYPES[phoneLibrary().parsePhoneNumberFromString(e164)?.getType() ?? ''] ?? 'local';

/** ISO 3166 alpha-2; null for numbers of no country (+800) and for what is not a number. */
export const countryOf = (e164: string): string | null =>
  phoneLibrary().parsePhoneNumberFromString(e164)?.country ?? null;

const TYPE_ALIASES = new Map<string, NumberType>([
  ['tollfree', 'toll_free'],
  ['sharedcost', 'shared_cost'],
]);

/** "toll-free", "tollfree", "Toll Free", "toll_free"; null for any other word. */
export const parseNumberType = (word: string): NumberType | null => {
  const name = word
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return NUMBER_TYPES.find((type) => type === name) ?? TYPE_ALIASES.get(name) ?? null;
};

/** "sms", "HD voice", "hd-voice"; null for any other word. */
export const parseFeature = (word: string): Feature | null => {
  const name = word
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return FEATURES.find((feature) => feature === name) ?? null;
};

/** "toll-free". Takes any word, as objects that come back carry others than those sold. */
export const numberTypeWords = (type: string): string => type.replaceAll('_', '-');
