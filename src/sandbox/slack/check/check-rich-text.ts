import { anything, boolean, byType, integer, list, object, oneOf, type Rule, string } from './rule.ts';

/** A part has no documented number of elements; the sizes of the whole message bound it. */
const MANY = 1000;
const TEXT_CHARACTERS = 3000;
const ID_CHARACTERS = 255;

const id = string({ max: ID_CHARACTERS });
const url = string({ max: TEXT_CHARACTERS });
const flags = { bold: boolean, italic: boolean, strike: boolean, underline: boolean, code: boolean };
const style = object({ optional: flags });

// A single blank between two links is a real text element here, so only emptiness is refused.
const runOfText: Rule = (value, at) =>
  typeof value === 'string' && value.length > 0
    ? string({ min: 0, max: TEXT_CHARACTERS })(value, at)
    : string({ max: TEXT_CHARACTERS })(value, at);

const text = object({ required: { type: anything, text: runOfText }, optional: { style } });
const link = object({
  required: { type: anything, url },
  optional: { text: runOfText, unsafe: boolean, style },
});

const inlineRules: Record<string, Rule> = {
  text,
  link,
  user: object({ required: { type: anything, user_id: id }, optional: { style } }),
  channel: object({ required: { type: anything, channel_id: id }, optional: { style } }),
  usergroup: object({ required: { type: anything, usergroup_id: id }, optional: { style } }),
  emoji: object({ required: { type: anything, name: id }, optional: { unicode: id, style } }),
  broadcast: object({
    required: { type: anything, range: oneOf('here', 'channel', 'everyone') },
    optional: { style },
  }),
  date: object({
    required: { type: anything, timestamp: integer({ min: 0, max: 9_999_999_999 }), format: url },
    optional: { url, fallback: url, style },
  }),
};

const inline = byType(inlineRules);
const border = oneOf(0, 1);
const section = object({
  required: { type: anything, elements: list({ min: 1, max: MANY, of: inline }) },
});

const parts: Record<string, Rule> = {
  rich_text_section: section,
  rich_text_list: object({
    required: {
      type: anything,
      style: oneOf('bullet', 'ordered'),
      elements: list({ min: 1, max: MANY, of: byType({ rich_text_section: section }) }),
    },
    optional: {
      indent: integer({ min: 0, max: 8 }),
      offset: integer({ min: 0, max: MANY }),
      border,
    },
  }),
  rich_text_quote: object({
    required: { type: anything, elements: list({ min: 1, max: MANY, of: inline }) },
    optional: { border },
  }),
  rich_text_preformatted: object({
    required: { type: anything, elements: list({ min: 1, max: MANY, of: byType({ text, link }) }) },
    optional: { border },
  }),
};

/** A `rich_text` block, also the cell of a table and the first value of a rich text input. */
export const richText = object({
  required: { type: anything, elements: list({ min: 1, max: MANY, of: byType(parts) }) },
  optional: { block_id: id },
});
