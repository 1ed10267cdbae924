import { hash } from 'node:crypto';
import { createTurns } from '../turns.ts';
import { readAnswer } from './client.ts';
import { parseBytes } from './cut-list.ts';
import type { ListedPart } from './telnyx.ts';
import { unreadableAnswer } from './telnyx-error.ts';
import { listedNames, subOrder } from './wire/sub-orders.ts';

/** How a part is called: all that must be known of one that is as it was. */
type Names = Pick<ListedPart, 'id' | 'orderId' | 'accountId'>;
type Cut = { bytes: Uint8Array; names: Names; fingerprint: string };

const FROM = { method: 'GET', path: '/sub_number_orders' };

const parse = (bytes: Uint8Array): unknown => {
  try {
    return parseBytes(bytes);
  } catch {
    throw unreadableAnswer({ ...FROM, field: 'data' });
  }
};

const toListed = ({ bytes, names, fingerprint }: Cut): ListedPart => ({
  ...names,
  fingerprint,
  read: () => readAnswer(subOrder, { ...FROM, body: parse(bytes) }),
  // A part of the page would keep all of the page.
  keep: () => toListed({ bytes: Uint8Array.from(bytes), names, fingerprint }),
});

export type ListedParts = {
  /** Called with each page of a list; `end` when all of it was read. */
  begin(): { toParts(items: readonly Uint8Array[]): Promise<ListedPart[]>; end(): void };
};

/** Parts of which every byte is as it was in the list before are not parsed to know which they are. */
export const createListedParts = (): ListedParts => {
  let known = new Map<string, Names>();
  return {
    begin: () => {
      const met = new Map<string, Names>();
      const turn = createTurns();
      const toPart = (bytes: Uint8Array): ListedPart => {
        const fingerprint = hash('sha1', bytes, 'base64');
        const names = known.get(fingerprint) ?? readAnswer(listedNames, { ...FROM, body: parse(bytes) });
        met.set(fingerprint, names);
        return toListed({ bytes, names, fingerprint });
      };
      return {
        toParts: async (items) => {
          const parts: ListedPart[] = [];
          for (const bytes of items) {
            await turn();
            parts.push(toPart(bytes));
          }
          return parts;
        },
        end: () => {
          known = met;
        },
      };
    },
  };
};
