import type { Incident } from './incident.ts';

/** What is remembered of the Telnyx account across restarts. */
export type AccountWatch = {
  /** Whose the followed parts are, as Telnyx names it. */
  accountIds: string[];
  incidents: Incident[];
  /** Keys of followed orders that Telnyx did not find when they were last read. */
  lostKeys: string[];
  /** When Telnyx last answered a poll; null while it does. */
  answeredAt: number | null;
};

export const NOTHING_WATCHED: AccountWatch = { accountIds: [], incidents: [], lostKeys: [], answeredAt: null };
