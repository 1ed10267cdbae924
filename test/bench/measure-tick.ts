import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Followed, writeFollowed } from './followed-orders.ts';
import { OUR_FLAGS } from './our-flags.ts';
import { startStandInTelnyx } from './start-stand-in-telnyx.ts';
import type { Kind, Measured } from './tick-subject.ts';

const run = promisify(execFile);

/** Parts on a page of Telnyx' list. */
export const PAGE_SIZE = 250;

type Subject = {
  kind: Kind;
  store: string;
  parts: number;
  /** Parts of the account that are over. */
  old?: number;
  /** One part in so many changes; none without it. */
  every?: number;
  /** How long after the last poll the measured one comes. */
  minutes?: number;
  /** How many are measured, so much apart. */
  polls?: number;
};

/** Polls of one subject, over a copy of the store and against a stand-in of its own. */
export const measureTick = async ({
  kind,
  store,
  parts,
  old = 0,
  every = 0,
  minutes = 1,
  polls = 1,
}: Subject): Promise<Measured> => {
  const telnyx = await startStandInTelnyx({ parts, old });
  const folder = mkdtempSync(join(tmpdir(), 'numberdesk-bench-'));
  try {
    const copy = join(folder, 'store.sqlite');
    cpSync(store, copy);
    const given = [
      ...(kind === 'ours' ? OUR_FLAGS : []),
      join(import.meta.dirname, 'tick-subject.ts'),
      kind,
      telnyx.origin,
      `sqlite://${copy}`,
      String(every),
      String(minutes),
      String(polls),
    ];
    return JSON.parse((await run(process.execPath, given)).stdout) as Measured;
  } finally {
    telnyx.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Gives a store that follows so many parts, and takes it away after. */
export const withFollowed = async <Result>(
  given: Omit<Followed, 'storeUrl'>,
  work: (store: string) => Promise<Result>,
): Promise<Result> => {
  const folder = mkdtempSync(join(tmpdir(), 'numberdesk-bench-'));
  const store = join(folder, 'store.sqlite');
  try {
    await writeFollowed({ storeUrl: `sqlite://${store}`, ...given });
    return await work(store);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
