import type { PersonDriver } from '../slack/person.ts';
import type { Message } from '../slack/shapes.ts';
import type { SlackSimulator } from '../slack/start-slack-simulator.ts';
import type { ActAnswer, ActPlace, PersonAct } from './protocol.ts';
import type { ReadMarks } from './read-marks.ts';

type Doing = { slack: SlackSimulator; marks: ReadMarks; person: PersonDriver };

const done: ActAnswer = { ok: true };

const findMessage = ({ slack }: Doing, { channel, ts }: { channel: string; ts: string }): Message => {
  const message = slack.workspace.messages.find(channel, ts);
  if (message === null) throw new Error('impossible in Slack: that message is gone');
  return message;
};

const toWhere = (doing: Doing, place: ActPlace): Message | 'view' | 'home' =>
  place.kind === 'message' ? findMessage(doing, place) : place.kind;

type Acts = {
  [Type in PersonAct['type']]: (doing: Doing, act: Extract<PersonAct, { type: Type }>) => Promise<ActAnswer>;
};

/** When the app failed, Slack itself tells the person (a notice), so an act that was possible is always `ok`. */
const ACTS: Acts = {
  command: async ({ person }, { channel, text }) => {
    await person.command(text, { channel });
    return done;
  },
  say: async ({ person, marks }, { channel, text, threadTs }) => {
    await person.say(text, { channel, ...(threadTs === null ? {} : { threadTs }) });
    marks.read(person.id, channel);
    return done;
  },
  click: async (doing, { place, blockId, actionId, option }) => {
    const chosen = option === null ? {} : { option };
    await doing.person.click({ in: toWhere(doing, place), blockId, actionId, ...chosen });
    return done;
  },
  choose: async (doing, { place, blockId, actionId, value }) => {
    await doing.person.select({ in: toWhere(doing, place), blockId, actionId, choice: value });
    return done;
  },
  suggest: async (doing, { place, blockId, actionId, text }) => ({
    ok: true,
    options: await doing.person.suggest({ in: toWhere(doing, place), blockId, actionId }, text),
  }),
  submit: async ({ person }) => {
    await person.submit();
    return done;
  },
  close: async ({ person }, { all }) => {
    await person.close({ all });
    return done;
  },
  shortcut: async (doing, { callbackId, channel, ts }) => {
    await doing.person.shortcut(callbackId, findMessage(doing, { channel, ts }));
    return done;
  },
  'open-home': async ({ person }) => {
    await person.openHome();
    return done;
  },
  upload: async ({ person }, { name, content }) => ({
    ok: true,
    fileId: person.upload({ name, content: Buffer.from(content, 'base64') }),
  }),
  read: async ({ marks, person }, { channel }) => {
    marks.read(person.id, channel);
    return done;
  },
  'invite-app': async ({ person }, { channel }) => {
    await person.invite(channel);
    return done;
  },
};

const act = <Type extends PersonAct['type']>(doing: Doing, given: Extract<PersonAct, { type: Type }>) =>
  ACTS[given.type as Type](doing, given);

const IMPOSSIBLE = 'impossible in Slack: ';

/** The driver's own words name ids of elements; a person reads a sentence. */
export const toFriendlyWords = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error);
  const reason = message.startsWith(IMPOSSIBLE) ? message.slice(IMPOSSIBLE.length) : message;
  if (/^no \{|^the view \S+ is closed|is gone$|fits several/.test(reason)) {
    return 'This has changed in the meantime. Have another look and try again.';
  }
  const sentence = reason.charAt(0).toUpperCase() + reason.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
};

/** What a person does in the workspace. Answers once the app has acked; what Slack's client would not allow is said. */
export const createPersonActs =
  ({ slack, marks }: Omit<Doing, 'person'>) =>
  async ({ person, given }: { person: string; given: PersonAct }): Promise<ActAnswer> => {
    try {
      return await act({ slack, marks, person: slack.person(person) }, given);
    } catch (error) {
      return { ok: false, error: toFriendlyWords(error) };
    }
  };

export type PersonActs = ReturnType<typeof createPersonActs>;
