import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError, isAppError } from '../errors.ts';
import { toStoreProblem } from './store-problem.ts';
import { toStorePath } from './store-url.ts';

export type Backup = { path: string; bytes: number };

/** Reading waits this long for a start that is just completing the log of a killed process. */
const BUSY_TIMEOUT_MS = 10_000;

/** `numberdesk-2026-11-25T15-30-38Z.sqlite`: a name that sorts by time and stands on every file system. */
const datedName = (path: string, now: number): string => {
  const time = new Date(now).toISOString().replace(/\.\d+/, '').replaceAll(':', '-');
  return `${basename(path, extname(path))}-${time}${extname(path)}`;
};

const isFolder = async (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

const toTarget = async ({ from, to, now }: { from: string; to: string | null; now: number }): Promise<string> => {
  if (to === null) return join(dirname(from), 'backups', datedName(from, now));
  return to.endsWith('/') || (await isFolder(to)) ? join(to, datedName(from, now)) : to;
};

/**
 * `VACUUM INTO` reads the store as it stands at one moment, in one transaction, while the app goes on writing; pages that are free
 * are left out. The backup API of SQLite would begin anew at each write of the app.
 */
const copyStore = (from: string, to: string): void => {
  const source = new DatabaseSync(from, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
  try {
    source.prepare('VACUUM INTO ?').run(to);
  } finally {
    source.close();
  }
};

const checkCopy = (path: string): void => {
  const copy = new DatabaseSync(path, { readOnly: true });
  try {
    const [verdict] = Object.values(copy.prepare('PRAGMA integrity_check(1)').get() ?? {});
    if (verdict !== 'ok') throw new Error(String(verdict));
  } finally {
    copy.close();
  }
};

/** Whole under its name, or not there: written under another one, and on the disk before it is renamed. */
const writeWhole = async ({ from, to }: { from: string; to: string }): Promise<void> => {
  const partial = `${to}.partial`;
  // Exclusive, and for its owner alone; SQLite fills a file that is empty, and no other.
  await (await open(partial, 'wx', 0o600)).close();
  try {
    copyStore(from, partial);
    checkCopy(partial);
    const file = await open(partial, 'r+');
    await file.sync().finally(() => file.close());
    await rename(partial, to);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
};

const toProblem = (cause: unknown, { from, to }: { from: string; to: string }): AppError => {
  if (isAppError(cause)) return cause;
  const { code, path } = cause as { code?: unknown; path?: unknown };
  if (code === 'EEXIST')
    return new AppError(
      'store_failed',
      `${String(path)} is there already: another backup runs, or one was cut short; remove it.`,
    );
  if (typeof path === 'string')
    return new AppError('store_failed', `${to} cannot be written (${String(code)}).`, { cause });
  return toStoreProblem(cause, from);
};

/**
 * A consistent copy of the store, while the app runs or not: `numberdesk` starts from it.
 * @param url of the store, as for `openStore`; not `:memory:`
 * @param to a file, which is never overwritten, or a folder (with a slash at its end it need not be there yet); null: a dated name in `backups` beside the store
 * Rejects with `AppError('store_failed')`, in a sentence for who asked for it.
 */
export const backUpStore = async ({
  url,
  to,
  now,
}: {
  url: string;
  to: string | null;
  now: number;
}): Promise<Backup> => {
  const from = toStorePath(url);
  if (!existsSync(from))
    throw new AppError('store_failed', `There is no database ${from}: set STORE_URL as the app has it.`);
  const target = await toTarget({ from, to, now });
  if (existsSync(target))
    throw new AppError('store_failed', `${target} is there already and is not overwritten: give another name.`);
  try {
    await mkdir(dirname(target), { recursive: true });
    await writeWhole({ from, to: target });
    return { path: target, bytes: (await stat(target)).size };
  } catch (cause) {
    throw toProblem(cause, { from, to: target });
  }
};
