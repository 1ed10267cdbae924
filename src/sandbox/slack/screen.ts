import { elementsOf } from './elements.ts';
import { type Block, fieldsOf, listOf, type Message, textOf, type View, wordsOf } from './shapes.ts';
import { optionsOf } from './state-values.ts';
import type { World } from './world.ts';

const namesIn = (block: Block): string =>
  elementsOf([block])
    .map(
      ({ element }) =>
        `[${
          wordsOf(element.text) ||
          optionsOf(element)
            .map((one) => one.text.text)
            .join('|')
        }](${element.action_id})`,
    )
    .join(' ');

const lineOf = (block: Block): string => {
  const own = wordsOf(block.text) || wordsOf(block.label);
  const parts = [...listOf(block.fields), ...listOf(block.elements)].map((one) => textOf(fieldsOf(one).text));
  return [own, ...parts, namesIn(block)].filter(Boolean).join(' ');
};

const linesOf = (blocks: Block[]): string[] =>
  blocks.map((block) => `    ${lineOf(block)}`).filter((line) => line.trim() !== '');

const viewLines = (view: View, errors: Record<string, string>): string[] => [
  `  "${view.title.text}" (${view.callback_id || view.type})`,
  ...linesOf(view.blocks),
  ...Object.entries(errors).map(([blockId, text]) => `    ! ${blockId}: ${text}`),
];

const messageLines = (world: World, message: Message): string[] => {
  const author = world.people.find((person) => person.id === message.user)?.name ?? message.user;
  const indent = message.thread_ts !== undefined && message.thread_ts !== message.ts ? '  > ' : '  ';
  const only = message.visible_to === undefined ? '' : ` (only ${message.visible_to})`;
  return [`${indent}${author}${only}: ${message.text}`];
};

const LAST_MESSAGES = 12;

/** What is on everybody's screen, in plain lines: for the message of a failed wait. */
export const toScreenText = (world: World): string => {
  const channels = world.channels.all().flatMap((channel) => {
    const everyone = world.people.flatMap((person) => world.messages.ephemerals(person.id, channel.id));
    const messages = [...world.messages.inChannel(channel.id), ...everyone]
      .toSorted((a, b) => Number(a.ts) - Number(b.ts))
      .slice(-LAST_MESSAGES);
    const title = channel.name === '' ? `DM ${channel.userId}` : `#${channel.name}`;
    return messages.length === 0 ? [] : [title, ...messages.flatMap((message) => messageLines(world, message))];
  });
  const people = world.people.flatMap((person) => {
    const views = world.views.stack(person.id);
    const home = world.views.home(person.id);
    return [
      ...(home === null ? [] : [`Home of ${person.name}`, ...viewLines(home, {})]),
      ...(views.length === 0 ? [] : [`Modals of ${person.name}`]),
      ...views.flatMap((view) => viewLines(view, world.views.errors(view.id))),
      ...world.notices.of(person.id).map((notice) => `Slack tells ${person.name}: ${notice.text} (${notice.detail})`),
    ];
  });
  return [...channels, ...people].join('\n') || '(nothing)';
};
