import { type Block, type Element, type Fields, isFields, listOf, textOf } from './shapes.ts';

/** An interactive element where it stands. */
export type Placed = { element: Element; block: Block };

const LISTS = ['actions', 'context_actions'];

const rawElements = (block: Fields): Fields[] => {
  if (LISTS.includes(textOf(block.type))) return listOf(block.elements);
  if (block.type === 'card') return listOf(block.actions);
  if (block.type === 'section') return isFields(block.accessory) ? [block.accessory] : [];
  if (block.type === 'input') return isFields(block.element) ? [block.element] : [];
  return [];
};

const isElement = (fields: Fields): fields is Element =>
  typeof fields.type === 'string' && typeof fields.action_id === 'string';

export const elementsOf = (blocks: Block[]): Placed[] =>
  blocks.flatMap((block) =>
    rawElements(block)
      .filter(isElement)
      .map((element) => ({ element, block })),
  );

const UNINTERACTIVE = ['image'];

const withActionIds = (block: Fields, newId: () => string): void => {
  for (const element of rawElements(block)) {
    if (!UNINTERACTIVE.includes(textOf(element.type))) element.action_id ??= newId();
  }
};

/** A copy in which Slack's missing `block_id` and `action_id` are made up, anew each time, as Slack does. */
export const toBlocks = (given: unknown, newId: () => string): Block[] =>
  listOf(structuredClone(given)).map((raw) => {
    withActionIds(raw, newId);
    return { ...raw, type: textOf(raw.type), block_id: textOf(raw.block_id) || newId() };
  });

/** Input blocks send nothing while one fills them, unless they ask for it; everything else does at once. */
export const sendsAtOnce = ({ block }: Placed): boolean => block.type !== 'input' || block.dispatch_action === true;
