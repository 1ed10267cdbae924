import { AppError, isAppError } from '../errors.ts';

/** SQLite's primary result codes (sqlite.org/rescode.html) and the system's, by what an operator can do about them. */
const DAMAGED: ReadonlySet<unknown> = new Set([11, 26]);
const HELD: ReadonlySet<unknown> = new Set([5, 6]);
const FORBIDDEN: ReadonlySet<unknown> = new Set([3, 8, 14, 'EACCES', 'EPERM', 'EROFS']);
const FULL: ReadonlySet<unknown> = new Set([10, 13, 'ENOSPC', 'EDQUOT', 'EFBIG', 'EIO']);

export const isOfSqlite = (cause: unknown): boolean =>
  typeof (cause as { errcode?: unknown } | undefined)?.errcode === 'number';

/** The low byte of an extended code is its primary one. */
const codeOf = (cause: unknown): unknown => {
  const { errcode, code } = (cause ?? {}) as { errcode?: unknown; code?: unknown };
  return typeof errcode === 'number' ? errcode & 0xff : code;
};

export const isHeld = (cause: unknown): boolean => HELD.has(codeOf(cause));

const adviceFor = (code: unknown): string => {
  if (DAMAGED.has(code)) return 'cannot be opened, it is damaged or no database of SQLite: put a backup in its place';
  if (HELD.has(code)) return 'cannot be opened, another program keeps it locked: close that one first';
  if (FORBIDDEN.has(code)) return 'cannot be written: this process needs the right to write the file and its folder';
  if (FULL.has(code)) return 'cannot be written: see whether its disk is full or failing';
  return 'cannot be opened';
};

/** What stops a start, in one sentence: which file, what to do, and the reason as SQLite or the system gave it. */
export const toStoreProblem = (cause: unknown, path: string): AppError => {
  if (isAppError(cause)) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AppError('store_failed', `The database ${path} ${adviceFor(codeOf(cause))} (${reason}).`, { cause });
};
