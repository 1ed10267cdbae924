import type { types } from '@slack/bolt';

export type KnownBlock = types.KnownBlock;
export type ModalView = types.ModalView;
export type HomeView = types.HomeView;
export type Button = types.Button;
export type Option = types.PlainTextOption;
export type PlainText = types.PlainTextElement;
export type Message = { text: string; blocks: KnownBlock[] };

/** Slack's sizes, in characters (UTF-16 units) or pieces. Where its documents disagree, the stricter number. */
export const LIMITS = {
  messageBlocks: 50,
  modalBlocks: 100,
  /** Over all blocks of a message; Slack gives up near 13,200 and names no number. */
  messageCharacters: 12_000,
  /** `chat.postMessage` takes more than `chat.update`, which refuses above this: cards are updated. */
  messageText: 4000,
  modalTitle: 24,
  privateMetadata: 3000,
  id: 255,
  sectionText: 3000,
  contextText: 2000,
  headerText: 150,
  buttonText: 75,
  buttonValue: 2000,
  /** Text, value and description of an option alike: a value is ids only, in a compact codec. */
  optionText: 75,
  options: 100,
  overflowOptions: 5,
  label: 2000,
  hint: 2000,
  placeholder: 150,
  inputText: 3000,
  tableRows: 100,
  tableCharacters: 10_000,
  confirmText: 300,
} as const;

// Control and format characters (zero-width, bidirectional, tags), fillers, private use, line separators: they hide or
// reorder text. Variation selectors stay: an emoji and the kanji of a name need them.
const HIDDEN = /(?![\n\p{VS}])[\p{Cc}\p{Cf}\p{Co}\p{DI}\u2028\u2029]/gu;

/** Text from people or Telnyx without what cannot be seen; line feeds stay. */
export const cleanText = (text: string): string =>
  text.toWellFormed().replace(/\r\n?/g, '\n').replace(/\t/g, ' ').replace(HIDDEN, '');

/** For mrkdwn: `<!channel>` and links from outside become harmless text. */
export const escapeText = (text: string): string =>
  cleanText(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Never ends inside a surrogate pair, an entity (`&am`), a mention, a date or a link. */
const cutSafely = (text: string, max: number): string =>
  text
    .slice(0, Math.max(0, max))
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(/&[a-z]{0,4}$/, '')
    .replace(/<(?:[@!#]|https?:)[^<>]*$/, '')
    .replace(/<$/, '');

/** At most `max` characters; what is cut ends with "…", at the end of a sentence when there is one nearby. */
export const truncate = (text: string, max: number): string => {
  if (text.length <= max) return text;
  const cut = cutSafely(text, max - 2);
  const sentence = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('\n'));
  const kept = sentence > cut.length / 2 ? `${cut.slice(0, sentence + 1).trimEnd()} ` : cut.trimEnd();
  return `${kept}…`;
};

const toOneLine = (text: string): string => cleanText(text).replace(/\s+/g, ' ').trim();

// Where Slack reads them: not between two letters, so that `berlin_office_1` stays as it is.
const FORMATTING = /(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])|`/gu;
const LOOKALIKES: Record<string, string> = { '*': '∗', _: '＿', '~': '∼', '`': 'ˋ' };

/** Two of them in foreign words would strike out, or hide as code, what we say in between. Slack knows no escape for them. */
const calmFormatting = (text: string): string => text.replace(FORMATTING, (mark) => LOOKALIKES[mark] ?? mark);

/** One escaped line of foreign text for mrkdwn, short enough to stand among other words. */
export const escapeLine = (text: string, max = 150): string =>
  escapeText(calmFormatting(truncate(toOneLine(text), max)));

/** One line for plain_text, where Slack reads no markup; a mention is broken all the same, for older clients. */
export const plainLine = (text: string, max: number): string =>
  truncate(toOneLine(text).replace(/<(?=[!@#])/g, '‹'), max);

const QUOTED_LINES = 30;

/** A foreign text as it was written, marked as a quotation. */
export const quote = (text: string, max = 900): string => {
  const lines = truncate(escapeText(text).trim(), max).split('\n');
  const kept = lines.length > QUOTED_LINES ? [...lines.slice(0, QUOTED_LINES), '…'] : lines;
  return kept.map((line) => `> ${line}`).join('\n');
};

export const plain = (text: string, max: number): PlainText => ({
  type: 'plain_text',
  text: plainLine(text, max) || '–',
  emoji: false,
});

/** `verbatim`: `@channel`, `#general` and addresses in foreign words stay words, only what we marked up is live. */
const mrkdwn = (text: string, max: number): types.MrkdwnElement => ({
  type: 'mrkdwn',
  text: truncate(text, max).trim() || '–',
  verbatim: true,
});

/** `text` is ours, with foreign parts already escaped. */
export const section = (text: string, more: { blockId?: string; accessory?: types.SectionBlock['accessory'] } = {}) =>
  ({
    type: 'section',
    text: mrkdwn(text, LIMITS.sectionText),
    ...(more.blockId === undefined ? {} : { block_id: more.blockId }),
    ...(more.accessory === undefined ? {} : { accessory: more.accessory }),
  }) satisfies KnownBlock;

export const context = (text: string): KnownBlock => ({
  type: 'context',
  elements: [mrkdwn(text, LIMITS.contextText)],
});

export const header = (text: string): KnownBlock => ({ type: 'header', text: plain(text, LIMITS.headerText) });

export const divider: KnownBlock = { type: 'divider' };

export const actions = (elements: types.ActionsBlockElement[], blockId?: string): KnownBlock[] =>
  elements.length === 0 ? [] : [{ type: 'actions', elements, ...(blockId === undefined ? {} : { block_id: blockId }) }];

export type ButtonOptions = {
  text: string;
  actionId: string;
  value?: string;
  style?: 'primary' | 'danger';
  url?: string;
  /** Spoken in place of the text, where the same words stand on several buttons. */
  label?: string;
};

export const button = (options: ButtonOptions): Button => ({
  type: 'button',
  text: plain(options.text, LIMITS.buttonText),
  action_id: options.actionId,
  ...(options.value === undefined ? {} : { value: options.value }),
  ...(options.style === undefined ? {} : { style: options.style }),
  ...(options.url === undefined ? {} : { url: options.url }),
  ...(options.label === undefined ? {} : { accessibility_label: plainLine(options.label, LIMITS.buttonText) }),
});

/** `value` must come back whole, so it is never cut: callers keep it within LIMITS.optionText. */
export const option = (text: string, value: string): Option => ({ text: plain(text, LIMITS.optionText), value });

export const describedOption = (given: { text: string; value: string; description: string | null }): Option => ({
  ...option(given.text, given.value),
  ...(given.description?.trim() ? { description: plain(given.description, LIMITS.optionText) } : {}),
});

export const overflow = (actionId: string, options: Option[]): types.Overflow => ({
  type: 'overflow',
  action_id: actionId,
  options: options.slice(0, LIMITS.overflowOptions),
});

export type ModalOptions = {
  title: string;
  blocks: KnownBlock[];
  callbackId?: string;
  submit?: string;
  close?: string;
  metadata?: string;
  notifyOnClose?: boolean;
};

export const modal = (options: ModalOptions): ModalView => ({
  type: 'modal',
  title: plain(options.title, LIMITS.modalTitle),
  close: plain(options.close ?? 'Close', LIMITS.modalTitle),
  ...(options.submit === undefined ? {} : { submit: plain(options.submit, LIMITS.modalTitle) }),
  ...(options.callbackId === undefined ? {} : { callback_id: options.callbackId }),
  ...(options.metadata === undefined ? {} : { private_metadata: options.metadata }),
  ...(options.notifyOnClose ? { notify_on_close: true } : {}),
  blocks: options.blocks,
});
