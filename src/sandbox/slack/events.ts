import type { Channel } from './channels.ts';
import type { Deliver, Envelope } from './delivery.ts';
import { eventPayload } from './payloads.ts';
import type { Person } from './people.ts';
import { type Fields, type Message, textOf } from './shapes.ts';
import { isAppIn, type World } from './world.ts';

export type Events = {
  homeOpened(person: Person): Promise<void>;
  /** `message.*` and, where the app is named, `app_mention`. */
  messageWritten(message: Message): Promise<void>;
  memberJoined(channel: Channel, personId: string): Promise<void>;
  stop(): void;
};

export const ALL_EVENTS = [
  'app_home_opened',
  'app_mention',
  'member_joined_channel',
  'message.channels',
  'message.groups',
  'message.im',
];

const reasonOf = (code: string): string => {
  if (code === 'operation_timeout') return 'http_timeout';
  return code === 'dispatch_failed' ? 'connection_failed' : 'http_error';
};

const messageSubscription = (channel: Channel): string => {
  if (channel.kind === 'im') return 'message.im';
  return channel.isPrivate ? 'message.groups' : 'message.channels';
};

const CHANNEL_TYPES: Record<string, string> = {
  'message.im': 'im',
  'message.groups': 'group',
  'message.channels': 'channel',
};

type Options = { world: World; deliver: Deliver; subscriptions: string[]; retryDelaysMs: number[] };

/** Sends an event, and again under the same `event_id` while nobody acks. */
const createSending = ({ world, deliver, subscriptions, retryDelaysMs }: Options) => {
  const timers = new Set<NodeJS.Timeout>();
  let isStopped = false;
  const attempt = async (envelope: Envelope): Promise<void> => {
    const answer = await deliver(envelope);
    const delay = retryDelaysMs[envelope.attempt];
    if (answer.kind === 'acked' || delay === undefined || isStopped) return;
    const again = { ...envelope, attempt: envelope.attempt + 1, retryReason: reasonOf(answer.code) };
    const timer = setTimeout(() => {
      timers.delete(timer);
      void attempt(again);
    }, delay);
    timer.unref();
    timers.add(timer);
  };
  return {
    send: async (subscription: string, event: Fields): Promise<void> => {
      if (!subscriptions.includes(subscription)) return;
      const payload = eventPayload(world, event);
      const name = textOf(event.type);
      await attempt({ kind: 'events_api', name, payload, acceptsAnswer: false, attempt: 0, retryReason: '' });
    },
    stop: () => {
      isStopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
};

const toWritten = (message: Message): Fields => ({
  user: message.user,
  text: message.text,
  ts: message.ts,
  team: message.team,
  channel: message.channel,
  event_ts: message.ts,
  ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
  ...(message.parent_user_id === undefined ? {} : { parent_user_id: message.parent_user_id }),
  ...(message.files === undefined ? {} : { files: message.files, subtype: 'file_share' }),
});

/**
 * The events that the app subscribed to.
 * @param options.retryDelaysMs real milliseconds before each repetition of one that was not acked
 */
export const createEvents = (options: Options): Events => {
  const { world } = options;
  const { send, stop } = createSending(options);
  return {
    stop,
    homeOpened: (person) => {
      const view = world.views.home(person.id);
      const channel = world.channels.directMessage(person.id).id;
      const event = { type: 'app_home_opened', user: person.id, channel, tab: 'home', event_ts: world.stamps.ts() };
      return send('app_home_opened', { ...event, ...(view === null ? {} : { view }) });
    },
    messageWritten: async (message) => {
      const channel = world.channels.find(message.channel);
      if (channel === null || !isAppIn(world, channel)) return;
      const subscription = messageSubscription(channel);
      const written = toWritten(message);
      await send(subscription, { type: 'message', channel_type: CHANNEL_TYPES[subscription], ...written });
      if (!message.text.includes(`<@${world.seed.app.botUserId}>`)) return;
      await send('app_mention', { type: 'app_mention', ...written });
    },
    memberJoined: async (channel, personId) => {
      if (!isAppIn(world, channel)) return;
      const event = { type: 'member_joined_channel', user: personId, channel: channel.id, channel_type: 'C' };
      await send('member_joined_channel', { ...event, team: world.seed.team.id, event_ts: world.stamps.ts() });
    },
  };
};
