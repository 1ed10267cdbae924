import { type Codec, createCodec, isIndex, isText, isTextOrNull } from './ids.ts';

type Prices = { upfront: string | null; monthly: string | null };

/** The order form. `channelId` is the channel it was opened from; null in the App Home. */
export type OrderContext = {
  token: string;
  phoneNumbers: string[];
  seenPrices: Record<string, Prices>;
  repeatConfirmed: boolean;
  channelId: string | null;
  /** Groups made from inside this form, by `<country>:<number type>`: these alone may stand chosen in it. */
  made: Record<string, MadeGroup>;
  /** Until when its reservable numbers are held while a group is filled in; null when none is. */
  heldUntil: number | null;
};

/** `revision` is in the field's `block_id`: a new one makes Slack show the new choice. */
export type MadeGroup = { groupId: string; revision: number };

/** More than anybody makes while ordering; so that the form's context keeps within its 3,000 characters. */
const MOST_MADE = 4;

const toMade = (value: unknown): Record<string, MadeGroup> | null => {
  if (!Array.isArray(value)) return null;
  const pairs = value.flatMap((each: unknown) => {
    const [partKey, groupId, revision] = Array.isArray(each) ? each : [];
    return isText(partKey) && isText(groupId) && isIndex(revision) ? [[partKey, { groupId, revision }] as const] : [];
  });
  return pairs.length === value.length ? Object.fromEntries(pairs) : null;
};

const toPrices = (value: unknown): Prices | null => {
  const [upfront, monthly] = Array.isArray(value) ? value : [];
  return isTextOrNull(upfront) && isTextOrNull(monthly) ? { upfront, monthly } : null;
};

const fromPhoneNumbers = (text: string): string[] => (text === '' ? [] : text.split(',').map((digits) => `+${digits}`));

const toPricesByNumber = (entries: [unknown[], unknown[]], priced: string[]): Record<string, Prices> | null => {
  const [prices, indices] = entries;
  const pairs = priced.flatMap((phoneNumber, at) => {
    const found = toPrices(prices[Number(indices[at])]);
    return found === null ? [] : [[phoneNumber, found] as const];
  });
  return pairs.length === priced.length ? Object.fromEntries(pairs) : null;
};

/** Fifty numbers fit in 3,000 characters: no plus signs, each price pair once, then its place for each number. */
export const orderContext: Codec<OrderContext> = createCodec<OrderContext>({
  toList: ({ token, phoneNumbers, seenPrices, repeatConfirmed, channelId, made, heldUntil }) => {
    const priced = Object.keys(seenPrices);
    const keyOf = (phoneNumber: string) =>
      JSON.stringify([seenPrices[phoneNumber]?.upfront ?? null, seenPrices[phoneNumber]?.monthly ?? null]);
    const prices = [...new Set(priced.map(keyOf))];
    const toText = (list: string[]) => list.map((each) => each.replace('+', '')).join(',');
    // What is offered instead of gone numbers is priced too, but not ordered: mostly the two lists are the same.
    const pricedText = toText(priced) === toText(phoneNumbers) ? null : toText(priced);
    return [
      token,
      toText(phoneNumbers),
      pricedText,
      prices.map((each): unknown => JSON.parse(each)),
      priced.map((each) => prices.indexOf(keyOf(each))),
      repeatConfirmed ? 1 : 0,
      channelId,
      Object.entries(made)
        .slice(-MOST_MADE)
        .map(([partKey, { groupId, revision }]) => [partKey, groupId, revision]),
      heldUntil,
    ];
  },
  fromList: ([token, numbersText, pricedText, prices, indices, repeatConfirmed, channelId, madeList = [], held]) => {
    if (!isText(token) || !isText(numbersText) || !isTextOrNull(pricedText) || !isTextOrNull(channelId)) return null;
    if (!Array.isArray(prices) || !Array.isArray(indices)) return null;
    const phoneNumbers = fromPhoneNumbers(numbersText);
    const priced = pricedText === null ? phoneNumbers : fromPhoneNumbers(pricedText);
    const seenPrices = toPricesByNumber([prices, indices], priced);
    const made = toMade(madeList);
    if (seenPrices === null || made === null) return null;
    const heldUntil = isIndex(held) ? held : null;
    return { token, phoneNumbers, seenPrices, repeatConfirmed: repeatConfirmed === 1, channelId, made, heldUntil };
  },
});
