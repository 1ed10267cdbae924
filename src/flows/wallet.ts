import type { Address } from '../domain/requirement.ts';
import { isAppError } from '../errors.ts';
import type { Document, Telnyx } from '../telnyx/telnyx.ts';

/** Addresses and documents that Telnyx already has, to be chosen instead of given again. Personal: kept in memory for minutes. */
export type Wallet = {
  /** In this country (null: in any), those that hold every word of `text`, the account's references first. */
  addresses(filter: { country: string | null; text: string }): Promise<Address[]>;
  /** `endings`: of the names; null takes any. */
  documents(filter: { endings: readonly string[] | null; text: string }): Promise<Document[]>;
  address(addressId: string): Promise<Address | null>;
  document(documentId: string): Promise<Document | null>;
  /** One with exactly this content that something at Telnyx still refers to: it need not be uploaded again. */
  findDocument(sha256: string): Promise<Document | null>;
  /** After something was added. */
  forget(): void;
};

const KEPT_MS = 60_000;
/** Menus have to be answered within three seconds: they offer an older list, which is read again behind them. */
const OFFERED_MS = 30 * 60_000;

type Options = { telnyx: Pick<Telnyx, 'addresses' | 'documents'>; clock: { now(): number } };

/** The list of one kind, read again when it is older than a minute; those who ask at once share one reading. */
const createKept = <Item>(read: () => Promise<Item[]>, clock: { now(): number }) => {
  let kept: { items: Item[]; readAt: number } | null = null;
  let reading: Promise<Item[]> | null = null;
  const readAgain = (): Promise<Item[]> => {
    if (reading !== null) return reading;
    const readAt = clock.now();
    const mine = read();
    reading = mine;
    const settle = (items: Item[] | null): void => {
      // What was forgotten meanwhile lacks what was added.
      if (reading !== mine) return;
      reading = null;
      if (items !== null) kept = { items, readAt };
    };
    mine.then(settle, () => settle(null));
    return mine;
  };
  const isYoungerThan = (age: number): boolean => kept !== null && clock.now() - kept.readAt < age;
  return {
    fresh: async (): Promise<Item[]> => (kept !== null && isYoungerThan(KEPT_MS) ? kept.items : readAgain()),
    /** What is there, even when it is older, so that nobody waits. */
    offered: async (): Promise<Item[]> => {
      if (kept === null || !isYoungerThan(OFFERED_MS)) return readAgain();
      if (!isYoungerThan(KEPT_MS)) readAgain().catch(() => undefined);
      return kept.items;
    },
    forget: (): void => {
      kept = null;
      reading = null;
    },
  };
};

const holds = (text: string, words: (string | null)[]): boolean => {
  const searched = words.join(' ').toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => searched.includes(word));
};

const addressWords = (address: Address): (string | null)[] => [
  address.reference,
  address.businessName,
  address.firstName,
  address.lastName,
  address.streetAddress,
  address.locality,
  address.postalCode,
];

const named = <Item extends { reference: string | null }>(items: Item[]): Item[] => [
  ...items.filter(({ reference }) => reference !== null),
  ...items.filter(({ reference }) => reference === null),
];

const fitsEnding = ({ filename }: Document, endings: readonly string[] | null): boolean =>
  endings === null || endings.includes(filename.split('.').at(-1)?.toLowerCase() ?? '');

/** Infected or refused ones help nobody. */
const isUsable = ({ status, scanStatus }: Document): boolean => status !== 'denied' && scanStatus !== 'infected';

export const createWallet = ({ telnyx, clock }: Options): Wallet => {
  const addresses = createKept(() => telnyx.addresses.list(), clock);
  const documents = createKept(() => telnyx.documents.list(), clock);
  /** Where Telnyx does not tell, the file is uploaded again: that costs a document, not an order. */
  const isLinked = async (documentId: string): Promise<boolean> => {
    try {
      return await telnyx.documents.isLinked(documentId);
    } catch (error) {
      if (isAppError(error)) return false;
      throw error;
    }
  };
  return {
    addresses: async ({ country, text }) =>
      named(
        (await addresses.offered()).filter(
          (each) => (country === null || each.country === country) && holds(text, addressWords(each)),
        ),
      ),
    documents: async ({ endings, text }) =>
      named(
        (await documents.offered()).filter(
          (each) => isUsable(each) && fitsEnding(each, endings) && holds(text, [each.reference, each.filename]),
        ),
      ),
    document: async (documentId) => (await documents.fresh()).find(({ id }) => id === documentId) ?? null,
    address: async (addressId) => (await addresses.fresh()).find(({ id }) => id === addressId) ?? null,
    findDocument: async (sha256) => {
      const same = (await documents.fresh()).filter((each) => isUsable(each) && each.sha256 === sha256);
      for (const document of same) if (await isLinked(document.id)) return document;
      return null;
    },
    forget: () => {
      addresses.forget();
      documents.forget();
    },
  };
};

/** What a form can offer of it. */
export const offersOf = async (
  wallet: Wallet,
  countries: readonly (string | null)[],
): Promise<{ addresses: boolean; documents: boolean }> => {
  const [addresses, documents] = await Promise.all([
    Promise.all(countries.map((country) => wallet.addresses({ country, text: '' }))),
    wallet.documents({ endings: null, text: '' }),
  ]);
  return { addresses: addresses.flat().length > 0, documents: documents.length > 0 };
};
