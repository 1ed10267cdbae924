import assert from 'node:assert/strict';
import { elementsOf } from '../../src/sandbox/slack/elements.ts';
import { blocksToText, viewToText } from '../../src/sandbox/slack/mrkdwn-text.ts';
import type { PersonDriver } from '../../src/sandbox/slack/person.ts';
import type { Message, View } from '../../src/sandbox/slack/shapes.ts';
import { optionsOf } from '../../src/sandbox/slack/state-values.ts';
import type { World } from './start-world.ts';

/** What a person's acts need: the app may run in this process or in one of its own. */
export type Stage = Pick<World, 'slack' | 'telnyx'>;

/** What people do again and again in Slack, each step waited for as they would wait for it on their screen. */

export const TELECOM = '#telecom';

/** All that a person reads on a message or a form, line by line: table rows, buttons in brackets, options of menus. */
export const textOf = (shown: Message | View | null): string => {
  if (shown === null) return '';
  return (shown.type === 'message' ? blocksToText(shown.blocks) : viewToText(shown)).join('\n');
};

/** The words of the buttons on a message or a form, in their order. */
export const buttonsOf = (shown: Message | View | null): string[] =>
  elementsOf(shown?.blocks ?? []).flatMap(({ element }) =>
    element.type === 'button' ? [(element.text as { text: string }).text] : [],
  );

/** Every raw text in the blocks, markup and all: for what must have been escaped. */
export const rawOf = (shown: Message | View | null): string => JSON.stringify(shown?.blocks ?? []);

/** The next message that only this person sees and that was not there before `act`. */
export const answerTo = async (
  world: Stage,
  person: PersonDriver,
  act: () => Promise<unknown>,
  { channel = TELECOM }: { channel?: string } = {},
): Promise<Message> => {
  const before = new Set(person.ephemerals(channel).map(({ ts }) => ts));
  await act();
  const what = `an answer to ${person.name} in ${channel}`;
  return world.slack.waitFor(() => person.ephemerals(channel).find(({ ts }) => !before.has(ts)), { what });
};

/** Types `/numbers …`. @returns the answer that only they see */
export const command = (
  world: Stage,
  person: PersonDriver,
  text: string,
  where: { channel?: string } = {},
): Promise<Message> =>
  answerTo(world, person, () => person.command(text, { channel: where.channel ?? TELECOM }), where);

/** Presses a button. @returns the answer that only they see */
export const clickForAnswer = (
  world: Stage,
  person: PersonDriver,
  act: Parameters<PersonDriver['click']>[0],
  where: { channel?: string } = {},
): Promise<Message> => answerTo(world, person, () => person.click(act), where);

/** Waits for the topmost modal to fit: by `callback_id`, by title or by its words. */
export const modal = (
  world: Stage,
  person: PersonDriver,
  is: { id?: string; title?: string; says?: RegExp },
): Promise<View> =>
  world.slack.waitFor(
    () => {
      const view = person.view();
      if (view === null) return null;
      const isIt =
        (is.id === undefined || view.callback_id === is.id) &&
        (is.title === undefined || view.title.text === is.title) &&
        (is.says === undefined || is.says.test(textOf(view)));
      return isIt ? view : null;
    },
    { what: `a form ${JSON.stringify({ ...is, says: is.says?.source })} of ${person.name}` },
  );

/** Numbers that search results offer, in their order. */
export const offeredIn = (results: Message): string[] =>
  elementsOf(results.blocks)
    .filter(({ element }) => element.action_id === 'search:select')
    .flatMap(({ element }) => optionsOf(element).map(({ value }) => value));

/** `/numbers search …`. @returns the results */
export const search = (
  world: Stage,
  person: PersonDriver,
  text: string,
  where: { channel?: string } = {},
): Promise<Message> => command(world, person, `search ${text}`, where);

/** Searches, and selects the first `count` of what is offered. */
export const searchAndSelect = async (
  world: Stage,
  person: PersonDriver,
  text: string,
  { count = 1, channel = TELECOM }: { count?: number; channel?: string } = {},
): Promise<{ results: Message; numbers: string[] }> => {
  const results = await search(world, person, text, { channel });
  const numbers = offeredIn(results).slice(0, count);
  assert.equal(numbers.length, count, `numbers for "${text}":\n${textOf(results)}`);
  await person.select({ actionId: 'search:select', in: results, choice: numbers });
  return { results, numbers };
};

type Ordering = {
  /** What is searched; `DE local Berlin` unless said. */
  text?: string;
  count?: number;
  /** These numbers, by `/numbers order`, in place of a search. */
  numbers?: string[];
  /** Where the person is while they search. */
  channel?: string;
};

/** Searches, selects and presses *Order selected*. @returns the order form, filled by Telnyx's prices */
export const openOrderForm = async (
  world: Stage,
  person: PersonDriver,
  { text = 'DE local Berlin', count = 1, numbers, channel = TELECOM }: Ordering = {},
): Promise<{ form: View; numbers: string[] }> => {
  if (numbers !== undefined) {
    await person.command(`order ${numbers.join(' ')}`, { channel });
    return { form: await modal(world, person, { id: 'order:submit' }), numbers };
  }
  const found = await searchAndSelect(world, person, text, { count, channel });
  await person.click({ actionId: 'search:order', in: found.results });
  return { form: await modal(world, person, { id: 'order:submit' }), numbers: found.numbers };
};

/** Messages at the head of a thread, oldest first. */
export const cards = (world: Stage, channel = TELECOM): Message[] =>
  world.slack.messages(channel).filter(({ thread_ts, ts, user }) => {
    const isHead = thread_ts === undefined || thread_ts === ts;
    return isHead && user === world.slack.workspace.seed.app.botUserId;
  });

/** The card as it stands now. */
export const cardNow = (world: Stage, card: Message): Message =>
  world.slack.workspace.messages.find(card.channel, card.ts) ?? card;

/** What stands in the card's thread, oldest first. */
export const replies = (world: Stage, card: Message): Message[] =>
  world.slack.messages(card.channel).filter(({ thread_ts, ts }) => thread_ts === card.ts && ts !== card.ts);

/** The thread once it has `count` replies or more. */
export const repliesOnce = (world: Stage, card: Message, count: number): Promise<Message[]> =>
  world.slack.waitFor(
    () => {
      const found = replies(world, card);
      return found.length >= count ? found : null;
    },
    { what: `${count} replies in the thread` },
  );

/** Submits the open order form. @returns the card that is posted, and what the modal says in the end */
export const submitOrder = async (
  world: Stage,
  person: PersonDriver,
  { values = {}, channel = TELECOM }: { values?: Parameters<PersonDriver['submit']>[0]; channel?: string } = {},
): Promise<{ card: Message; done: View }> => {
  const before = new Set(cards(world, channel).map(({ ts }) => ts));
  await person.submit(values);
  const what = `a card in ${channel}`;
  const card = await world.slack.waitFor(() => cards(world, channel).find(({ ts }) => !before.has(ts)), { what });
  return { card, done: await modal(world, person, { id: '' }) };
};

/**
 * From the search to the card. @returns the card as posted, the modal's last words and the numbers; the modal is closed
 */
export const placeOrder = async (
  world: Stage,
  person: PersonDriver,
  {
    reference = 'Berlin office',
    values = {},
    ...ordering
  }: Ordering & { reference?: string; values?: Parameters<PersonDriver['submit']>[0] } = {},
): Promise<{ card: Message; done: View; numbers: string[] }> => {
  const { numbers } = await openOrderForm(world, person, ordering);
  const channel = ordering.channel ?? TELECOM;
  const placed = await submitOrder(world, person, { values: { Reference: reference, ...values }, channel });
  await person.close();
  return { ...placed, numbers };
};

/** How often Telnyx was asked, by method and path below `/v2`. */
export const callsTo = (world: Stage, method: string, path: string): number =>
  world.telnyx.calls.filter((call) => call.method === method && call.path === path).length;

/** Asks the simulated Telnyx itself, as another program with the account's key would. */
export const askTelnyx = async (
  world: Stage,
  { method = 'GET', path, body }: { method?: string; path: string; body?: unknown },
): Promise<{ status: number; body: Record<string, unknown> }> => {
  const response = await fetch(`${world.telnyx.url}${path}`, {
    method,
    headers: { authorization: 'Bearer KEY-simulated-telnyx', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

export type NumberOrder = {
  id: string;
  status: string;
  customer_reference: string;
  sub_number_orders_ids: string[];
  phone_numbers: { phone_number: string; country_iso_alpha2: string; status: string }[];
};

/** The orders that the account holds at Telnyx. */
export const ordersAtTelnyx = async (world: Stage): Promise<NumberOrder[]> => {
  const { body } = await askTelnyx(world, { path: '/number_orders?page[size]=250' });
  return body.data as NumberOrder[];
};
