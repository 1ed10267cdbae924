import { richText } from './check-rich-text.ts';
import { element } from './element-fields.ts';
import { boolean, type Finding, found, integer, type JsonObject, list, pattern, type Rule, string } from './rule.ts';

const TYPED_CHARACTERS = 3000;
const FILES_AT_MOST = 10;

const typed = ['focus_on_load', 'placeholder', 'dispatch_action_config'];
const decimal = pattern({ matches: /^-?\d+(\.\d+)?$/, words: 'must be a number written as a string' });
const typedText = string({ max: TYPED_CHARACTERS });

/** Three numbers Slack compares; an order that cannot be fulfilled is refused. */
const checkLengths = (value: JsonObject, at: string): Finding[] => {
  const least = typeof value.min_length === 'number' ? value.min_length : 0;
  const most = typeof value.max_length === 'number' ? value.max_length : TYPED_CHARACTERS;
  if (least > most) return found(`${at}/min_length`, 'must not be greater than max_length');
  return typeof value.initial_value === 'string' && value.initial_value.length > most
    ? found(`${at}/initial_value`, `must be less than ${most + 1} characters`)
    : [];
};

const checkRange = (value: JsonObject, at: string): Finding[] => {
  const least = Number(value.min_value ?? Number.NEGATIVE_INFINITY);
  const most = Number(value.max_value ?? Number.POSITIVE_INFINITY);
  if (least > most) return found(`${at}/min_value`, 'must not be greater than max_value');
  const initial = value.initial_value === undefined ? null : Number(value.initial_value);
  return initial !== null && (initial < least || initial > most)
    ? found(`${at}/initial_value`, 'must be between min_value and max_value')
    : [];
};

const checkLines = (value: JsonObject, at: string): Finding[] =>
  typeof value.min_lines === 'number' && typeof value.max_lines === 'number' && value.min_lines > value.max_lines
    ? found(`${at}/min_lines`, 'must not be greater than max_lines')
    : [];

/** A day that the calendar has: "2026-02-30" has the form of a date and is none. */
const calendarDate: Rule = (value, at) => {
  const findings = pattern({ matches: /^\d{4}-\d{2}-\d{2}$/, words: 'must be a date as YYYY-MM-DD' })(value, at);
  if (findings.length > 0) return findings;
  const day = new Date(`${String(value)}T00:00:00Z`);
  return Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== value
    ? found(at, 'must be a date as YYYY-MM-DD')
    : [];
};

/** Everything that is typed, picked by date or time, or uploaded. */
export const inputRules: Record<string, Rule> = {
  plain_text_input: element({
    shared: typed,
    optional: {
      // An empty first value is what an untouched field holds, and Slack takes it.
      initial_value: string({ min: 0, max: TYPED_CHARACTERS }),
      multiline: boolean,
      min_length: integer({ min: 0, max: TYPED_CHARACTERS }),
      max_length: integer({ min: 1, max: TYPED_CHARACTERS }),
    },
    also: checkLengths,
  }),
  email_text_input: element({ shared: typed, optional: { initial_value: typedText } }),
  url_text_input: element({ shared: typed, optional: { initial_value: typedText } }),
  number_input: element({
    shared: typed,
    required: { is_decimal_allowed: boolean },
    optional: { initial_value: decimal, min_value: decimal, max_value: decimal },
    also: checkRange,
  }),
  rich_text_input: element({
    shared: typed,
    optional: {
      initial_value: richText,
      min_lines: integer({ min: 1, max: 100 }),
      max_lines: integer({ min: 1, max: 100 }),
    },
    also: checkLines,
  }),
  file_input: element({
    optional: {
      filetypes: list({ min: 1, max: 100, of: string({ max: 255 }) }),
      max_files: integer({ min: 1, max: FILES_AT_MOST }),
    },
  }),
  datepicker: element({
    shared: ['confirm', 'focus_on_load', 'placeholder'],
    optional: { initial_date: calendarDate },
  }),
  timepicker: element({
    shared: ['confirm', 'focus_on_load', 'placeholder'],
    optional: {
      initial_time: pattern({ matches: /^([01]\d|2[0-3]):[0-5]\d$/, words: 'must be a time as HH:mm' }),
      timezone: string({ max: 255 }),
    },
  }),
  datetimepicker: element({
    shared: ['confirm', 'focus_on_load'],
    // Seconds in ten digits; milliseconds, the usual slip, have thirteen.
    optional: { initial_date_time: integer({ min: 1_000_000_000, max: 9_999_999_999 }) },
  }),
};
