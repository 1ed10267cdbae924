import { setTimeout as wait } from 'node:timers/promises';
import { elementsOf } from '../slack/elements.ts';
import { blocksToText, viewToText } from '../slack/mrkdwn-text.ts';
import type { PersonDriver } from '../slack/person.ts';
import type { Message, View } from '../slack/shapes.ts';
import { optionsOf } from '../slack/state-values.ts';
import type { Sandbox } from '../start-sandbox.ts';
import type { Page } from './page.ts';
import { createReader } from './reader.ts';

export const CHANNEL = '#telecom';

type Given = NonNullable<Parameters<PersonDriver['submit']>[0]>;

/** A person at the screen, whose every act and everything that comes of it is printed. */
export type Stage = {
  person: PersonDriver;
  scene(title: string): Promise<void>;
  narrate(text: string): void;
  command(text: string): Promise<Message>;
  press(actionId: string, message: Message | 'view'): Promise<void>;
  choose(given: { actionId: string; in: Message }): Promise<void>;
  fill(values: Given): Promise<void>;
  submit(): Promise<void>;
  /** Waits for the topmost modal to be this one, and shows it. */
  modal(is: { id?: string; title?: string }): Promise<View>;
  /** The app's first message in the channel. */
  card(): Promise<Message>;
  showCard(): Promise<void>;
  /** Replies in the card's thread that were not shown yet; waits for one. @returns the last */
  thread(): Promise<Message>;
};

type Parts = { sandbox: Sandbox; page: Page; name: string; pauseMs: number };

const labelOf = (place: Message | View, actionId: string): string => {
  const found = elementsOf(place.blocks).find(({ element }) => element.action_id === actionId)?.element;
  return (found?.text as { text: string } | undefined)?.text ?? actionId;
};

const shortly = (given: Given[string], nameOfFile: (id: string) => string): string =>
  (Array.isArray(given) ? given.map(nameOfFile) : [String(given)]).join(', ');

const createScreen = ({ sandbox: { slack }, page, name }: Parts) => {
  const person = slack.person(name);
  const { workspace } = slack;
  const known = workspace.people.find(({ id }) => id === person.id);
  const reader = createReader(workspace, { timeZone: known?.timeZone ?? 'UTC' });
  const firstName = known?.realName.split(' ')[0] ?? name;
  return {
    person,
    firstName,
    message: (caption: string, { blocks }: Message) => page.shown(caption, blocksToText(blocks, reader)),
    // The first line is the title, which is the caption here.
    view: (view: View) => page.shown(`Form · ${view.title.text}`, viewToText(view, reader).slice(1)),
    say: (text: string, typed?: string[]) => page.act(`${firstName} ${text}`, typed),
  };
};

type Screen = ReturnType<typeof createScreen>;

const createActs = (
  { sandbox: { slack } }: Parts,
  screen: Screen,
): Pick<Stage, 'command' | 'press' | 'choose' | 'fill' | 'submit'> => {
  const { person, say } = screen;
  const topView = (): View => {
    const view = person.view();
    if (view === null) throw new Error(`${person.name} has no form open`);
    return view;
  };
  return {
    command: async (text) => {
      const before = person.ephemerals(CHANNEL).length;
      say(`types in ${CHANNEL}:  ${text}`);
      await person.command(text, { channel: CHANNEL });
      const answer = await slack.waitFor(() => person.ephemerals(CHANNEL)[before], { what: 'an answer' });
      screen.message(`numberdesk · only ${screen.firstName} sees this`, answer);
      return answer;
    },
    press: async (actionId, message) => {
      say(`presses [${labelOf(message === 'view' ? topView() : message, actionId)}]`);
      await person.click({ actionId, in: message });
    },
    choose: async ({ actionId, in: message }) => {
      const menu = elementsOf(message.blocks).find(({ element }) => element.action_id === actionId)?.element;
      const [option] = menu ? optionsOf(menu) : [];
      if (!option) throw new Error(`nothing to choose in ${actionId}`);
      say(`selects ${option.text.text}`);
      await person.select({ actionId, in: message, choice: [option.value] });
    },
    fill: async (values) => {
      const nameOfFile = (id: string): string => slack.workspace.files.find(id)?.file.name ?? id;
      const typed = Object.entries(values).map(([label, given]) => `${label}:  ${shortly(given, nameOfFile)}`);
      say('fills in', typed);
      await person.fill(values);
    },
    submit: async () => {
      say(`presses [${person.view()?.submit?.text ?? 'Submit'}]`);
      await person.submit();
    },
  };
};

const createThread = ({ sandbox: { slack } }: Parts, screen: Screen): Pick<Stage, 'card' | 'showCard' | 'thread'> => {
  const shownReplies = new Set<string>();
  const card: Stage['card'] = () => slack.waitFor(() => slack.messages(CHANNEL)[0], { what: 'the card' });
  return {
    card,
    showCard: async () => screen.message(`numberdesk in ${CHANNEL} · the order’s card`, await card()),
    thread: async () => {
      const { ts: cardTs } = await card();
      const fresh = await slack.waitFor(
        () =>
          slack
            .messages(CHANNEL)
            .filter((one) => one.thread_ts === cardTs && one.ts !== cardTs && !shownReplies.has(one.ts)),
        { what: 'a reply in the thread' },
      );
      for (const reply of fresh) {
        shownReplies.add(reply.ts);
        const where = reply.subtype === 'thread_broadcast' ? `in the thread, and to ${CHANNEL}` : 'in the thread';
        screen.message(`numberdesk ${where}`, reply);
      }
      return fresh.at(-1) as Message;
    },
  };
};

export const createStage = (parts: Parts): Stage => {
  const { sandbox, page, pauseMs } = parts;
  const screen = createScreen(parts);
  return {
    person: screen.person,
    ...createActs(parts, screen),
    ...createThread(parts, screen),
    scene: async (title) => {
      if (pauseMs > 0) await wait(pauseMs);
      page.heading(title);
    },
    narrate: page.act,
    modal: async ({ id, title }) => {
      const isIt = (view: View | null): boolean =>
        view !== null &&
        (id === undefined || view.callback_id === id) &&
        (title === undefined || view.title.text === title);
      await sandbox.slack.waitFor(() => isIt(screen.person.view()), { what: `the form ${id ?? title}` });
      const view = screen.person.view() as View;
      screen.view(view);
      return view;
    },
  };
};
