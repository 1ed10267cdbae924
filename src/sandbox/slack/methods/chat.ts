import type { Channel } from '../channels.ts';
import { checkMessage } from '../check/check-message.ts';
import { toWireMessage } from '../messages.ts';
import { refuse } from '../refusal.ts';
import { type Fields, isFields, type Message } from '../shapes.ts';
import { findPerson, isAppIn } from '../world.ts';
import { flag, json, type MethodCall, type Methods, readChannel, required, text } from './method.ts';

/** A post may name a channel by `#name`, or a person: that is the app's direct message with them. */
const postChannel = ({ world, args }: MethodCall): Channel => {
  const person = findPerson(world, text(args, 'channel'));
  const isId = person !== null && person.id === text(args, 'channel');
  const channel = isId ? world.channels.directMessage(person.id) : readChannel({ world, args });
  if (channel.isPrivate && !isAppIn(world, channel)) refuse('channel_not_found');
  if (channel.isArchived) refuse('is_archived');
  return isAppIn(world, channel) ? channel : refuse('not_in_channel');
};

const checkContent = (args: Fields, options: { ephemeral?: boolean; update?: boolean } = {}) => {
  const problem = checkMessage(args, options);
  if (problem !== null) refuse(problem.error, { messages: problem.messages });
};

const readMetadata = (args: Fields): Fields | null => {
  const metadata = json(args, 'metadata');
  return isFields(metadata) ? metadata : null;
};

const readThread = ({ world, args }: MethodCall, channel: Channel): string | null => {
  const ts = text(args, 'thread_ts');
  if (ts === '') return null;
  return world.messages.find(channel.id, ts) === null ? refuse('thread_not_found') : ts;
};

/**
 * A reply whose parent was deleted, and had no replies, is not refused: it silently becomes a message of the channel, and
 * only the answer, which lacks its `thread_ts`, says so. Of a parent that had replies a tombstone is left, which takes more.
 */
const threadIfThere = ({ world, args }: MethodCall, channel: Channel): string | null => {
  const ts = text(args, 'thread_ts');
  return ts === '' || world.messages.find(channel.id, ts) === null ? null : ts;
};

const postMessage = (call: MethodCall): Fields => {
  const { world, args } = call;
  const channel = postChannel(call);
  checkContent(args);
  const wait = world.faults.takePost(channel.id);
  if (wait !== null) refuse('ratelimited', { extra: { retryAfterSeconds: wait } });
  const message = world.messages.post({
    channel: channel.id,
    text: text(args, 'text'),
    blocks: json(args, 'blocks'),
    threadTs: threadIfThere(call, channel),
    broadcast: flag(args, 'reply_broadcast'),
    metadata: readMetadata(args),
  });
  return { channel: channel.id, ts: message.ts, message: toWireMessage(message) };
};

const postEphemeral = (call: MethodCall): Fields => {
  const { world, args } = call;
  const channel = postChannel(call);
  const person = findPerson(world, required(args, 'user')) ?? refuse('user_not_found');
  if (!channel.members.includes(person.id)) refuse('user_not_in_channel');
  checkContent(args, { ephemeral: true });
  const message = world.messages.post({
    channel: channel.id,
    text: text(args, 'text'),
    blocks: json(args, 'blocks'),
    threadTs: readThread(call, channel),
    visibleTo: person.id,
  });
  return { message_ts: message.ts };
};

/** Ephemeral messages are out of reach: only a `response_url` changes them. */
const ownMessage = (call: MethodCall, refusal: string): { channel: Channel; message: Message } => {
  const { world, args } = call;
  const channel = readChannel(call);
  if (channel.isPrivate && !isAppIn(world, channel)) refuse('channel_not_found');
  const message = world.messages.find(channel.id, required(args, 'ts'));
  if (message === null || message.visible_to !== undefined || message.subtype === 'tombstone') {
    return refuse('message_not_found');
  }
  return message.bot_id === world.seed.app.botId ? { channel, message } : refuse(refusal);
};

const update = (call: MethodCall): Fields => {
  const { world, args } = call;
  const { channel, message } = ownMessage(call, 'cant_update_message');
  if (channel.isArchived) refuse('is_archived');
  checkContent(args, { update: true });
  const next = world.messages.update(message, {
    text: text(args, 'text'),
    blocks: json(args, 'blocks'),
    metadata: readMetadata(args),
  });
  return { channel: channel.id, ts: next.ts, text: next.text, message: toWireMessage(next) };
};

const remove = (call: MethodCall): Fields => {
  const { channel, message } = ownMessage(call, 'cant_delete_message');
  call.world.messages.remove(message);
  return { channel: channel.id, ts: message.ts };
};

const getPermalink = (call: MethodCall): Fields => {
  const { world, args } = call;
  const channel = readChannel(call);
  const message = world.messages.find(channel.id, required(args, 'message_ts')) ?? refuse('message_not_found');
  const path = `https://${world.seed.team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`;
  const isReply = message.thread_ts !== undefined && message.thread_ts !== message.ts;
  const query = isReply ? `?thread_ts=${message.thread_ts}&cid=${channel.id}` : '';
  return { channel: channel.id, permalink: `${path}${query}` };
};

const WRITE = ['chat:write'];

export const chatMethods: Methods = {
  'chat.postMessage': { token: 'bot', scopes: WRITE, run: postMessage },
  'chat.postEphemeral': { token: 'bot', scopes: WRITE, run: postEphemeral },
  'chat.update': { token: 'bot', scopes: WRITE, run: update },
  'chat.delete': { token: 'bot', scopes: WRITE, run: remove },
  'chat.getPermalink': { token: 'bot', scopes: [], run: getPermalink },
};
