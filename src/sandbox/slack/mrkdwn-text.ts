import { isObject, type JsonObject } from './check/rule.ts';
import { elementText, fieldText } from './text/element-text.ts';
import { arrayOf, richTextLines, type TextOptions, textLines, textOf } from './text/inline-text.ts';
import { tableLines } from './text/table-text.ts';

/** The blocks as lines for a terminal or an assertion: everything a person would read, nothing they could not. */
export const blocksToText = (blocks: readonly unknown[], options: TextOptions = {}): string[] =>
  blocks.flatMap((block) => (isObject(block) ? blockLines(block, options) : []));

/** A modal or Home tab as lines: its title, its blocks, its bar of buttons. */
export const viewToText = (view: unknown, options: TextOptions = {}): string[] => {
  if (!isObject(view)) return [];
  const bar = [view.close, view.submit].filter(isObject).map((label) => `[${textOf(label, options)}]`);
  return [
    ...(isObject(view.title) ? [textOf(view.title, options)] : []),
    ...blocksToText(arrayOf(view.blocks), options),
    ...(bar.length > 0 ? [bar.join(' ')] : []),
  ];
};

const blockLines = (block: JsonObject, options: TextOptions): string[] => {
  switch (block.type) {
    case 'section':
      return [
        ...textLines(block.text, options),
        ...arrayOf(block.fields).flatMap((field) => textLines(field, options)),
        ...(isObject(block.accessory) ? [elementText(block.accessory, options)] : []),
      ];
    case 'header':
    case 'alert':
      return textLines(block.text, options);
    case 'markdown':
      return String(block.text).split('\n');
    case 'context':
      return [
        arrayOf(block.elements)
          .map((element) => elementText(element, options))
          .join(' · '),
      ];
    case 'actions':
      return [
        arrayOf(block.elements)
          .map((element) => elementText(element, options))
          .join(' '),
      ];
    case 'divider':
      return ['────────'];
    case 'image':
      return [...textLines(block.title, options), elementText(block, options)];
    case 'input':
      return inputLines(block, options);
    case 'rich_text':
      return richTextLines(block, options);
    case 'table':
    case 'data_table':
      return [...(typeof block.caption === 'string' ? [block.caption] : []), ...cellLines(block, options)];
    default:
      return [`(${String(block.type)})`];
  }
};

const cellLines = (block: JsonObject, options: TextOptions): string[] => {
  const rows = arrayOf(block.rows).map((row) =>
    arrayOf(row).map((cell) => {
      if (!isObject(cell)) return '';
      return cell.type === 'rich_text' ? richTextLines(cell, options).join(' ') : String(cell.text ?? '');
    }),
  );
  const aligns = arrayOf(block.column_settings).map((setting) => (isObject(setting) ? setting.align : undefined));
  return tableLines(rows, aligns);
};

const inputLines = (block: JsonObject, options: TextOptions): string[] => {
  const label = `${textOf(block.label, options)}${block.optional === true ? ' (optional)' : ''}`;
  const field = isObject(block.element) ? fieldText(block.element, options) : '____';
  return [`${label}: ${field}`, ...textLines(block.hint, options).map((line) => `  ${line}`)];
};
