import { accessory, action, contextImage, imageFields, inputElement } from './check-element.ts';
import { richText } from './check-rich-text.ts';
import { dataTable, table } from './check-table.ts';
import { plainText, textObject } from './check-text-object.ts';
import { id } from './element-fields.ts';
import {
  anything,
  boolean,
  byType,
  type Fields,
  type Finding,
  found,
  isObject,
  list,
  object,
  oneOf,
  type Rule,
  string,
  type Together,
} from './rule.ts';

/** Where blocks stand. */
export type Surface = 'message' | 'modal' | 'home';

const block = (shape: { required?: Fields; optional?: Fields; also?: Together }): Rule =>
  object({
    ...shape,
    required: { type: anything, ...shape.required },
    optional: { block_id: id, ...shape.optional },
  });

const contextElement: Rule = (value, at) =>
  isObject(value) && value.type === 'image' ? byType(contextImage)(value, at) : textObject(3000)(value, at);

/** The kinds that numberdesk has a use for; every other kind is refused as unsupported, known to Slack or not. */
const BLOCKS: Record<string, Rule> = {
  section: block({
    optional: {
      text: textObject(3000),
      fields: list({ min: 1, max: 10, of: textObject(2000) }),
      accessory,
      expand: boolean,
    },
    also: (value, at) =>
      value.text === undefined && value.fields === undefined
        ? found(at, 'must provide at least one of: text, fields')
        : [],
  }),
  header: block({ required: { text: plainText(150) } }),
  context: block({ required: { elements: list({ min: 1, max: 10, of: contextElement }) } }),
  actions: block({ required: { elements: list({ min: 1, max: 25, of: action }) } }),
  divider: block({}),
  image: block({
    required: imageFields.required,
    optional: { ...imageFields.optional, title: plainText(2000) },
    also: imageFields.also,
  }),
  input: block({
    required: { label: plainText(2000), element: inputElement },
    optional: { hint: plainText(2000), optional: boolean, dispatch_action: boolean },
  }),
  rich_text: richText,
  table,
  data_table: dataTable,
  markdown: block({ required: { text: string({ max: 12_000 }) } }),
  alert: block({
    required: { text: textObject(3000) },
    optional: { level: oneOf('default', 'info', 'warning', 'error', 'success') },
  }),
};

/**
 * Kinds that do not stand everywhere. Inputs in plain messages are refused: Slack's documents differ, and a form
 * belongs into a modal, where it can be checked and sent as a whole.
 */
const BLOCK_SURFACES: Record<string, Surface[]> = {
  input: ['modal', 'home'],
  table: ['message'],
  data_table: ['message'],
  markdown: ['message'],
  alert: ['modal'],
};

/** Elements of modals alone. */
const MODAL_ELEMENTS = ['file_input', 'email_text_input', 'number_input', 'url_text_input'];

const checkShape = byType(BLOCKS);

/** Judges one block by itself: its fields, its elements, and whether it may stand on this surface. */
export const checkBlock = (value: unknown, { at, surface }: { at: string; surface: Surface }): Finding[] => {
  const findings = checkShape(value, at);
  return findings.length > 0 || !isObject(value) ? findings : checkSurface(value, { at, surface });
};

const checkSurface = (value: Record<string, unknown>, { at, surface }: { at: string; surface: Surface }): Finding[] => {
  const surfaces = BLOCK_SURFACES[String(value.type)];
  if (surfaces && !surfaces.includes(surface)) {
    return found(at, `block type ${String(value.type)} is not supported in a ${surface}`);
  }
  return elementsOf(value, at)
    .filter(({ element }) => surface !== 'modal' && MODAL_ELEMENTS.includes(String(element.type)))
    .flatMap(({ element, at: place }) =>
      found(place, `element type ${String(element.type)} is not supported in a ${surface}`),
    );
};

/** The elements in a block, each with its place. */
export const elementsOf = (
  value: Record<string, unknown>,
  at: string,
): { element: Record<string, unknown>; at: string }[] => {
  const held = Array.isArray(value.elements) ? value.elements : [];
  return [
    { element: value.accessory, at: `${at}/accessory` },
    { element: value.element, at: `${at}/element` },
    ...held.map((element: unknown, position) => ({ element, at: `${at}/elements/${position}` })),
  ].flatMap(({ element, at: place }) => (isObject(element) ? [{ element, at: place }] : []));
};
