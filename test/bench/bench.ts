import { parseArgs } from 'node:util';
import { benchAcks } from './acks.ts';
import { benchOutbox } from './outbox.ts';
import { benchPolledAcks } from './polled-acks.ts';
import { benchQuietTick } from './quiet-tick.ts';
import { benchStarts } from './starts.ts';
import { benchStore } from './store.ts';
import { type Row, toTable } from './table.ts';
import { benchTick } from './tick.ts';

/** `npm run bench`, or some of them: `npm run bench -- acks tick --numbers 1000,10000`. */
const BENCHES: Record<string, (given: { numbers: readonly number[] }) => Promise<Row[]>> = {
  acks: benchAcks,
  'polled-acks': benchPolledAcks,
  outbox: benchOutbox,
  starts: benchStarts,
  store: benchStore,
  tick: benchTick,
  'quiet-tick': benchQuietTick,
};

const { positionals: wanted, values } = parseArgs({
  allowPositionals: true,
  options: { numbers: { type: 'string', default: '1000,10000,100000' } },
});
const numbers = values.numbers.split(',').map(Number);
const unknown = wanted.filter((name) => !BENCHES[name]);
if (unknown.length > 0) {
  process.stderr.write(`no benchmark ${unknown.join(', ')}: there are ${Object.keys(BENCHES).join(', ')}\n`);
  process.exit(1);
}
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stdout.write(`\n${name}\n${toTable(await bench({ numbers }))}\n`);
}
