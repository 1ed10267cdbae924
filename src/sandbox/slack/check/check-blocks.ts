import { checkBlock, elementsOf, type Surface } from './check-block.ts';
import { type Finding, found, isObject, type JsonObject } from './rule.ts';

/** Blocks of one message, modal or Home tab. */
export const BLOCKS_AT_MOST: Record<Surface, number> = { message: 50, modal: 100, home: 100 };

/** Judges a whole list of blocks: each by itself, then what may stand only once among them. */
export const checkBlocks = (blocks: unknown[], { at, surface }: { at: string; surface: Surface }): Finding[] => {
  const most = BLOCKS_AT_MOST[surface];
  if (blocks.length > most) return found(at, `no more than ${most} items allowed`);
  const findings = blocks.flatMap((block, position) => checkBlock(block, { at: `${at}/${position}`, surface }));
  if (findings.length > 0) return findings;
  const objects = blocks.filter(isObject);
  return [
    ...checkBlockIds(objects, at),
    ...objects.flatMap((block, position) => checkActionIds(block, `${at}/${position}`)),
    ...checkFocus(objects, { at, surface }),
  ];
};

/** How many tables stand among the blocks; a message takes one. */
export const countTables = (blocks: unknown[]): number =>
  blocks.filter((block) => isObject(block) && (block.type === 'table' || block.type === 'data_table')).length;

const checkBlockIds = (blocks: JsonObject[], at: string): Finding[] =>
  repeated(blocks.map((block) => block.block_id)).map(({ word, position }) => ({
    at: `${at}/${position}/block_id`,
    message: `block_id "${word}" already exists`,
  }));

/** An `action_id` is unique within its block only: the same button may stand in several blocks. */
const checkActionIds = (block: JsonObject, at: string): Finding[] => {
  const elements = elementsOf(block, at);
  return repeated(elements.map(({ element }) => element.action_id)).map(({ word, position }) => ({
    at: `${elements[position]?.at ?? at}/action_id`,
    message: `action_id "${word}" already exists`,
  }));
};

/** Focus belongs to views, and one element of a view can have it. */
const checkFocus = (blocks: JsonObject[], { at, surface }: { at: string; surface: Surface }): Finding[] => {
  const focused = blocks
    .flatMap((block, position) => elementsOf(block, `${at}/${position}`))
    .filter(({ element }) => element.focus_on_load === true);
  const allowed = surface === 'message' ? 0 : 1;
  const message = allowed === 0 ? 'focus_on_load is for views only' : 'focus_on_load can only be set on one element';
  return focused.slice(allowed).map((place) => ({ at: `${place.at}/focus_on_load`, message }));
};

const repeated = (words: unknown[]): { word: string; position: number }[] =>
  words.flatMap((word, position) =>
    typeof word === 'string' && words.indexOf(word) !== position ? [{ word, position }] : [],
  );
