import { type Logger, pino } from 'pino';

export type Log = Logger;

/**
 * JSON lines. Redaction is the second net: callers pass ids and codes, never bodies, answers or headers.
 * @param destination where lines go; the process' standard output unless a test or the sandbox gives its own
 */
export const createLog = ({
  level,
  destination,
}: {
  level: string;
  destination?: { write(line: string): void };
}): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          '*.token',
          '*.authorization',
          '*.Authorization',
          '*.apiKey',
          'token',
          'authorization',
          'apiKey',
          '*.field_value',
          '*.value',
        ],
        censor: '[redacted]',
      },
    },
    destination ?? pino.destination(1),
  );
