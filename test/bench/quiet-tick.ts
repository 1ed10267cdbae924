import { measureTick, PAGE_SIZE, withFollowed } from './measure-tick.ts';
import { median, type Row, toRow } from './table.ts';
import type { Measured } from './tick-subject.ts';
import { NUMBERS_A_PART } from './wire-parts.ts';

const PARTS = 1_000;
const DUE_EVERY = 10;
/** Orders that were quiet for a day are read again after so long. */
const DUE_AGAIN_MINUTES = 15;
const OLD_PARTS = 1_000_000 / NUMBERS_A_PART;
/** Of the old parts those that were ordered here. */
const FINISHED = 10_000;
const ROUNDS = 3;

/** Nothing changed, and every tenth order is to be read anyway. */
const dueRows = async (): Promise<Row[]> => {
  const due = PARTS / DUE_EVERY;
  const found = await withFollowed({ parts: PARTS, dueEvery: DUE_EVERY }, (store) =>
    measureTick({ kind: 'ours', store, parts: PARTS, minutes: DUE_AGAIN_MINUTES }),
  );
  const row = (what: string, given: Omit<Parameters<typeof toRow>[0], 'what'>): Row =>
    toRow({ what: `${due} of ${PARTS.toLocaleString('en')} parts due, none changed: ${what}`, ...given });
  return [
    row('orders read, against those due', { ours: found.read, against: due, reach: '1.0x' }),
    row('calls, against pages + 3 a due part', {
      ours: found.calls,
      against: Math.ceil(PARTS / PAGE_SIZE) + 3 * due,
      reach: '<= 1.0x',
    }),
    row('orders written, against those read', { ours: found.written, against: found.read, reach: '0.0x' }),
  ];
};

type Pair = { old: Measured; young: Measured };

/** In turn, so that whatever else the machine does meets both. */
const measurePairs = (): Promise<Pair[]> =>
  withFollowed({ parts: PARTS, finished: FINISHED }, (oldStore) =>
    withFollowed({ parts: PARTS }, async (youngStore) => {
      const pairs: Pair[] = [];
      for (let round = 0; round < ROUNDS; round += 1)
        pairs.push({
          old: await measureTick({ kind: 'ours', store: oldStore, parts: PARTS, old: OLD_PARTS }),
          young: await measureTick({ kind: 'ours', store: youngStore, parts: PARTS }),
        });
      return pairs;
    }),
  );

const accountRows = async (): Promise<Row[]> => {
  const pairs = await measurePairs();
  const row = (of: keyof Measured, given: { what: string; unit?: string; reach: string }): Row => ({
    ...toRow({
      ...given,
      what: `an account with 1M old numbers, against a young one: ${given.what}`,
      ours: median(pairs.map(({ old }) => old[of])),
      against: median(pairs.map(({ young }) => young[of])),
    }),
    ratio: median(pairs.map(({ old, young }) => old[of] / young[of])),
  });
  return [
    row('calls', { what: 'calls', reach: '1.0x' }),
    row('cpuMs', { what: 'processor time', unit: ' ms', reach: '1.0x' }),
    row('peakMb', { what: 'memory at its peak', unit: ' MB', reach: '1.0x' }),
  ];
};

/** A poll in which nothing changed: what it costs follows what is pending and due, not what is over. */
export const benchQuietTick = async (): Promise<Row[]> => [...(await dueRows()), ...(await accountRows())];
