import { hash } from 'node:crypto';
import { createTurns } from '../turns.ts';
import { readAnswer } from './client.ts';
import { type CutPages, parseBytes } from './cut-list.ts';
import { createPage } from './page.ts';
import type { ListedPart } from './telnyx.ts';
import { unreadableAnswer } from './telnyx-error.ts';
import { listedNames, subOrder } from './wire/sub-orders.ts';

/** How a part is called: all that must be known of one that is as it was. */
type Names = Pick<ListedPart, 'id' | 'orderId' | 'accountId'>;
/** One part of a page, as the bytes that it came in. */
export type CutPart = { bytes: Uint8Array; fingerprint: string };

const FROM = { method: 'GET', path: '/sub_number_orders' };

const parse = (bytes: Uint8Array): unknown => {
  try {
    return parseBytes(bytes);
  } catch {
    throw unreadableAnswer({ ...FROM, field: 'data' });
  }
};

const toListed = ({ bytes, fingerprint }: CutPart, names: Names): ListedPart => ({
  ...names,
  fingerprint,
  read: () => readAnswer(subOrder, { ...FROM, body: parse(bytes) }),
  // The next page is read over this one.
  keep: () => toListed({ bytes: Uint8Array.from(bytes), fingerprint }, names),
});

export type ListedParts = {
  begin(): {
    /** Cuts the pages of one list, from the first to the last. */
    cutParts: CutPages<CutPart>;
    /** Called with each page, before the next one is asked for. */
    toParts(items: readonly CutPart[]): Promise<ListedPart[]>;
    /** Called when all of the list was read. */
    end(): void;
  };
};

const fingerprintOf = (bytes: Uint8Array): string => hash('sha1', bytes, 'base64');

/** What a list showed; `lengthAfter`: of how many bytes the part was that followed one with this fingerprint. */
const createMemory = () => ({ names: new Map<string, Names>(), lengthAfter: new Map<string, number>() });

/** Parts of which every byte is as it was in the list before are not parsed to know which they are. */
export const createListedParts = (): ListedParts => {
  let known = createMemory();
  return {
    begin: () => {
      const met = createMemory();
      const turn = createTurns();
      // The first part follows none.
      let previous = '';
      const follow = (part: CutPart): CutPart => {
        met.lengthAfter.set(previous, part.bytes.length);
        previous = part.fingerprint;
        return part;
      };
      const toPart = (cut: CutPart): ListedPart => {
        const { bytes, fingerprint } = cut;
        const names = known.names.get(fingerprint) ?? readAnswer(listedNames, { ...FROM, body: parse(bytes) });
        met.names.set(fingerprint, names);
        return toListed(cut, names);
      };
      return {
        cutParts: {
          page: createPage(),
          guess: () => known.lengthAfter.get(previous) ?? null,
          recognise: (bytes) => {
            const fingerprint = fingerprintOf(bytes);
            return known.names.has(fingerprint) ? follow({ bytes, fingerprint }) : null;
          },
          take: (bytes) => follow({ bytes, fingerprint: fingerprintOf(bytes) }),
        },
        toParts: async (items) => {
          const parts: ListedPart[] = [];
          for (const cut of items) {
            await turn();
            parts.push(toPart(cut));
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
