import type { Channel } from './channels.ts';
import type { Answer, Deliver } from './delivery.ts';
import type { Placed } from './elements.ts';
import { TROUBLE } from './notices.ts';
import { commandPayload, messageActionPayload, shortcutPayload, toAction, viewActionPayload } from './payloads.ts';
import type { Person } from './people.ts';
import { refusalOf } from './refusal.ts';
import { postResponse } from './response-hook.ts';
import { type Fields, isFields, type Message, type Option, type StateValue, textOf, type View } from './shapes.ts';
import type { World } from './world.ts';

/** Whether the app acked; `code` says why not, and the person has a notice. */
export type ActResult = { ok: true } | { ok: false; code: string };

export type ActParts = { world: World; deliver: Deliver };

export type ActTarget = { message: Message } | { view: View };

const acked: ActResult = { ok: true };

const refuseCommand = (
  world: World,
  refusal: { person: Person; channel: Channel; text: string; code: string },
): ActResult => {
  const { person, channel, text, code } = refusal;
  world.notices.add({ person: person.id, kind: 'command', code, text, detail: text, channel: channel.id });
  return { ok: false, code };
};

/** The reply in the body of the ack: text or a message. */
const showReply = (world: World, act: { person: string; channel: string; body: unknown }): string | null => {
  const { body, ...where } = act;
  const reply = typeof body === 'string' ? { text: body } : body;
  if (!isFields(reply) || (textOf(reply.text) === '' && reply.blocks === undefined)) return null;
  try {
    postResponse(world, { ...where, body: reply });
    return null;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    return [refusal.error, ...refusal.messages].join(' ');
  }
};

const settleCommand = (
  world: World,
  command: { person: Person; channel: Channel; word: string; answer: Answer },
): ActResult => {
  const { person, channel, word, answer } = command;
  const fail = (code: string, detail: string): ActResult => {
    const text = `${word} failed with the error "${code}"`;
    world.notices.add({ person: person.id, kind: 'command', code, text, detail, channel: channel.id });
    return { ok: false, code };
  };
  if (answer.kind === 'failed') return fail(answer.code, answer.detail);
  const fault = showReply(world, { person: person.id, channel: channel.id, body: answer.body });
  return fault === null ? acked : fail('invalid_command_response', fault);
};

/** A slash command as typed into a channel's composer; Slack itself refuses words it does not know, and threads. */
export const runCommand = async (
  { world, deliver }: ActParts,
  act: { person: Person; channel: Channel; text: string; isInThread: boolean },
): Promise<ActResult> => {
  const { person, channel } = act;
  const [word = '', ...words] = act.text.split(' ');
  if (!world.seed.commands.includes(word)) {
    const text = `${word} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.`;
    return refuseCommand(world, { person, channel, text, code: 'unknown_command' });
  }
  if (act.isInThread) {
    const text = `${word} is not supported in threads. Sorry!`;
    return refuseCommand(world, { person, channel, text, code: 'not_in_threads' });
  }
  const payload = commandPayload(world, {
    person,
    channel,
    word,
    text: words.join(' ').trim(),
    triggerId: world.triggers.issue({ person: person.id, channel: channel.id, viewId: null }),
    responseUrl: world.responseUrls.issue('commands', { person: person.id, channel: channel.id, source: null }),
  });
  const answer = await deliver({ ...once, kind: 'slash_commands', name: word, payload, acceptsAnswer: true });
  return settleCommand(world, { person, channel, word, answer });
};

/** Only events come again. */
export const once = { attempt: 0, retryReason: '' };

const settle = (
  world: World,
  act: { person: Person; kind: 'action' | 'shortcut'; channel: string | null; answer: Answer },
): ActResult => {
  const { person, kind, channel, answer } = act;
  if (answer.kind === 'acked') return acked;
  const { code, detail } = answer;
  world.notices.add({ person: person.id, kind, code, text: TROUBLE, detail, channel });
  return { ok: false, code };
};

const messageResponseUrl = (world: World, { person, message }: { person: Person; message: Message }): string =>
  world.responseUrls.issue('actions', {
    person: person.id,
    channel: message.channel,
    source: { channel: message.channel, ts: message.ts },
  });

const actionPayload = (world: World, act: { person: Person; target: ActTarget; action: Fields }): Fields => {
  const { person, target, action } = act;
  if ('view' in target) {
    const { view } = target;
    const viewId = view.type === 'home' ? null : view.id;
    const triggerId = world.triggers.issue({ person: person.id, channel: null, viewId });
    return viewActionPayload(world, { person, view, action, triggerId });
  }
  const { message } = target;
  return messageActionPayload(world, {
    person,
    message,
    action,
    state: world.messageStates.of(person.id, message),
    triggerId: world.triggers.issue({ person: person.id, channel: message.channel, viewId: null }),
    responseUrl: messageResponseUrl(world, { person, message }),
  });
};

/** A click or a choice, in a message, a modal or the Home tab. */
export const runAction = async (
  { world, deliver }: ActParts,
  act: { person: Person; target: ActTarget; placed: Placed; chosen: StateValue | Option | null },
): Promise<ActResult> => {
  const { person, target, placed } = act;
  const action = toAction({ placed, chosen: act.chosen, ts: world.stamps.ts() });
  const payload = actionPayload(world, { person, target, action });
  const name = `block_actions ${placed.element.action_id}`;
  const answer = await deliver({ ...once, kind: 'interactive', name, payload, acceptsAnswer: false });
  const channel = 'message' in target ? target.message.channel : null;
  return settle(world, { person, kind: 'action', channel, answer });
};

export const runShortcut = async (
  { world, deliver }: ActParts,
  act: { person: Person; callbackId: string; message: Message },
): Promise<ActResult> => {
  const { person, callbackId, message } = act;
  const payload = shortcutPayload(world, {
    ...act,
    triggerId: world.triggers.issue({ person: person.id, channel: message.channel, viewId: null }),
    responseUrl: messageResponseUrl(world, { person, message }),
    ts: world.stamps.ts(),
  });
  const name = `message_action ${callbackId}`;
  const answer = await deliver({ ...once, kind: 'interactive', name, payload, acceptsAnswer: false });
  return settle(world, { person, kind: 'shortcut', channel: message.channel, answer });
};
