import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A kill leaves what was written, so that no disk is tried by these tests: where there is a folder in memory, it saves their time. */
const ROOT = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A folder of this test's own, gone after it. */
export const temporaryFolder = (t: TestContext): string => {
  const folder = mkdtempSync(join(ROOT, 'numberdesk-'));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
};

/** Of a store file in such a folder. */
export const temporaryPath = (t: TestContext): string => join(temporaryFolder(t), 'store.sqlite');
