import { measureTick, PAGE_SIZE, withFollowed } from './measure-tick.ts';
import { median, type Row, toRow } from './table.ts';
import type { Kind, Measured } from './tick-subject.ts';
import { NUMBERS_A_PART } from './wire-parts.ts';

/** Many parts take long, and one round of them says as much as three of few. */
const roundsOf = (parts: number): number => (parts > 1_000 ? 1 : 3);
/** One part in a hundred changes. */
const CHANGE_EVERY = 100;

type Rounds = Record<Kind, Measured[]>;

/** In turn, so that whatever else the machine does meets all of them. */
const measureAll = (parts: number): Promise<Rounds> =>
  withFollowed({ parts }, async (store) => {
    const rounds: Rounds = { ours: [], bare: [], sdk: [] };
    for (let round = 0; round < roundsOf(parts); round += 1)
      for (const kind of ['ours', 'bare', 'sdk'] as const)
        rounds[kind].push(await measureTick({ kind, store, parts, every: CHANGE_EVERY }));
    return rounds;
  });

const rowsOf = (parts: number, rounds: Rounds): Row[] => {
  const numbers = (parts * NUMBERS_A_PART).toLocaleString('en');
  const middle = (kind: Kind, of: keyof Measured): number => median(rounds[kind].map((each) => each[of]));
  const both = (of: keyof Measured, kind: Kind = 'bare') => ({ ours: middle('ours', of), against: middle(kind, of) });
  const changed = middle('bare', 'changed');
  const row = (what: string, given: Omit<Parameters<typeof toRow>[0], 'what'>): Row =>
    toRow({ what: `${numbers} numbers: ${what}`, ...given });
  return [
    row('processor time, against a bare loop', { ...both('cpuMs'), unit: ' ms', reach: '<= 1.3x' }),
    row('processor time, against a script on the SDK', { ...both('cpuMs', 'sdk'), unit: ' ms', reach: '<= 1.0x' }),
    row('calls, against pages + 3 a changed part', {
      ours: middle('ours', 'calls'),
      against: Math.ceil(parts / PAGE_SIZE) + 3 * changed,
      reach: '<= 1.0x',
    }),
    row('orders found changed, against those that are', {
      ours: middle('ours', 'changed'),
      against: changed,
      reach: '1.0x',
    }),
    row('orders written, against those changed', { ours: middle('ours', 'written'), against: changed, reach: '1.0x' }),
    row('durable writes, against orders changed', { ours: middle('ours', 'writes'), against: changed, reach: '' }),
    row('event loop held at most', { ...both('heldMs'), unit: ' ms', reach: '<= 50 ms' }),
    row('memory at its peak', { ...both('peakMb'), unit: ' MB', reach: '<= 250 MB' }),
  ];
};

/** How the cost of a number grows from the least to the most of them. */
const growthRow = (sizes: readonly { parts: number; rounds: Rounds }[]): Row[] => {
  const [least, most] = [sizes[0], sizes.at(-1)];
  if (!least || !most || least === most) return [];
  const eachMs = ({ parts, rounds }: typeof least): number => median(rounds.ours.map(({ cpuMs }) => cpuMs)) / parts;
  return [
    {
      what: 'processor time a part, most numbers against fewest',
      ours: `${eachMs(most).toFixed(2)} ms`,
      against: `${eachMs(least).toFixed(2)} ms`,
      ratio: eachMs(most) / eachMs(least),
      reach: '<= 1.0x',
    },
  ];
};

/** A tick over what is pending, one part in a hundred changed, beside what one would write without an app. */
export const benchTick = async ({ numbers }: { numbers: readonly number[] }): Promise<Row[]> => {
  const sizes: { parts: number; rounds: Rounds }[] = [];
  for (const count of numbers) {
    const parts = Math.ceil(count / NUMBERS_A_PART);
    sizes.push({ parts, rounds: await measureAll(parts) });
  }
  return [...sizes.flatMap(({ parts, rounds }) => rowsOf(parts, rounds)), ...growthRow(sizes)];
};
