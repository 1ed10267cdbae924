/** A Monday morning; nothing depends on the day. */
export const START_AT = Date.UTC(2026, 8, 7, 8, 0);
export const HOUR_MS = 60 * 60_000;
export const DAY_MS = 24 * HOUR_MS;
