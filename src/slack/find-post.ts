import type { WebClient } from '@slack/web-api';
import { isAppError } from '../errors.ts';
import type { FoundPost } from '../flows/thread-port.ts';
import { callSlack } from './slack-error.ts';

/** Every member of the workspace can read metadata: ids only. */
export type Metadata = { event_type: string; event_payload: Record<string, string> };

type Where = { channel: string; threadTs: string | null; since: number };

/** Looks for a message by its metadata: in a thread, or among the channel's own messages; from an instant on. */
export type FindPost = (search: Where & { metadata: Metadata }) => Promise<FoundPost>;

/** Slack stamps messages by its own clock, which may be behind ours. */
const CLOCKS_DIFFER_MS = 10 * 60_000;
const PAGE = 200;
/** More messages than five pages since a crash: too many to look through. */
const MOST_PAGES = 5;

type Stored = { ts?: string; metadata?: { event_type?: string; event_payload?: object } };
type Page = { messages?: Stored[]; response_metadata?: { next_cursor?: string } };

const isMarked = ({ metadata }: Stored, wanted: Metadata): boolean => {
  const payload = (metadata?.event_payload ?? {}) as Record<string, unknown>;
  const names = Object.keys(wanted.event_payload);
  return (
    metadata?.event_type === wanted.event_type && names.every((name) => payload[name] === wanted.event_payload[name])
  );
};

/** Null: not on any page. Undefined: there were too many pages to tell. */
const findMarked = async (
  read: (cursor: string | undefined) => Promise<Page>,
  wanted: Metadata,
): Promise<Stored | null | undefined> => {
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await read(cursor);
    const found = page.messages?.find((message) => isMarked(message, wanted));
    cursor = page.response_metadata?.next_cursor || undefined;
    if (found !== undefined || cursor === undefined) return found ?? null;
  }
  return undefined;
};

const reading = (client: WebClient, { channel, threadTs, since }: Where) => {
  const oldest = String(Math.max(0, since - CLOCKS_DIFFER_MS) / 1000);
  const about = { channel, oldest, limit: PAGE, include_all_metadata: true };
  return (cursor: string | undefined): Promise<Page> => {
    const page = cursor === undefined ? about : { ...about, cursor };
    return threadTs === null
      ? client.conversations.history(page)
      : client.conversations.replies({ ...page, ts: threadTs });
  };
};

export const createFindPost =
  (client: WebClient): FindPost =>
  async ({ metadata, ...where }) => {
    try {
      const found = await callSlack('look for a message', () => findMarked(reading(client, where), metadata));
      if (found === undefined) return { kind: 'unreadable' };
      if (found === null) return { kind: 'absent' };
      return { kind: 'found', place: { channelId: where.channel, cardTs: found.ts ?? '' } };
    } catch (error) {
      if (isAppError(error, 'slack_unreachable')) throw error;
      // Without the history scope, or without the channel or thread to look in, nothing is known: posting goes on.
      return { kind: 'unreadable' };
    }
  };
