import assert from 'node:assert/strict';
import { checkMessage } from '../../../src/sandbox/slack/check/check-message.ts';
import { checkView } from '../../../src/sandbox/slack/check/check-view.ts';
import type { Message } from '../../../src/slack/views/blocks.ts';
import { LIMITS } from '../../../src/slack/views/blocks.ts';
import { countCharacters } from '../../../src/slack/views/fit-blocks.ts';

type Json = Record<string, unknown>;

const objectsIn = (value: unknown): Json[] => {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [Object.fromEntries(Object.entries(value)), ...Object.values(value).flatMap(objectsIn)];
};

/** Every text that a person reads in a view or message, in order. */
export const textsOf = (shown: { blocks: unknown }): string[] =>
  objectsIn(shown.blocks).flatMap((each) => (typeof each.text === 'string' ? [each.text] : []));

export const wordsOf = (shown: { blocks: unknown }): string => textsOf(shown).join('\n');

/** Elements of one kind: buttons, selects, inputs. */
export const elementsOf = (shown: { blocks: unknown }, type: string): Json[] =>
  objectsIn(shown.blocks).filter((each) => each.type === type);

export const buttonsOf = (shown: { blocks: unknown }): string[] =>
  elementsOf(shown, 'button').map((each) => String(objectsIn(each.text)[0]?.text));

/** Where the threads of these tests stand. */
export const WORKSPACE = 'https://acme.slack.com/archives';

const OURS = new RegExp(
  `<(@[A-Z0-9]+|#[A-Z0-9]+|!date\\^\\d+\\^[^<>|]*\\|[^<>]*|${WORKSPACE}/C1/p\\d+\\|[^<>|]+)>`,
  'g',
);

/** The text without what we may write ourselves: mentions of people, dates, channels, links to threads. */
const withoutOurs = (text: string): string => text.replace(OURS, '');

/** Marks that hide or reorder what stands beside them; line feeds and the selectors of emoji apart. */
const HIDDEN = /(?![\n\p{Variation_Selector}])[\p{Cc}\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}\u2028\u2029]/u;

/** What a person typed stands in their own input as it was; values and ids are not shown. */
const NOT_SHOWN = /^((initial_)?value|block_id|action_id|private_metadata|url)$/;

const stringsShown = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsShown);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => (NOT_SHOWN.test(key) ? [] : stringsShown(each)));
};

/** Nothing from outside is markup, calls anybody, or hides anything: in mrkdwn, in plain text, in titles and hints. */
export const checkMarkup = (shown: { blocks: unknown }): void => {
  for (const each of objectsIn(shown.blocks)) {
    if (each.type !== 'mrkdwn' || typeof each.text !== 'string') continue;
    assert.doesNotMatch(withoutOurs(each.text), /<|&(?!amp;|lt;|gt;)/, 'markup from outside, or a cut entity');
    assert.equal(each.verbatim, true, 'Slack would make links and mentions of bare words');
  }
  for (const text of stringsShown(shown)) {
    assert.doesNotMatch(withoutOurs(text), /<[!@#]/, 'a mention');
    assert.doesNotMatch(text, HIDDEN);
  }
};

export const assertMessageFits = (message: Message): void => {
  assert.deepEqual(checkMessage(message), null);
  assert.ok(countCharacters(message.blocks) <= LIMITS.messageCharacters, 'more characters than planned for');
  assert.doesNotMatch(withoutOurs(message.text), /<|&(?!amp;|lt;|gt;)/);
  checkMarkup(message);
};

export const assertViewFits = (view: { blocks: unknown }): void => {
  assert.deepEqual(checkView(view), null);
  checkMarkup(view);
};
