import { randomBytes } from 'node:crypto';

export type Clock = { now(): number };

export type Stamps = {
  /** A message's `ts`: seconds with six decimals, never twice and never backwards, whatever the clock does. */
  ts(): string;
  /** Whole seconds since 1970. */
  seconds(): number;
  /** An id like Slack's: a letter or two, then capitals and digits. */
  id(prefix: string): string;
  /** A view's hash: changes with every version of the view. */
  hash(): string;
  secret(): string;
  keep(): KeptStamps;
};

/** Where it stood, so that nothing is stamped twice. */
export type KeptStamps = { lastMicros: number; count: number };

export const createStamps = (clock: Clock, kept?: KeptStamps): Stamps => {
  let lastMicros = kept?.lastMicros ?? 0;
  let count = kept?.count ?? 0;
  const next = () => {
    count += 1;
    return count;
  };
  return {
    ts: () => {
      lastMicros = Math.max(lastMicros + 1, Math.floor(clock.now()) * 1000);
      return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, '0')}`;
    },
    seconds: () => Math.floor(clock.now() / 1000),
    id: (prefix) => `${prefix}0SIM${next().toString(36).toUpperCase().padStart(6, '0')}`,
    hash: () => `${Math.floor(clock.now() / 1000)}.${randomBytes(4).toString('hex')}${next()}`,
    secret: () => randomBytes(12).toString('hex'),
    keep: () => ({ lastMicros, count }),
  };
};
