import { measureTick, PAGE_SIZE, withFollowed } from './measure-tick.ts';
import { inPairs, toColumns } from './pairs.ts';
import { type Row, toRow } from './table.ts';
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
/** One poll takes too little to be told from what else a process does. */
const POLLS = 10;

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

const accountRows = (): Promise<Row[]> =>
  withFollowed({ parts: PARTS, finished: FINISHED }, (oldStore) =>
    withFollowed({ parts: PARTS }, async (youngStore) => {
      const quiet = { kind: 'ours', parts: PARTS, polls: POLLS } as const;
      const pairs = await inPairs(ROUNDS, {
        ours: () => measureTick({ ...quiet, store: oldStore, old: OLD_PARTS }),
        other: () => measureTick({ ...quiet, store: youngStore }),
      });
      const row = (what: string, unit: { of: keyof Measured; unit: string }): Row => ({
        what: `an account with 1M old numbers, against a young one: ${what}`,
        ...toColumns(pairs, unit),
        reach: '1.0x',
      });
      return [
        row('calls', { of: 'calls', unit: '' }),
        row('processor time', { of: 'cpuMs', unit: 'ms' }),
        row('memory at its peak', { of: 'peakMb', unit: 'MB' }),
      ];
    }),
  );

/** A poll in which nothing changed: what it costs follows what is pending and due, not what is over. */
export const benchQuietTick = async (): Promise<Row[]> => [...(await dueRows()), ...(await accountRows())];
