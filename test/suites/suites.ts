import { globSync } from 'node:fs';
import { join } from 'node:path';

const TESTS = join(import.meta.dirname, '..');

/**
 * Which test files share a process; a file is in the first suite that names it. One process for each file would spend
 * more time on loading what it imports than on its tests. Browsers, killed apps and the plans of faults wait for other
 * processes much of their time, and have processes apart.
 */
export const SUITES = {
  browser: ['browser/*'],
  faults: ['faults/*'],
  processes: ['e2e/{crash,observed,process,secrets,store,webhook}'],
  journeys: ['e2e/*'],
  rules: ['**/*'],
};

export type Suite = keyof typeof SUITES;

const find = (patterns: readonly string[]): string[] =>
  globSync(
    patterns.map((pattern) => `${pattern}.test.ts`),
    { cwd: TESTS },
  );

/** Paths below `test`, sorted. */
export const filesOf = (suite: Suite): string[] => {
  const names = Object.keys(SUITES) as Suite[];
  const taken = new Set(names.slice(0, names.indexOf(suite)).flatMap((each) => find(SUITES[each])));
  return find(SUITES[suite])
    .filter((file) => !taken.has(file))
    .toSorted();
};

/** Whatever these files describe, the test runner runs in this process. */
export const runSuite = async (suite: Suite): Promise<void> => {
  for (const file of filesOf(suite)) await import(join(TESTS, file));
};
