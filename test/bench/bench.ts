import { benchAcks } from './acks.ts';
import { benchStarts } from './starts.ts';
import { type Row, toTable } from './table.ts';

/** `npm run bench`, or some of them: `npm run bench -- acks starts`. */
const BENCHES: Record<string, () => Promise<Row[]>> = {
  acks: benchAcks,
  starts: benchStarts,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !BENCHES[name]);
if (unknown.length > 0) {
  process.stderr.write(`no benchmark ${unknown.join(', ')}: there are ${Object.keys(BENCHES).join(', ')}\n`);
  process.exit(1);
}
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stdout.write(`\n${name}\n${toTable(await bench())}\n`);
}
