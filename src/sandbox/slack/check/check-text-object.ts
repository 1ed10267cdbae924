import { anything, boolean, byType, object, type Rule, string } from './rule.ts';

/** `emoji` is a field of plain text only, `verbatim` of mrkdwn only: Slack refuses either on the other. */
const plainTextRule = (max: number): Rule =>
  object({ required: { type: anything, text: string({ max }) }, optional: { emoji: boolean } });

const mrkdwnRule = (max: number): Rule =>
  object({ required: { type: anything, text: string({ max }) }, optional: { verbatim: boolean } });

/** A `plain_text` object of 1 to `max` characters: labels, titles, buttons, placeholders. */
export const plainText = (max: number): Rule => byType({ plain_text: plainTextRule(max) });

/** Either kind of text object, 1 to `max` characters. */
export const textObject = (max: number): Rule => byType({ plain_text: plainTextRule(max), mrkdwn: mrkdwnRule(max) });
