import { type ActParts, type ActResult, runCommand, runShortcut } from './acts.ts';
import type { Channel } from './channels.ts';
import { type Given, impossible } from './choose-value.ts';
import { elementsOf } from './elements.ts';
import type { Events } from './events.ts';
import { createHands, type Hands } from './hands.ts';
import { labelOf } from './locate.ts';
import type { Notice } from './notices.ts';
import type { Person } from './people.ts';
import type { Message, View } from './shapes.ts';
import { isEmptyValue, rawValueOf } from './state-values.ts';
import { runClose, runSubmission, type SubmitResult } from './view-acts.ts';

/** A person at their screen. Each act resolves after the app's ack; what Slack's client would not allow throws. */
export type PersonDriver = Hands & {
  id: string;
  name: string;
  /** `/numbers search DE`; the slash and the name may be left out. */
  command(text: string, where?: { channel?: string; threadTs?: string }): Promise<ActResult>;
  /** Writes a message; `@name` and `#channel` become mentions. */
  say(text: string, where?: { channel?: string; threadTs?: string; files?: string[] }): Promise<Message>;
  /** @returns the Home tab's view as it stands after the ack; the app may publish a little later */
  openHome(): Promise<View | null>;
  /** Presses Submit on the topmost modal, after filling in what is given. */
  submit(values?: Record<string, Given>): Promise<SubmitResult>;
  close(options?: { all?: boolean }): Promise<void>;
  shortcut(callbackId: string, message: Message): Promise<ActResult>;
  /** @returns the file's id, for a file field */
  upload(file: { name: string; content: Uint8Array | string; mimetype?: string }): string;
  /** Brings the app (or `who`) into a channel. */
  invite(channel: string, who?: string): Promise<void>;
  view(): View | null;
  views(): View[];
  home(): View | null;
  /** The errors at the fields of the topmost modal, by `block_id`. */
  errors(): Record<string, string>;
  messages(channel: string): Message[];
  thread(message: Message): Message[];
  ephemerals(channel?: string): Message[];
  notices(): Notice[];
};

export type PersonParts = ActParts & { person: Person; events: Events };

const HOME_CHANNEL = '#telecom';

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Required fields that are empty: Slack's client keeps the form back and marks them. */
const missingFields = (view: View): Record<string, string> =>
  Object.fromEntries(
    elementsOf(view.blocks)
      .filter(({ element, block }) => {
        const value = rawValueOf(element, view.state.values[block.block_id]?.[element.action_id]);
        return block.type === 'input' && block.optional !== true && isEmptyValue(value);
      })
      .map((placed) => [placed.block.block_id, `Please complete this required field: ${labelOf(placed)}`]),
  );

const createWriting = ({ world, deliver, person, events }: PersonParts) => {
  const ownChannel = (text: string): Channel => {
    const channel = text === 'app' ? world.channels.directMessage(person.id) : world.channels.find(text);
    if (channel === null || !channel.members.includes(person.id)) return impossible(`${person.name} is not in ${text}`);
    return channel;
  };
  const openChannel = (text: string): Channel => {
    const channel = ownChannel(text);
    return channel.isArchived ? impossible(`${text} is archived`) : channel;
  };
  const toMarkup = (text: string): string =>
    escapeText(text)
      .replaceAll(/@([\w.-]+)/g, (whole, name: string) => {
        const found = world.people.find((one) => one.name === name);
        return found === undefined ? whole : `<@${found.id}>`;
      })
      .replaceAll(/#([\w-]+)/g, (whole, name: string) => {
        const found = world.channels.find(name);
        return found === null ? whole : `<#${found.id}|${found.name}>`;
      });
  const say: PersonDriver['say'] = async (text, where = {}) => {
    const channel = openChannel(where.channel ?? HOME_CHANNEL);
    const files = (where.files ?? []).flatMap((id) => world.files.find(id)?.file ?? []);
    const message = world.messages.post({
      channel: channel.id,
      user: person.id,
      text: toMarkup(text),
      threadTs: where.threadTs ?? null,
      ...(files.length === 0 ? {} : { files }),
    });
    await events.messageWritten(message);
    return message;
  };
  const command: PersonDriver['command'] = (text, where = {}) => {
    const channel = openChannel(where.channel ?? HOME_CHANNEL);
    const full = text.startsWith('/') ? text : `${world.seed.commands[0] ?? ''} ${text}`;
    const isInThread = where.threadTs !== undefined;
    return runCommand({ world, deliver }, { person, channel, text: full, isInThread });
  };
  const invite: PersonDriver['invite'] = async (name, who) => {
    const channel = openChannel(name);
    const guest = world.people.find((one) => one.name === (who ?? world.seed.app.botName)) ?? impossible(`no ${who}`);
    world.channels.join(channel, guest.id);
    await events.memberJoined(channel, guest.id);
  };
  const messages = (name: string) => world.messages.inChannel(ownChannel(name).id);
  return { say, command, invite, messages };
};

const createFormEnding = (parts: PersonParts, hands: Hands) => {
  const { world, person } = parts;
  const topView = (): View => world.views.top(person.id) ?? impossible(`${person.name} has no modal open`);
  const submit: PersonDriver['submit'] = async (values) => {
    if (values !== undefined) await hands.fill(values);
    const view = topView();
    if (view.submit === null) impossible(`"${view.title.text}" has no Submit button`);
    const missing = missingFields(view);
    if (Object.keys(missing).length > 0) {
      world.views.setErrors(view.id, missing);
      impossible(Object.values(missing).join('; '));
    }
    return runSubmission(parts, { person, view });
  };
  const close: PersonDriver['close'] = (options = {}) =>
    runClose(parts, { person, view: topView(), isAll: options.all === true });
  return { submit, close };
};

export const createPersonDriver = (parts: PersonParts): PersonDriver => {
  const { world, person, events } = parts;
  const hands = createHands(parts);
  return {
    id: person.id,
    name: person.name,
    ...hands,
    ...createWriting(parts),
    ...createFormEnding(parts, hands),
    openHome: async () => {
      await events.homeOpened(person);
      return world.views.home(person.id);
    },
    shortcut: (callbackId, message) =>
      message.visible_to === undefined
        ? runShortcut(parts, {
            person,
            callbackId,
            message: world.messages.find(message.channel, message.ts) ?? message,
          })
        : impossible('an ephemeral message has no shortcuts'),
    upload: (file) => world.files.add({ ...file, by: person }).id,
    view: () => world.views.top(person.id),
    views: () => world.views.stack(person.id),
    home: () => world.views.home(person.id),
    errors: () => world.views.errors(world.views.top(person.id)?.id ?? ''),
    thread: (message) => world.messages.thread(message.channel, message.ts),
    ephemerals: (name) =>
      world.messages.ephemerals(person.id, name === undefined ? undefined : world.channels.find(name)?.id),
    notices: () => world.notices.of(person.id),
  };
};
