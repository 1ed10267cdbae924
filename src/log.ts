import { AsyncLocalStorage } from 'node:async_hooks';
import { type Logger, pino } from 'pino';

export type Log = Logger;

/** What one thing that happened led to, from a request of Slack, an event of Telnyx or a poll to the calls that it made. */
export type Journey = { id: string; from: 'slack' | 'webhook' | 'poll' };

const journeys = new AsyncLocalStorage<Journey>();

/** Every line that `work` logs, and all that it waits for, has the journey's id. */
export const onJourney = <Result>(journey: Journey, work: () => Result): Result => journeys.run(journey, work);

export const currentJourney = (): Journey | null => journeys.getStore() ?? null;

/** Whatever wrote it, and however deep it stands: no token of Slack, no key of Telnyx leaves in a line. */
const SECRETS = /\b(?:xox[a-z]|xapp)-[\w-]+|\bKEY[\w-]{8,}|\bBearer [^\s"\\]+/g;
/** For what is written past the log: the last words of a process. */
export const withoutSecrets = (text: string): string => text.replaceAll(SECRETS, '[redacted]');

/** Causes are few; a circle among them ends here. */
const DEEPEST_CAUSE = 5;

type LoggedError = { type: string; message: string; code?: string; stack?: string; cause?: LoggedError };

/** By name, message and stack only: an error of an HTTP client carries the request's headers, body and answer. */
const toLoggedError = (error: unknown, depth = 0): LoggedError => {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const hasCause = error.cause !== undefined && depth < DEEPEST_CAUSE;
  return {
    type: error.name,
    message: error.message,
    ...code,
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(hasCause ? { cause: toLoggedError(error.cause, depth + 1) } : {}),
  };
};

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
      mixin: () => {
        const journey = currentJourney();
        return journey === null ? {} : { journey: journey.id };
      },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: (error: unknown) => toLoggedError(error), error: (error: unknown) => toLoggedError(error) },
      hooks: { streamWrite: withoutSecrets },
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
