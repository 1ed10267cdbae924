import type { AppError } from '../errors.ts';

/** Ten times the default schedule, so that one slow poll is no alarm. */
export const POLL_LATE_AFTER_MS = 10 * 60_000;

/** A look at something outside: what it gave, or why it failed. */
export type Looked<Found> = { found: Found; failure: null } | { found: null; failure: AppError };

/** Whether everything that numberdesk stands on is in order. Holds no secret, and nothing of what anybody ordered. */
export type Diagnosis = {
  slack: Looked<{ workspace: string; missingScopes: string[] }> & {
    transport: 'socket' | 'http';
    isConnected: boolean;
  };
  /** `accountId` is null while the account has no order that would say it; `ms`: how long the call took. */
  telnyx: Looked<{ accountId: string | null; ms: number }>;
  /** `bytes` is null for a store in memory. */
  store: Looked<{ bytes: number | null }>;
  poll: {
    /** Across restarts. */
    lastAt: number | null;
    telnyxReachable: boolean;
    /** Orders that the last poll could not read. */
    failed: number;
    /** How long the next order should have been read by now, in milliseconds. */
    lateByMs: number;
  };
  webhooks: { hasKey: boolean; isRotating: boolean; lastAt: number | null };
  encryption: { isRotating: boolean };
  /** Where orders and groups are told, as far as they were looked at. */
  channels: Looked<{ looked: number; unreachable: string[] }>;
  now: number;
};

export type Area = 'slack' | 'telnyx' | 'store' | 'poll' | 'channels';

export const isPollLate = ({ poll, now }: Diagnosis): boolean =>
  poll.lastAt === null || now - poll.lastAt > POLL_LATE_AFTER_MS;

/** What somebody has to look after. Webhooks are a choice, and a key in rotation is on its way. */
export const troublesOf = (diagnosis: Diagnosis): Area[] => {
  const { slack, telnyx, store, poll, channels } = diagnosis;
  const troubles: Record<Area, boolean> = {
    slack: !slack.isConnected || slack.failure !== null || slack.found.missingScopes.length > 0,
    telnyx: telnyx.failure !== null,
    store: store.failure !== null,
    poll: isPollLate(diagnosis) || !poll.telnyxReachable || poll.failed > 0,
    channels: channels.failure !== null || channels.found.unreachable.length > 0,
  };
  return (Object.keys(troubles) as Area[]).filter((area) => troubles[area]);
};
