import { median, type Row } from './table.ts';

export type Pair<Measured> = { ours: Measured; other: Measured };

/** In turn, now ours first and now the other, so that whatever else the machine does meets both. */
export const inPairs = async <Measured>(
  count: number,
  { ours, other }: Pair<() => Promise<Measured>>,
): Promise<Pair<Measured>[]> => {
  const pairs: Pair<Measured>[] = [];
  for (let at = 0; at < count; at += 1) {
    const first = at % 2 === 0 ? await ours() : null;
    const second = await other();
    pairs.push({ ours: first ?? (await ours()), other: second });
  }
  return pairs;
};

/** Medians, and of the ratio that of each pair's. */
export const toColumns = <Of extends string>(
  pairs: readonly Pair<Record<Of, number>>[],
  { of, unit }: { of: Of; unit: string },
): Pick<Row, 'ours' | 'against' | 'ratio'> => ({
  ours: `${median(pairs.map(({ ours }) => ours[of])).toFixed(0)} ${unit}`,
  against: `${median(pairs.map(({ other }) => other[of])).toFixed(0)} ${unit}`,
  ratio: median(pairs.map(({ ours, other }) => ours[of] / other[of])),
});
