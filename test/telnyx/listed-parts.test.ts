import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cutList } from '../../src/telnyx/cut-list.ts';
import { createListedParts, type ListedParts } from '../../src/telnyx/listed-parts.ts';

type Wire = { id: string; order_request_id: string; user_id: string; status: string };

const aPart = (at: number, status: string): Wire => ({
  id: `part-${at}`,
  order_request_id: `order-${at}`,
  user_id: 'account',
  status,
});

const bytesOf = (parts: readonly Wire[]): Buffer => Buffer.from(JSON.stringify({ data: parts }));

/** Reads a list of so many parts a page, and gives what it was told of each. */
const readList = async (listed: ListedParts, { parts, size }: { parts: readonly Wire[]; size: number }) => {
  const { cutParts, toParts, end } = listed.begin();
  const read: { id: string; orderId: string; fingerprint: string }[] = [];
  for (let from = 0; from < parts.length; from += size) {
    const { data } = cutList(bytesOf(parts.slice(from, from + size)), cutParts) as { data: never[] };
    read.push(...(await toParts(data)));
  }
  end();
  return read.map(({ id, orderId, fingerprint }) => ({ id, orderId, fingerprint }));
};

/** Words of several lengths, with all that could be taken for the end of a part. */
const word = fc.constantFrom('pending', 'a,b', '}],"x":[{', 'ü ] "', '\\', '');
const account = fc.uniqueArray(fc.record({ at: fc.nat(30), status: word }), {
  selector: ({ at }) => at,
  maxLength: 20,
});

describe('the list of pending parts, poll after poll', () => {
  it('shows the same parts as if it were read for the first time, whatever came, went or changed', async () => {
    const given = fc.array(fc.record({ parts: account, size: fc.integer({ min: 1, max: 8 }) }), {
      minLength: 2,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(given, async (polls) => {
        const listed = createListedParts();
        for (const { parts, size } of polls) {
          const list = { parts: parts.map(({ at, status }) => aPart(at, status)), size };
          const read = await readList(listed, list);
          assert.deepEqual(read, await readList(createListedParts(), list));
          assert.deepEqual(
            read.map(({ id }) => id),
            list.parts.map(({ id }) => id),
          );
        }
      }),
    );
  });

  it('looks for the end of new parts only', async () => {
    const listed = createListedParts();
    const parts = [1, 2, 3, 4].map((at) => aPart(at, 'pending'));
    await readList(listed, { parts, size: 4 });
    const { cutParts } = listed.begin();
    const taken: string[] = [];
    const watched = {
      ...cutParts,
      take: (bytes: Uint8Array) => {
        taken.push((JSON.parse(Buffer.from(bytes).toString()) as Wire).id);
        return cutParts.take(bytes);
      },
    };
    cutList(bytesOf([aPart(1, 'pending'), aPart(2, 'cancelled'), aPart(3, 'pending'), aPart(4, 'pending')]), watched);
    // After one that is new nothing can be guessed about the next: its end is looked for too, and then all is known again.
    assert.deepEqual(taken, ['part-2', 'part-3']);
  });
});
