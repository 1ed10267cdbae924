import type { Channel } from './channels.ts';
import type { Placed } from './elements.ts';
import { toWireMessage } from './messages.ts';
import type { Person } from './people.ts';
import type { Fields, Message, Option, StateValue, StateValues, View } from './shapes.ts';
import { shapeOf } from './state-values.ts';
import type { World } from './world.ts';

const VERIFICATION_TOKEN = 'simulated-verification-token';

/** What every interaction says of the app, the workspace and the person. */
const interaction = (world: World, person: Person): Fields => ({
  token: VERIFICATION_TOKEN,
  api_app_id: world.seed.app.id,
  team: { id: world.seed.team.id, domain: world.seed.team.domain },
  enterprise: null,
  is_enterprise_install: false,
  user: { id: person.id, username: person.name, name: person.name, team_id: person.teamId },
});

const channelName = (channel: Channel): string => {
  if (channel.kind === 'im') return 'directmessage';
  return channel.isPrivate ? 'privategroup' : channel.name;
};

const channelOf = (world: World, id: string): Fields => {
  const channel = world.channels.find(id);
  return { id, name: channel === null ? '' : channelName(channel) };
};

export const commandPayload = (
  world: World,
  command: { person: Person; channel: Channel; word: string; text: string; triggerId: string; responseUrl: string },
): Fields => ({
  token: VERIFICATION_TOKEN,
  team_id: command.person.teamId,
  team_domain: command.person.teamDomain,
  channel_id: command.channel.id,
  channel_name: channelName(command.channel),
  user_id: command.person.id,
  user_name: command.person.name,
  command: command.word,
  text: command.text,
  api_app_id: world.seed.app.id,
  is_enterprise_install: 'false',
  response_url: command.responseUrl,
  trigger_id: command.triggerId,
});

/** `actions[0]`: a button brings its value, a menu its choice, each in its own key. */
export const toAction = (act: { placed: Placed; chosen: StateValue | Option | null; ts: string }): Fields => {
  const { chosen, ts } = act;
  const { element, block } = act.placed;
  const { type, action_id } = element;
  const base = { type, action_id, block_id: block.block_id, action_ts: ts };
  if (type === 'overflow') return { ...base, selected_option: chosen };
  const shape = shapeOf(element);
  if (shape !== null) return { ...base, ...pick(element, ['placeholder', shape.initial]), ...chosen };
  return { ...base, ...pick(element, ['text', 'value', 'style', 'url', 'icon']) };
};

const pick = (fields: Fields, keys: string[]): Fields =>
  Object.fromEntries(keys.filter((key) => fields[key] !== undefined).map((key) => [key, fields[key]]));

/** An ephemeral message is named by its container only; Slack does not send its content back. */
export const messageActionPayload = (
  world: World,
  act: { person: Person; message: Message; state: StateValues; action: Fields; triggerId: string; responseUrl: string },
): Fields => ({
  type: 'block_actions',
  ...interaction(world, act.person),
  container: messageContainer(act.message),
  channel: channelOf(world, act.message.channel),
  ...(act.message.visible_to === undefined ? { message: toWireMessage(act.message) } : {}),
  state: { values: act.state },
  trigger_id: act.triggerId,
  response_url: act.responseUrl,
  actions: [act.action],
});

const messageContainer = (message: Message): Fields => ({
  type: 'message',
  message_ts: message.ts,
  channel_id: message.channel,
  is_ephemeral: message.visible_to !== undefined,
  ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
});

export const viewActionPayload = (
  world: World,
  act: { person: Person; view: View; action: Fields; triggerId: string },
): Fields => ({
  type: 'block_actions',
  ...interaction(world, act.person),
  container: { type: 'view', view_id: act.view.id },
  view: act.view,
  trigger_id: act.triggerId,
  actions: [act.action],
});

export const submissionPayload = (
  world: World,
  act: { person: Person; view: View; triggerId: string; responseUrls: Fields[] },
): Fields => ({
  type: 'view_submission',
  ...interaction(world, act.person),
  trigger_id: act.triggerId,
  view: act.view,
  response_urls: act.responseUrls,
});

/** What was typed is lost when a view is closed: Slack does not send it. */
export const closedPayload = (world: World, act: { person: Person; view: View; isCleared: boolean }): Fields => ({
  type: 'view_closed',
  ...interaction(world, act.person),
  view: { ...act.view, state: { values: {} } },
  is_cleared: act.isCleared,
});

export const shortcutPayload = (
  world: World,
  act: { person: Person; callbackId: string; message: Message; triggerId: string; responseUrl: string; ts: string },
): Fields => ({
  type: 'message_action',
  ...interaction(world, act.person),
  callback_id: act.callbackId,
  channel: channelOf(world, act.message.channel),
  message_ts: act.message.ts,
  message: toWireMessage(act.message),
  trigger_id: act.triggerId,
  response_url: act.responseUrl,
  action_ts: act.ts,
});

export const suggestionPayload = (
  world: World,
  act: { person: Person; placed: Placed; text: string; at: { message: Message } | { view: View } },
): Fields => ({
  type: 'block_suggestion',
  ...interaction(world, act.person),
  action_id: act.placed.element.action_id,
  block_id: act.placed.block.block_id,
  value: act.text,
  ...('view' in act.at
    ? { container: { type: 'view', view_id: act.at.view.id }, view: act.at.view }
    : {
        container: messageContainer(act.at.message),
        channel: channelOf(world, act.at.message.channel),
        ...(act.at.message.visible_to === undefined ? { message: toWireMessage(act.at.message) } : {}),
      }),
});

export const eventPayload = (world: World, event: Fields): Fields => ({
  token: VERIFICATION_TOKEN,
  team_id: world.seed.team.id,
  api_app_id: world.seed.app.id,
  event,
  type: 'event_callback',
  event_id: world.stamps.id('Ev'),
  event_time: world.stamps.seconds(),
  authorizations: [
    {
      enterprise_id: null,
      team_id: world.seed.team.id,
      user_id: world.seed.app.botUserId,
      is_bot: true,
      is_enterprise_install: false,
    },
  ],
  is_ext_shared_channel: false,
  event_context: world.stamps.id('4-'),
});
