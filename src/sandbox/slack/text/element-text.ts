import { isObject, type JsonObject } from '../check/rule.ts';
import { arrayOf, dateText, richTextLines, type TextOptions, textOf } from './inline-text.ts';

const TYPED = ['plain_text_input', 'email_text_input', 'url_text_input', 'number_input'];

/** A field as it stands before anyone touches it: what is filled in already, else a blank to fill. */
export const fieldText = (element: JsonObject, options: TextOptions): string => {
  if (TYPED.includes(String(element.type))) return String(element.initial_value || '____');
  if (element.type === 'rich_text_input') {
    return isObject(element.initial_value) ? richTextLines(element.initial_value, options).join(' ') : '____';
  }
  return element.type === 'file_input' ? '[Choose a file]' : elementText(element, options);
};

/** An element in one piece: `[Label]`, `[Label ▾]`, `☐ A  ☑ B`. */
export const elementText = (element: unknown, options: TextOptions): string => {
  if (!isObject(element)) return '';
  const type = String(element.type);
  if (type === 'plain_text' || type === 'mrkdwn') return textOf(element, options);
  if (type === 'image') return `(image: ${String(element.alt_text)})`;
  if (type === 'button') return `[${textOf(element.text, options)}]`;
  if (type === 'overflow') return `[⋯ ${optionTexts(element.options, options).join(' | ')}]`;
  if (type === 'checkboxes' || type === 'radio_buttons') return choicesText(element, options);
  if (TYPED.includes(type) || type === 'rich_text_input') return fieldText(element, options);
  return `[${chosenText(element, options) || textOf(element.placeholder, options) || 'Choose'} ▾]`;
};

const choicesText = (element: JsonObject, options: TextOptions): string => {
  const [on, off] = element.type === 'checkboxes' ? ['☑', '☐'] : ['◉', '○'];
  const chosen = optionValues(element.initial_options ?? [element.initial_option]);
  return arrayOf(element.options)
    .filter(isObject)
    .map((option) => `${chosen.includes(option.value) ? on : off} ${textOf(option.text, options)}`)
    .join('  ');
};

/** What a menu or picker shows as chosen; empty when nothing is. */
const chosenText = (element: JsonObject, options: TextOptions): string => {
  const picked = optionTexts(element.initial_options ?? [element.initial_option], options);
  if (picked.length > 0) return picked.join(', ');
  const seconds = element.initial_date_time;
  if (typeof seconds === 'number')
    return dateText(`!date^${seconds}^{date_short_pretty} {time}`, { label: String(seconds), options });
  const ids = Object.entries(element).find(([name]) => /^initial_(user|conversation|channel)s?$/.test(name))?.[1];
  const names = [ids]
    .flat()
    .filter((id) => typeof id === 'string')
    .map((id) => options.nameOf?.(id) ?? id);
  return names.length > 0 ? names.join(', ') : String(element.initial_date ?? element.initial_time ?? '');
};

const optionTexts = (list: unknown, options: TextOptions): string[] =>
  arrayOf(list).flatMap((option) => (isObject(option) ? [textOf(option.text, options)] : []));

const optionValues = (list: unknown): unknown[] =>
  arrayOf(list).flatMap((option) => (isObject(option) ? [option.value] : []));
