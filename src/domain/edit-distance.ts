type Rows = { from: string; to: string; i: number; row: number[]; before: number[] };

/** Costs of turning the first `i` letters of `from` into each beginning of `to`. */
const nextRow = ({ from, to, i, row, before }: Rows): number[] => {
  const next = [i];
  for (let j = 1; j <= to.length; j += 1) {
    const same = from[i - 1] === to[j - 1] ? 0 : 1;
    const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
    const costs = [(row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same];
    next.push(Math.min(...costs, swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY));
  }
  return next;
};

/** How many edits lead from one word to the other: a letter more, less, other, or two neighbours swapped. */
export const editDistance = (from: string, to: string): number => {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i += 1) [before, row] = [row, nextRow({ from, to, i, row, before })];
  return row[to.length] ?? 0;
};
