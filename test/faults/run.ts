import { parseArgs } from 'node:util';
import { toPlan } from './plan.ts';
import { runPlan } from './run-plan.ts';

/** `npm run faults -- --plans 2000`, `--from 5000`, `--seed 123`. */
const { values } = parseArgs({
  options: {
    plans: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const first = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.plans) : 1;
process.on('unhandledRejection', (error) => {
  say(`unhandled: ${error instanceof Error ? error.stack : String(error)}`);
  process.exitCode = 1;
});

let failed = 0;
for (let seed = first; seed < first + count; seed += 1) {
  const plan = toPlan(seed);
  const { problems, trace, screen, log } = await runPlan(plan).catch((error: unknown) => ({
    problems: [error instanceof Error ? String(error.stack) : String(error)],
    trace: [],
    screen: '',
    log: [],
  }));
  if (problems.length > 0 || values.seed !== undefined) {
    say(`seed ${seed}: ${problems.length === 0 ? 'all held' : problems.join('; ')}`);
    if (values.verbose || values.seed !== undefined) {
      say(plan.steps.map((step) => `  step ${JSON.stringify(step)}`).join('\n'));
      say(trace.map((line) => `  struck ${line}`).join('\n'));
      if (values.verbose) say(`${log.join('')}\n${screen}`);
    }
  }
  if (problems.length > 0) failed += 1;
}
say(`${count} plans, ${failed} failed`);
if (failed > 0) process.exitCode = 1;
