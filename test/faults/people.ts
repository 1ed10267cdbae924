import { elementsOf } from '../../src/sandbox/slack/elements.ts';
import type { PersonDriver } from '../../src/sandbox/slack/person.ts';
import type { Message, View } from '../../src/sandbox/slack/shapes.ts';
import { offeredIn, TELECOM } from '../support/act.ts';
import type { FaultWorld } from './fault-world.ts';
import type { Step } from './plan.ts';

/** What people did, to be compared with what came of it. */
export type Diary = {
  /** References of order forms that were submitted: each is one wish, however often Submit was pressed. */
  wishes: string[];
  /** Answers that must stand in no log. */
  secrets: string[];
  /** What people wrote to Number Ops, with how often each was submitted. */
  written: string[];
  /** What Number Ops wrote, by part. */
  comments: { partId: string; body: string }[];
  /** The same about requirement groups. */
  groupComments: { groupId: string; body: string }[];
};

export type Stage = { world: FaultWorld; diary: Diary };
type Acting = Stage & { person: PersonDriver };

/** What Slack's client does not allow, or the app did not offer, is not done. */
export const attempt = async (act: () => Promise<unknown>): Promise<void> => {
  try {
    await act();
  } catch (error) {
    if (error instanceof ReferenceError || error instanceof TypeError) throw error;
  }
};

const TEXT_INPUT = 'plain_text_input';

const firstTextField = (view: View): string | undefined =>
  view.blocks.find(({ type, element }) => type === 'input' && (element as { type: string }).type === TEXT_INPUT)
    ?.block_id;

type Submission = { id: string; clicks: number; values?: Record<string, string> };

/** Fills in the form and presses Submit so often at once; and once more on a form that came back. */
const submit = async ({ world, person }: Acting, { id, clicks, values = {} }: Submission): Promise<void> => {
  for (let round = 0; round < 2 && person.view()?.callback_id === id; round += 1) {
    await attempt(() => person.fill(values));
    await Promise.all(Array.from({ length: clicks }, () => attempt(() => person.submit())));
    await world.quiet();
  }
  await attempt(() => person.close({ all: true }));
  await world.quiet();
};

type Press = { message: Message; actionId: string; value: string };

/** Buttons of these ids on the messages of the channel, oldest first. */
const pressesOf = ({ world }: Stage, ids: readonly string[]): Press[] =>
  world.slack
    .messages(TELECOM)
    .flatMap((message) =>
      elementsOf(message.blocks).flatMap(({ element }) =>
        element.type === 'button' && ids.includes(String(element.action_id))
          ? [{ message, actionId: String(element.action_id), value: String(element.value) }]
          : [],
      ),
    );

/** Opens a form from the `at`-th of its buttons. @returns the form; null when it did not come */
const openForm = async (
  acting: Acting,
  { actionId, at, id }: { actionId: string; at: number; id: string },
): Promise<View | null> => {
  const { world, person } = acting;
  const presses = pressesOf(acting, [actionId]);
  const press = presses[at % Math.max(1, presses.length)];
  if (press === undefined) return null;
  await attempt(() => person.click({ actionId, value: press.value, in: press.message }));
  await world.quiet();
  const view = person.view();
  if (view?.callback_id === id) return view;
  await attempt(() => person.close({ all: true }));
  return null;
};

type Doing<Kind extends Step['do']> = Extract<Step, { do: Kind }>;

const order = async (acting: Acting, { search, count, clicks }: Doing<'order'>): Promise<void> => {
  const { world, diary, person } = acting;
  const before = new Set(person.ephemerals(TELECOM).map(({ ts }) => ts));
  await attempt(() => person.command(`search ${search}`, { channel: TELECOM }));
  await world.quiet();
  const results = person.ephemerals(TELECOM).findLast(({ ts }) => !before.has(ts));
  const choice = results === undefined ? [] : offeredIn(results).slice(0, count);
  if (results === undefined || choice.length === 0) return;
  await attempt(() => person.select({ actionId: 'search:select', in: results, choice }));
  await attempt(() => person.click({ actionId: 'search:order', in: results }));
  await world.quiet();
  const Reference = `Wish ${diary.wishes.length + 1}`;
  if (person.view()?.callback_id === 'order:submit') diary.wishes.push(Reference);
  await submit(acting, { id: 'order:submit', clicks, values: { Reference } });
};

const answer = async (acting: Acting, { at, clicks }: Doing<'answer'>): Promise<void> => {
  const form = await openForm(acting, { actionId: 'requirements:open', at, id: 'requirements:submit' });
  const field = form && firstTextField(form);
  if (field === null || field === undefined) return attempt(() => acting.person.close({ all: true }));
  const secret = `Jane Doe ${acting.diary.secrets.length + 1}, Acme GmbH, +49 30 1234567`;
  acting.diary.secrets.push(secret);
  await submit(acting, { id: 'requirements:submit', clicks, values: { [field]: secret } });
};

const TALKS = {
  reply: { actionId: 'comment:open', id: 'comment:submit' },
  'ask-for-time': { actionId: 'extension:open', id: 'extension:submit' },
} as const;

const talk = async (acting: Acting, step: Doing<'reply' | 'ask-for-time'>): Promise<void> => {
  const { actionId, id } = TALKS[step.do];
  const form = await openForm(acting, { actionId, at: step.at, id });
  const field = form && firstTextField(form);
  if (field === null || field === undefined) return;
  const words = `We write ${acting.diary.written.length + 1} of this`;
  acting.diary.written.push(words);
  await submit(acting, { id, clicks: step.clicks, values: { [field]: words } });
};

const CANCEL = 'Cancel this part…';

const cancel = async (acting: Acting, { at, clicks }: Doing<'cancel'>): Promise<void> => {
  const { world, person } = acting;
  const cards = world.slack.messages(TELECOM).filter(({ thread_ts }) => thread_ts === undefined);
  const card = cards[at % Math.max(1, cards.length)];
  if (card === undefined) return;
  await attempt(() => person.click({ actionId: 'order:more', option: CANCEL, in: card }));
  await world.quiet();
  if (person.view()?.callback_id === 'cancel:submit') await submit(acting, { id: 'cancel:submit', clicks });
  else await attempt(() => person.close({ all: true }));
};

/** *Check now* and *Place again*; a form that asks about a price or a number is submitted as it is. */
const press = async (acting: Acting, { at, clicks }: Doing<'press'>): Promise<void> => {
  const { world, person } = acting;
  const presses = pressesOf(acting, ['order:refresh', 'order:place-again']);
  const one = presses[at % Math.max(1, presses.length)];
  if (one === undefined) return;
  const click = () => attempt(() => person.click({ actionId: one.actionId, value: one.value, in: one.message }));
  await Promise.all(Array.from({ length: clicks }, click));
  await world.quiet();
  await submit(acting, { id: 'order:submit', clicks });
};

/** Makes a requirement group, whose form is closed without an answer. */
const makeGroup = async (acting: Acting, { clicks }: Doing<'group'>): Promise<void> => {
  const { world, person } = acting;
  const before = new Set(person.ephemerals(TELECOM).map(({ ts }) => ts));
  await attempt(() => person.command('groups DE local', { channel: TELECOM }));
  await world.quiet();
  const list = person.ephemerals(TELECOM).findLast(({ ts }) => !before.has(ts));
  if (list === undefined) return;
  await attempt(() => person.click({ actionId: 'group:create', in: list }));
  await world.quiet();
  await submit(acting, { id: 'group-create:submit', clicks, values: { Name: 'Acme papers' } });
};

export const act = async (stage: Stage, step: Extract<Step, { person: string }>): Promise<void> => {
  const acting = { ...stage, person: stage.world.slack.person(step.person) };
  switch (step.do) {
    case 'order':
      return order(acting, step);
    case 'answer':
      return answer(acting, step);
    case 'cancel':
      return cancel(acting, step);
    case 'press':
      return press(acting, step);
    case 'group':
      return makeGroup(acting, step);
    case 'reply':
    case 'ask-for-time':
      return talk(acting, step);
  }
};
