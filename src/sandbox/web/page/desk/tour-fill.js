import { isCorrected, SAMPLE_DATE, sampleFileName, samplePdf, sampleText } from './tour-samples.js';

/** @import { ActAnswer, PersonAct } from '../../protocol.ts' */
/** @import { Given } from '../../../slack/choose-value.ts' */
/** @import { Block, Element, View } from '../../../slack/shapes.ts' */

/** @typedef {(act: PersonAct) => Promise<ActAnswer>} Act */
/** @typedef {{ block: Block, element: Element, label: string, isCorrection: boolean }} Field */

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isRecord = (value) => typeof value === 'object' && value !== null;

/** @param {unknown} text */
const wordsOf = (text) => (isRecord(text) && typeof text.text === 'string' ? text.text : '');

/** What was declined stands there to be corrected. @param {View} view */
const isFix = (view) => /rejected/.test(wordsOf(view.title));

/** @param {View} view @param {Field} field */
const isEmpty = (view, { block, element, isCorrection }) => {
  const { type: _type, ...values } = view.state.values[block.block_id]?.[element.action_id] ?? { type: '' };
  // As it was declined, it would not be sent again.
  if (isCorrection && Object.values(values).includes(element.initial_value))
    return !isCorrected(String(element.initial_value));
  return Object.values(values).every(
    (value) => value === null || value === '' || (Array.isArray(value) && value.length === 0),
  );
};

/** @param {View} view @returns {Field[]} fields in which nothing stands; the other parts of an upload (one that is already there, its date) may stay empty */
const emptyFields = (view) =>
  view.blocks
    .filter(({ type, block_id }) => type === 'input' && !/:(existing|date)$/.test(block_id))
    .map((block) => ({ block, element: /** @type {Element} */ (block.element), label: wordsOf(block.label) }))
    .map((field) => ({ ...field, isCorrection: isFix(view) && typeof field.element.initial_value === 'string' }))
    .filter((field) => isEmpty(view, field));

/** Whether a field waits that samples can fill. @param {View} view */
export const hasEmptyFields = (view) =>
  emptyFields(view).some(({ element, label }) => element.type !== 'plain_text_input' || sampleText(label) !== null);

/** @param {Field} field @param {Act} act @returns {Promise<Given>} */
const sampleOf = async ({ element, label, isCorrection }, act) => {
  if (element.type === 'plain_text_input') return sampleText(label, isCorrection);
  if (element.type === 'datepicker') return SAMPLE_DATE;
  if (element.type === 'static_select') {
    const [first] = Array.isArray(element.options) ? element.options : [];
    return isRecord(first) ? String(first.value) : null;
  }
  if (element.type !== 'file_input') return null;
  const answer = await act({ type: 'upload', name: sampleFileName(label), content: btoa(samplePdf(label)) });
  if (!answer.ok) throw new Error(answer.error);
  return answer.fileId === undefined ? null : [answer.fileId];
};

/**
 * Puts sample answers where nothing stands yet, one after the other as a person would.
 * @param {View} view
 * @param {Act} act
 * @returns {Promise<ActAnswer>}
 */
export const fillView = async (view, act) => {
  try {
    for (const field of emptyFields(view)) {
      const value = await sampleOf(field, act);
      if (value === null) continue;
      const { block, element } = field;
      const answer = await act({
        type: 'choose',
        place: { kind: 'view' },
        blockId: block.block_id,
        actionId: element.action_id,
        value,
      });
      if (!answer.ok) return answer;
    }
    return { ok: true };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
};
