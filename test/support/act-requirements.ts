import assert from 'node:assert/strict';
import { elementsOf } from '../../src/sandbox/slack/elements.ts';
import type { PersonDriver } from '../../src/sandbox/slack/person.ts';
import type { Message, View } from '../../src/sandbox/slack/shapes.ts';
import type { DeskPart } from '../../src/sandbox/telnyx/desk-overview.ts';
import { askTelnyx, modal, placeOrder, replies, repliesOnce, textOf } from './act.ts';
import type { World } from './start-world.ts';

/** What people do with an order's paperwork and in its thread. */

/** A file that is what its name says. */
export const PDF = new TextEncoder().encode(
  '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

export const CONTACT = 'Contact information (name, last name, company name, contact phone number)';
export const JANE = 'Jane Doe, Acme GmbH, +49 30 1234567';

/** What the new address form is filled with. */
export const HEAD_OFFICE = {
  'First name': 'Jane',
  'Last name': 'Doe',
  'Business name': 'Acme GmbH',
  'Street and house number': 'Musterstrasse 1',
  City: 'Berlin',
  'Postal code': '10115',
  'Your name for it': 'Head office',
};

type Ordered = { card: Message; part: DeskPart; partId: string };

/** Orders one number that needs paperwork. @returns its card once the first reply is there, and its part at Telnyx */
export const orderWithPaperwork = async (
  world: World,
  person: PersonDriver,
  ordering: Parameters<typeof placeOrder>[2] = {},
): Promise<Ordered> => {
  const known = new Set(world.telnyx.desk.pending().map(({ partId }) => partId));
  const { card } = await placeOrder(world, person, ordering);
  await repliesOnce(world, card, 1);
  const part = world.telnyx.desk.pending().find(({ partId }) => !known.has(partId));
  assert.ok(part, 'the order waits for its paperwork at Telnyx');
  return { card, part, partId: part.partId };
};

/** Presses the button of this message that opens the form for a part. */
export const openForm = async (world: World, person: PersonDriver, message: Message): Promise<View> => {
  await person.click({ actionId: 'requirements:open', in: message });
  return modal(world, person, { id: 'requirements:submit' });
};

/** Makes an address in the form over the open one, and comes back to that. */
export const addAddress = async (
  world: World,
  person: PersonDriver,
  values: Record<string, string> = HEAD_OFFICE,
): Promise<void> => {
  await person.click({ actionId: 'requirements:add-address' });
  await modal(world, person, { id: 'address:submit' });
  await person.submit(values);
  await modal(world, person, { title: 'Address saved' });
  await person.close();
};

/** Submits a page that is not the last one. @returns the next one */
export const nextPage = async (world: World, person: PersonDriver, says: RegExp): Promise<View> => {
  await person.submit();
  return modal(world, person, { id: 'requirements:submit', says });
};

/** Turns the pages that are left. @returns all from the one on the screen to the last */
export const turnToLastPage = async (world: World, person: PersonDriver): Promise<View[]> => {
  const form = person.view();
  assert.ok(form);
  const [, at = '1'] = /^(\d+) of \d+/m.exec(textOf(form)) ?? [];
  if (form.submit?.text !== 'Next') return [form];
  await nextPage(world, person, new RegExp(`^${Number(at) + 1} of \\d`, 'm'));
  return [form, ...(await turnToLastPage(world, person))];
};

/** Submits the open form, page by page. @returns what it says once Telnyx has the answers */
export const sendForm = async (world: World, person: PersonDriver): Promise<View> => {
  await turnToLastPage(world, person);
  await person.submit();
  return modal(world, person, { id: '' });
};

/** Types into a menu that asks the app for its choices, and takes one of them: by its value or its words. */
export const chooseOffered = async (
  person: PersonDriver,
  { field, search = '', choice }: { field: string; search?: string; choice: string },
): Promise<void> => {
  const isBlock = /:\d+(:existing)?$/.test(field);
  await person.suggest(isBlock ? { blockId: field } : { text: field }, search);
  await person.fill({ [field]: choice });
};

export const pdfFile = (person: PersonDriver, name = 'document.pdf'): string[] => [
  person.upload({ name, content: PDF }),
];

/** All that a DE local number asks, sent. The modal is closed afterwards. */
export const answerAll = async (world: World, person: PersonDriver, card: Message): Promise<View> => {
  await openForm(world, person, card);
  await person.fill({
    [CONTACT]: JANE,
    'Proof of address': pdfFile(person, 'bill.pdf'),
    'Company registration certificate': pdfFile(person, 'register.pdf'),
    'Executed Registration Form': pdfFile(person, 'form.pdf'),
  });
  await addAddress(world, person);
  const sent = await sendForm(world, person);
  await person.close();
  return sent;
};

/** An order that is all answered: Number Ops has it. */
export const orderAnswered = async (world: World, person: PersonDriver): Promise<Ordered> => {
  const ordered = await orderWithPaperwork(world, person);
  await answerAll(world, person, ordered.card);
  return ordered;
};

/** What the thread was told by `act`, which ends with a poll. */
export const toldBy = async (world: World, card: Message, act: () => unknown): Promise<Message[]> => {
  const before = new Set(replies(world, card).map(({ ts }) => ts));
  await act();
  await world.tick();
  return replies(world, card).filter(({ ts }) => !before.has(ts));
};

/** The one message that `act` made the thread get. */
export const oneTold = async (world: World, card: Message, act: () => unknown): Promise<Message> => {
  const told = await toldBy(world, card, act);
  assert.equal(told.length, 1, `one message, not ${told.length}:\n${told.map(textOf).join('\n---\n')}`);
  return told[0] as Message;
};

/** Sent to the channel too. */
export const isBroadcast = ({ subtype }: Message): boolean => subtype === 'thread_broadcast';

/** How often a message calls a person. */
export const callsOf = (message: Message, person: PersonDriver): number =>
  JSON.stringify(message.blocks).split(`<@${person.id}>`).length - 1;

/** The labels of a form's fields, in their order. */
export const fieldsOf = (form: View | null): string[] =>
  elementsOf(form?.blocks ?? []).flatMap(({ block }) =>
    block.type === 'input' ? [(block.label as { text: string }).text] : [],
  );

/** What stands in a form's fields as Slack holds it: typed, chosen and attached. */
export const filledIn = (form: View | null): string => JSON.stringify(form?.state.values ?? {});

type Asked = { requirement_id: string; field_type: string; field_value: string; status?: string };

/** A requirement as Telnyx holds it for the first number of a part. */
export const valueAtTelnyx = async (world: World, part: DeskPart, name: string): Promise<string | undefined> => {
  const id = part.requirements.find((each) => each.name === name)?.requirementId;
  const { body } = await askTelnyx(world, { path: `/number_orders/${part.orderId}` });
  const { phone_numbers: numbers } = body.data as { phone_numbers: { regulatory_requirements: Asked[] }[] };
  return numbers[0]?.regulatory_requirements.find((each) => each.requirement_id === id)?.field_value;
};

/** How many calls of a method reached a path that begins so. */
export const callsUnder = (world: World, method: string, path: string): number =>
  world.telnyx.calls.filter((call) => call.method === method && call.path.startsWith(path)).length;
