import { plainText, textObject } from './check-text-object.ts';
import { type Finding, found, isObject, type JsonObject, list, object, type Rule, string } from './rule.ts';
import { type SlackProblem, toSlackProblem, wholeProblem } from './slack-problem.ts';

export const OPTIONS_AT_MOST = 100;

const OPTION_CHARACTERS = 75;
const URL_CHARACTERS = 3000;

const optionRule = ({ text, url }: { text: Rule; url?: Rule }): Rule =>
  object({
    required: { text, value: string({ max: OPTION_CHARACTERS }) },
    optional: { description: plainText(OPTION_CHARACTERS), ...(url ? { url } : {}) },
  });

/** An option of a select menu: plain text, no link. */
export const selectOption = optionRule({ text: plainText(OPTION_CHARACTERS) });
/** Radio buttons and checkboxes may be set in mrkdwn. */
export const choiceOption = optionRule({ text: textObject(OPTION_CHARACTERS) });
/** Only an overflow menu may link out. */
export const overflowOption = optionRule({
  text: plainText(OPTION_CHARACTERS),
  url: string({ max: URL_CHARACTERS }),
});

const optionGroup = object({
  required: {
    label: plainText(OPTION_CHARACTERS),
    options: list({ min: 1, max: OPTIONS_AT_MOST, of: selectOption }),
  },
});

/** The two ways of a select menu to name its options; exactly one of them is given. */
export const optionFields = {
  options: list({ min: 1, max: OPTIONS_AT_MOST, of: selectOption }),
  option_groups: list({ min: 1, max: OPTIONS_AT_MOST, of: optionGroup }),
};

/** Exactly one source of options, no value twice, and what is preselected is one of them. */
export const checkChoices = (element: JsonObject, at: string): Finding[] => {
  if ((element.options === undefined) === (element.option_groups === undefined)) {
    return found(at, 'must provide exactly one of: options, option_groups');
  }
  return [...checkValuesDiffer(element, at), ...checkInitial(element, at)];
};

/** Slack compares the whole option (text, value and description), not its value alone. */
const checkInitial = (element: JsonObject, at: string): Finding[] => {
  const offered = new Set(offeredOptions(element).map(toComparable));
  const isUnknown = (option: unknown): boolean => !offered.has(toComparable(option));
  if (element.initial_option !== undefined && isUnknown(element.initial_option)) {
    return found(`${at}/initial_option`, 'must exactly match one of the provided options');
  }
  const initial = Array.isArray(element.initial_options) ? element.initial_options : [];
  return initial.some(isUnknown)
    ? found(`${at}/initial_options`, 'must exactly match one or more of the provided options')
    : [];
};

/** Slack sends only the value back, so two options of one value cannot be told apart; refused though Slack may draw them. */
const checkValuesDiffer = (element: JsonObject, at: string): Finding[] => {
  const values = offeredOptions(element).map((option) => (isObject(option) ? option.value : undefined));
  const twice = values.find((value, position) => values.indexOf(value) !== position);
  return twice === undefined ? [] : found(at, `option value "${String(twice)}" is given more than once`);
};

const offeredOptions = (element: JsonObject): unknown[] => {
  if (Array.isArray(element.options)) return element.options;
  const groups = Array.isArray(element.option_groups) ? element.option_groups : [];
  return groups.flatMap((group) => (isObject(group) && Array.isArray(group.options) ? group.options : []));
};

const toComparable = (option: unknown): string =>
  JSON.stringify(option, (_key, value: unknown) =>
    isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  );

const answerRule = object({
  optional: {
    // An answer may be empty: nothing matched what the person typed.
    options: list({ min: 0, max: OPTIONS_AT_MOST, of: selectOption }),
    option_groups: list({ min: 0, max: OPTIONS_AT_MOST, of: optionGroup }),
  },
  also: checkChoices,
});

/** Judges what an app answers to an options load of an external select: at most 100 options, or groups of them. */
export const checkOptionsAnswer = (answer: unknown): SlackProblem | null =>
  isObject(answer)
    ? toSlackProblem('invalid_options', answerRule(answer, ''))
    : wholeProblem('invalid_options', 'must provide an object');
