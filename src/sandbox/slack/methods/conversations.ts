import { type Channel, toConversation } from '../channels.ts';
import { toWireMessage } from '../messages.ts';
import { refuse } from '../refusal.ts';
import type { Fields, Message } from '../shapes.ts';
import { findPerson, isAppIn, type World } from '../world.ts';
import { flag, type MethodCall, type Methods, paginate, readChannel, required, text } from './method.ts';

const READ = ['channels:read', 'groups:read', 'im:read', 'mpim:read'];
const HISTORY = ['channels:history', 'groups:history', 'im:history', 'mpim:history'];

/** Private channels that the app is not in do not exist for it. */
const visibleChannel = (call: MethodCall): Channel => {
  const channel = readChannel(call);
  return channel.isPrivate && !isAppIn(call.world, channel) ? refuse('channel_not_found') : channel;
};

const historyScopeOf = (channel: Channel): string => {
  if (channel.kind === 'im') return 'im:history';
  return channel.isPrivate ? 'groups:history' : 'channels:history';
};

/** Each kind of channel has a history scope of its own. */
const checkHistoryScope = ({ botScopes }: World, channel: Channel) => {
  const needed = historyScopeOf(channel);
  if (botScopes !== null && !botScopes.includes(needed))
    refuse('missing_scope', { extra: { needed, provided: botScopes.join(',') } });
};

const readableChannel = (call: MethodCall): Channel => {
  const channel = visibleChannel(call);
  checkHistoryScope(call.world, channel);
  return isAppIn(call.world, channel) ? channel : refuse('not_in_channel');
};

const isWithin = (args: Fields, message: Message): boolean => {
  const [ts, oldest] = [Number(message.ts), Number(text(args, 'oldest') || 0)];
  const latest = text(args, 'latest') === '' ? Number.POSITIVE_INFINITY : Number(text(args, 'latest'));
  return flag(args, 'inclusive') ? ts >= oldest && ts <= latest : ts > oldest && ts < latest;
};

/** Metadata comes only to who asks for it. */
const toReadMessage = (args: Fields, message: Message): Fields => {
  const { metadata, ...rest } = toWireMessage(message);
  return metadata !== undefined && flag(args, 'include_all_metadata') ? { ...rest, metadata } : rest;
};

const toPage = (args: Fields, messages: Message[]): Fields => {
  const { page, response_metadata } = paginate(args, messages);
  const more = response_metadata.next_cursor !== '';
  return {
    messages: page.map((message) => toReadMessage(args, message)),
    has_more: more,
    ...(more ? { response_metadata } : {}),
  };
};

const isWanted = (channel: Channel, args: Fields): boolean => {
  const kinds = (text(args, 'types') || 'public_channel').split(',').map((kind) => kind.trim());
  const own = channel.kind === 'im' ? 'im' : channel.isPrivate ? 'private_channel' : 'public_channel';
  return kinds.includes(own) && !(flag(args, 'exclude_archived') && channel.isArchived);
};

const list = ({ world, args }: MethodCall): Fields => {
  const channels = world.channels
    .all()
    .filter((channel) => isWanted(channel, args) && (!channel.isPrivate || isAppIn(world, channel)));
  const { page, response_metadata } = paginate(args, channels);
  return { channels: page.map((channel) => conversation(world, channel)), response_metadata };
};

const conversation = (world: World, channel: Channel): Fields => toConversation(channel, world.seed.app.botUserId);

const open = ({ world, args }: MethodCall): Fields => {
  const users = text(args, 'users').split(',').filter(Boolean);
  if (users.length !== 1)
    refuse(users.length === 0 ? 'users_list_not_supplied' : 'method_not_supported_for_channel_type');
  const person = findPerson(world, users[0] ?? '') ?? refuse('user_not_found');
  if (person.isBot) refuse('cannot_dm_bot');
  const channel = world.channels.directMessage(person.id);
  return {
    no_op: true,
    already_open: true,
    channel: flag(args, 'return_im') ? conversation(world, channel) : { id: channel.id },
  };
};

const join = (call: MethodCall): Fields => {
  const { world } = call;
  const channel = visibleChannel(call);
  if (channel.kind === 'im') refuse('method_not_supported_for_channel_type');
  if (channel.isArchived) refuse('is_archived');
  const wasIn = isAppIn(world, channel);
  world.channels.join(channel, world.seed.app.botUserId);
  const already = { warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } };
  return { channel: conversation(world, channel), ...(wasIn ? already : {}) };
};

const replies = (call: MethodCall): Fields => {
  const channel = readableChannel(call);
  const thread = call.world.messages.thread(channel.id, required(call.args, 'ts'));
  const [parent, ...rest] = thread;
  if (parent === undefined) return refuse('thread_not_found');
  return toPage(call.args, [parent, ...rest.filter((message) => isWithin(call.args, message))]);
};

export const conversationsMethods: Methods = {
  'conversations.info': {
    token: 'bot',
    scopes: READ,
    run: (call) => ({ channel: conversation(call.world, visibleChannel(call)) }),
  },
  'conversations.list': { token: 'bot', scopes: READ, run: list },
  'conversations.members': {
    token: 'bot',
    scopes: READ,
    run: (call) => {
      const { page, response_metadata } = paginate(call.args, visibleChannel(call).members);
      return { members: page, response_metadata };
    },
  },
  'conversations.open': { token: 'bot', scopes: ['im:write', 'mpim:write'], run: open },
  'conversations.join': { token: 'bot', scopes: ['channels:join'], run: join },
  'conversations.history': {
    token: 'bot',
    scopes: HISTORY,
    run: (call) => {
      const messages = call.world.messages.history(readableChannel(call).id).toReversed();
      return toPage(
        call.args,
        messages.filter((message) => isWithin(call.args, message)),
      );
    },
  },
  'conversations.replies': { token: 'bot', scopes: HISTORY, run: replies },
};
