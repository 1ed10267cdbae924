/** Rows as lines with aligned columns, two blanks apart. `aligns` has Slack's words by column; left is the default. */
export const tableLines = (rows: string[][], aligns: unknown[] = []): string[] => {
  const widths = rows.reduce<number[]>(
    (known, row) => row.map((cell, column) => Math.max(widthOf(cell), known[column] ?? 0)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, column) => padCell(cell, { width: widths[column] ?? 0, align: aligns[column] }))
      .join('  ')
      .trimEnd(),
  );
};

const padCell = (cell: string, { width, align }: { width: number; align: unknown }): string => {
  const blanks = Math.max(0, width - widthOf(cell));
  const before = align === 'right' ? blanks : align === 'center' ? Math.floor(blanks / 2) : 0;
  return `${' '.repeat(before)}${cell}${' '.repeat(blanks - before)}`;
};

/** Code points, not UTF-16 units: an emoji is one sign on the screen. */
const widthOf = (text: string): number => [...text].length;
