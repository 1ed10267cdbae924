import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { describe, it } from 'node:test';
import { filesOf, SUITES, type Suite } from './suites.ts';

const here = (pattern: string): string[] => globSync(pattern, { cwd: import.meta.dirname }).toSorted();

describe('the test command', () => {
  it('runs each suite', () => {
    assert.deepEqual(
      here('*.suite.ts'),
      Object.keys(SUITES)
        .map((suite) => `${suite}.suite.ts`)
        .toSorted(),
    );
  });

  it('runs each test file, once', () => {
    const run = (Object.keys(SUITES) as Suite[]).flatMap(filesOf);
    assert.deepEqual(run.toSorted(), globSync('**/*.test.ts', { cwd: `${import.meta.dirname}/..` }).toSorted());
  });
});
