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
