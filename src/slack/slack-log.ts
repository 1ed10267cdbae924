import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../log.ts';

/** Bolt's logger on ours: one stream, one format, one place of redaction. */
export const createSlackLog = (log: Log): Logger => ({
  // At debug Bolt writes whole requests and answers: names, texts, answers to requirements. None of that is kept.
  debug: () => undefined,
  // Bolt tells of each connection and request at info; that is our debug.
  info: (...parts) => log.debug(toLine(parts)),
  warn: (...parts) => log.warn(toLine(parts)),
  error: (...parts) => log.error(toLine(parts)),
  setLevel: () => undefined,
  getLevel: () => LogLevel.INFO,
  setName: () => undefined,
});

/** Errors by their message only: their other fields may hold headers and bodies. */
const toLine = (parts: unknown[]): string =>
  parts.map((part) => (part instanceof Error ? `${part.name}: ${part.message}` : String(part))).join(' ');
