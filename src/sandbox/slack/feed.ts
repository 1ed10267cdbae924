import type { Call } from './calls.ts';
import type { Delivery } from './delivery.ts';
import type { Notice } from './notices.ts';
import type { Message, SlackFile, View } from './shapes.ts';

export type Happening =
  | { type: 'message_posted' | 'message_changed' | 'message_deleted'; message: Message }
  | { type: 'view_opened' | 'view_changed' | 'view_closed'; person: string; view: View }
  | { type: 'home_published'; person: string; view: View }
  | { type: 'view_errors'; person: string; viewId: string; errors: Record<string, string> }
  /** Someone chose or typed something: in a view, or in a message (`where` is its channel and ts). */
  | { type: 'state_changed'; person: string; where: string }
  | { type: 'notice'; notice: Notice }
  | { type: 'member_joined'; channel: string; person: string }
  | { type: 'file_uploaded'; file: SlackFile }
  | { type: 'call'; call: Call }
  /** Emitted twice for each attempt: when it leaves and when it ended. */
  | { type: 'delivery'; delivery: Delivery }
  | { type: 'connections'; count: number };

/** `seq` grows by one with each; a page that reconnects asks for what came `since` its last. */
export type FeedEvent = Happening & { seq: number; at: number };

export type Feed = {
  emit(happening: Happening): void;
  /** @returns the function that ends the subscription */
  subscribe(listener: (event: FeedEvent) => void): () => void;
  /** Null when it reaches further back than what is kept: the reader must load everything again. */
  since(seq: number): FeedEvent[] | null;
  lastSeq(): number;
};

/** Bounded, so that a workspace that runs for days stays small; a reader further behind reloads. */
const KEPT_EVENTS = 2000;

export const createFeed = (clock: { now(): number }): Feed => {
  const listeners = new Set<(event: FeedEvent) => void>();
  let kept: FeedEvent[] = [];
  let seq = 0;
  return {
    emit: (happening) => {
      seq += 1;
      const event: FeedEvent = { ...happening, seq, at: clock.now() };
      kept.push(event);
      if (kept.length > 2 * KEPT_EVENTS) kept = kept.slice(-KEPT_EVENTS);
      for (const listener of [...listeners]) listener(event);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    since: (after) => {
      const oldest = kept[0]?.seq ?? seq + 1;
      return after < oldest - 1 ? null : kept.filter((event) => event.seq > after);
    },
    lastSeq: () => seq,
  };
};
