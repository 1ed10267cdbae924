/** One line of a benchmark: what we take, what the other takes in the same run, how they relate, and what is to be reached. */
export type Row = { what: string; ours: string; against: string; ratio: number | null; reach: string };

const HEAD = ['what', 'ours', 'against', 'ratio', 'reach'] as const;

const toCells = ({ ratio, ...row }: Row): string[] => [
  row.what,
  row.ours,
  row.against,
  ratio === null ? '' : `${ratio.toFixed(2)}x`,
  row.reach,
];

/** As text in columns. */
export const toTable = (rows: readonly Row[]): string => {
  const lines = [[...HEAD], ...rows.map(toCells)];
  const widths = HEAD.map((_, at) => Math.max(...lines.map((cells) => cells[at]?.length ?? 0)));
  return lines.map((cells) => cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')).join('\n');
};

export const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

/** A row of two numbers with their unit, without decimals. */
export const toRow = (given: { what: string; ours: number; against: number; unit?: string; reach: string }): Row => {
  const { what, ours, against, unit = '', reach } = given;
  const shown = (value: number): string => `${value.toFixed(0)}${unit}`;
  return { what, ours: shown(ours), against: shown(against), ratio: ours / against, reach };
};
