import { COMMANDS } from '../../domain/command.ts';
import { ACTIONS } from '../ids.ts';
import { actions, button, context, escapeLine, escapeText, type Message, section } from './blocks.ts';
import { toMessage } from './fit-blocks.ts';

const code = (text: string): string => `\`${escapeText(text).replaceAll('`', 'ˋ')}\``;

const commandLine = (command: (typeof COMMANDS)[number]): string =>
  `${code(command.usage)}\n${escapeText(command.summary)} For example: ${code(command.example)}`;

/** Always the same, and the most asked for: built once. */
const HELP = toMessage([
  section(
    '*numberdesk* orders Telnyx phone numbers with you. Search, order, and the order becomes a thread: it asks for the paperwork that is missing, tells what Number Ops decides, and speaks up before a deadline.',
  ),
  ...COMMANDS.map((command) => section(commandLine(command))),
  ...actions([
    button({ text: 'Search numbers', actionId: ACTIONS.searchOpen, style: 'primary' }),
    button({ text: 'Open orders', actionId: ACTIONS.ordersList }),
  ]),
  context('Commands do not work inside threads; there, use the buttons, or “Send to Number Ops” in a message’s menu.'),
]);

/** What it can do, with an example of each command that exists. */
export const helpMessage = (): Message => HELP;

/** Names the nearest command and runs nothing. */
export const unknownCommandMessage = ({ word, nearest }: { word: string; nearest: string }): Message => {
  const command = COMMANDS.find((each) => each.name === nearest);
  const usage = command === undefined ? '' : `\n${commandLine(command)}`;
  return toMessage([
    section(`There is no command “${escapeLine(word, 60)}”. Did you mean *${escapeLine(nearest, 40)}*?${usage}`),
    context(`All commands: ${COMMANDS.map((each) => code(each.name)).join(', ')}. \`/numbers help\` explains them.`),
  ]);
};

/** What is wrong with what was typed, and an example that works. */
export const usageMessage = ({ message, example }: { message: string; example: string }): Message =>
  toMessage([section(`${escapeLine(message, 600)}\nFor example: ${code(toOneLine(example))}`)]);

/** An example stays on one line, as it would be typed. */
const toOneLine = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 300);
