import { inputRules } from './check-input-element.ts';
import { selectRules } from './check-select.ts';
import { plainText } from './check-text-object.ts';
import { element, id, url } from './element-fields.ts';
import { anything, byType, found, object, oneOf, type Rule, string, type Together } from './rule.ts';

const BUTTON_CHARACTERS = 75;
const BUTTON_VALUE_CHARACTERS = 2000;
const ALT_TEXT_CHARACTERS = 2000;

/** A file of Slack by its id or by its URL, never both. */
const slackFile = object({
  optional: { id, url },
  also: (value, at) =>
    (value.id === undefined) === (value.url === undefined) ? found(at, 'must provide exactly one of: id, url') : [],
});

/** Where an image comes from: a public URL or a file of Slack; shared with the image block. */
export const imageFields = {
  required: { type: anything, alt_text: string({ max: ALT_TEXT_CHARACTERS }) },
  optional: { image_url: url, slack_file: slackFile },
  also: ((value, at) =>
    (value.image_url === undefined) === (value.slack_file === undefined)
      ? found(at, 'must provide exactly one of: image_url, slack_file')
      : []) satisfies Together,
};

const button = element({
  shared: ['confirm'],
  required: { text: plainText(BUTTON_CHARACTERS) },
  optional: {
    value: string({ max: BUTTON_VALUE_CHARACTERS }),
    url,
    style: oneOf('primary', 'danger'),
    accessibility_label: string({ max: BUTTON_CHARACTERS }),
  },
});

const ELEMENTS: Record<string, Rule> = { button, image: object(imageFields), ...selectRules, ...inputRules };

const TYPED = ['plain_text_input', 'email_text_input', 'url_text_input', 'number_input', 'file_input'];
const choosing = Object.keys(selectRules).filter((type) => type !== 'overflow');

const only = (types: string[]): Rule =>
  byType(Object.fromEntries(Object.entries(ELEMENTS).filter(([type]) => types.includes(type))));

/** What may stand beside a section's text. */
export const accessory = only(['button', 'image', 'overflow', 'datepicker', 'timepicker', ...choosing]);

/** What may stand in an actions block: anything that acts; typed fields belong into inputs. */
export const action = only([
  'button',
  'overflow',
  'rich_text_input',
  ...Object.keys(inputRules).filter((type) => !TYPED.includes(type)),
  ...choosing,
]);

/** What an input block may hold: anything with a value; a button has none. */
export const inputElement = only([...Object.keys(inputRules), ...choosing]);

/** What may stand in a context beside texts. */
export const contextImage: Record<string, Rule> = { image: object(imageFields) };
