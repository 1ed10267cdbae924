import type { Feed } from './feed.ts';
import type { Stamps } from './stamps.ts';

/** What Slack's own client tells a person when the app failed; never written by the app. */
export type Notice = {
  id: string;
  /** Where it stands among the messages. */
  ts: string;
  person: string;
  kind: 'command' | 'action' | 'view' | 'shortcut' | 'options';
  /** Slack's word for it, such as `operation_timeout` or `dispatch_failed`. */
  code: string;
  /** What the person reads. */
  text: string;
  /** Why, for whoever develops the app; the person does not see it. */
  detail: string;
  channel: string | null;
};

export type Notices = {
  add(notice: Omit<Notice, 'id' | 'ts'>): void;
  of(person: string): Notice[];
  all(): Notice[];
};

type Parts = { feed: Feed; stamps: Stamps; kept?: Notice[] | undefined };

export const TROUBLE = 'We had some trouble connecting. Try again?';

export const createNotices = ({ feed, stamps, kept }: Parts): Notices => {
  const notices: Notice[] = kept ?? [];
  return {
    add: (given) => {
      const notice = { id: stamps.id('Nt'), ts: stamps.ts(), ...given };
      notices.push(notice);
      feed.emit({ type: 'notice', notice });
    },
    of: (person) => notices.filter((notice) => notice.person === person),
    all: () => [...notices],
  };
};
