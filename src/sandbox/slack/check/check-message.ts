import { checkBlocks, countTables } from './check-blocks.ts';
import { checkMetadata } from './check-metadata.ts';
import { countCharacters } from './count-characters.ts';
import { parseArgument } from './parse-argument.ts';
import { type SlackProblem, toSlackProblem, wholeProblem } from './slack-problem.ts';

/** `chat.update` refuses more; `chat.postMessage` would take it and cut it somewhere, so both refuse here. */
export const TEXT_CHARACTERS = 4000;
/** Where Slack was seen to answer `msg_blocks_too_long`; it publishes no number. */
export const MESSAGE_BLOCK_CHARACTERS = 13_200;

/** The arguments of a message as they came: `blocks` and `metadata` as values or, in a form-encoded call, as JSON text. */
export type MessageArguments = { text?: unknown; blocks?: unknown; metadata?: unknown; attachments?: unknown };

/** `ephemeral`: shown to one person, carries no metadata. `update`: replaces a message, where empty `blocks` clear it. */
export type MessageOptions = { ephemeral?: boolean; update?: boolean };

/** What Slack would answer to this message, stricter where its documents differ; null when it may be shown. */
export const checkMessage = (message: MessageArguments, options: MessageOptions = {}): SlackProblem | null =>
  checkAttachments(message.attachments) ??
  checkText(message.text) ??
  checkMessageBlocks(parseArgument(message.blocks), options) ??
  checkMessageMetadata(parseArgument(message.metadata), options);

const checkAttachments = (attachments: unknown): SlackProblem | null =>
  isAbsent(attachments) ? null : wholeProblem('invalid_attachments', 'attachments are legacy; use blocks');

/**
 * Slack itself takes blocks without `text`, but then screen readers and notifications have nothing to say.
 * This app always sends both, so a message without text is refused even when blocks stand beside it.
 */
const checkText = (text: unknown): SlackProblem | null => {
  if (isAbsent(text))
    return wholeProblem('no_text', 'text is read by screen readers and notifications: always send it');
  if (typeof text !== 'string') return wholeProblem('invalid_arguments', 'must provide a string [json-pointer:/text]');
  if (text.trim() === '') return wholeProblem('no_text', 'must be more than 0 characters [json-pointer:/text]');
  return text.length > TEXT_CHARACTERS
    ? wholeProblem('msg_too_long', `must be less than ${TEXT_CHARACTERS + 1} characters [json-pointer:/text]`)
    : null;
};

const checkMessageBlocks = (blocks: unknown, { update = false }: MessageOptions): SlackProblem | null => {
  if (isAbsent(blocks)) return null;
  if (!Array.isArray(blocks))
    return wholeProblem('invalid_blocks_format', 'must provide an array [json-pointer:/blocks]');
  if (blocks.length === 0 && !update) {
    return wholeProblem('invalid_blocks', 'no fewer than 1 items allowed [json-pointer:/blocks]');
  }
  const problem = toSlackProblem('invalid_blocks', checkBlocks(blocks, { at: '/blocks', surface: 'message' }));
  if (problem) return problem;
  // Slack's own error for it, though no attachment is involved.
  if (countTables(blocks) > 1) return wholeProblem('invalid_attachments', 'only_one_table_allowed');
  const characters = countCharacters(blocks);
  return characters > MESSAGE_BLOCK_CHARACTERS
    ? wholeProblem('msg_blocks_too_long', `${characters} characters in blocks, at most ${MESSAGE_BLOCK_CHARACTERS}`)
    : null;
};

const checkMessageMetadata = (metadata: unknown, { ephemeral = false }: MessageOptions): SlackProblem | null => {
  if (isAbsent(metadata)) return null;
  // An ephemeral message is in no history: metadata on it is lost, so whoever sends it is mistaken.
  if (ephemeral) return wholeProblem('invalid_arguments', 'an ephemeral message carries no metadata');
  return checkMetadata(metadata);
};

const isAbsent = (value: unknown): boolean => value === undefined || value === null;
