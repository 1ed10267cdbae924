import { checkMessage } from './check/check-message.ts';
import { refuse } from './refusal.ts';
import type { ResponseTarget } from './response-urls.ts';
import { type Fields, isFields, type Message, textOf } from './shapes.ts';
import type { World } from './world.ts';

const sourceOf = (world: World, { source }: ResponseTarget): Message | null =>
  source === null ? null : world.messages.find(source.channel, source.ts);

const checkContent = (body: Fields, isEphemeral: boolean) => {
  const problem = checkMessage(body, { ephemeral: isEphemeral });
  if (problem !== null) refuse(problem.error, { messages: problem.messages });
};

/** What an app says in answer to a command, or through its `response_url`: to the person alone unless it says `in_channel`. */
export const postResponse = (world: World, response: { person: string; channel: string; body: Fields }): Message => {
  const { person, channel, body } = response;
  const isEphemeral = body.response_type !== 'in_channel';
  checkContent(body, isEphemeral);
  return world.messages.post({
    channel,
    text: textOf(body.text),
    blocks: body.blocks,
    threadTs: textOf(body.thread_ts) || null,
    broadcast: body.reply_broadcast === true,
    ...(isFields(body.metadata) ? { metadata: body.metadata } : {}),
    ...(isEphemeral ? { visibleTo: person } : {}),
  });
};

/** Replaces, deletes or adds; refuses like the Web API does. Membership of the app does not matter here. */
export const writeResponse = (world: World, response: { target: ResponseTarget; body: Fields }): void => {
  const { target, body } = response;
  const source = sourceOf(world, target);
  if (body.delete_original === true) {
    if (source !== null) world.messages.remove(source);
    return;
  }
  if (body.replace_original === true && source !== null) {
    checkContent(body, source.visible_to !== undefined);
    world.messages.update(source, { text: textOf(body.text), blocks: body.blocks });
    return;
  }
  postResponse(world, { ...target, body });
};
