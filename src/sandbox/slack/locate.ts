import type { ActTarget } from './acts.ts';
import { impossible } from './choose-value.ts';
import { elementsOf, type Placed } from './elements.ts';
import type { Person } from './people.ts';
import { type Block, type Message, textOf, type View, wordsOf } from './shapes.ts';
import type { World } from './world.ts';

/** Where a person acts: a message (as last seen; its present version is used), a view, the topmost modal or the Home tab. */
export type Where = Message | View | 'view' | 'home';

/** Which element: by `action_id`, by the words on it or its label; `blockId` or a button's value where several fit. */
export type Which = { actionId?: string; text?: string; blockId?: string; value?: string };

type Seeing = { world: World; person: Person };

const isMessage = (where: Message | View): where is Message => where.type === 'message';

const seenMessage = ({ world, person }: Seeing, stale: Message): Message => {
  const message = world.messages.find(stale.channel, stale.ts) ?? impossible(`the message ${stale.ts} is gone`);
  const isForOther = message.visible_to !== undefined && message.visible_to !== person.id;
  if (isForOther) impossible(`${person.name} does not see that message`);
  const channel = world.channels.find(message.channel);
  return channel?.members.includes(person.id) === true ? message : impossible(`${person.name} is not in that channel`);
};

export const readTarget = (seeing: Seeing, where: Where): ActTarget => {
  const { world, person } = seeing;
  if (where === 'home') return { view: world.views.home(person.id) ?? impossible('the Home tab is empty') };
  if (where === 'view') return { view: world.views.top(person.id) ?? impossible(`${person.name} has no modal open`) };
  if (isMessage(where)) return { message: seenMessage(seeing, where) };
  return { view: world.views.find(where.id)?.view ?? impossible(`the view ${where.id} is closed`) };
};

export const blocksOf = (target: ActTarget): Block[] => ('view' in target ? target.view.blocks : target.message.blocks);

/** The words by which a person would name it. */
export const labelOf = ({ element, block }: Placed): string =>
  wordsOf(element.text) || wordsOf(block.label) || wordsOf(block.text);

const fits = (placed: Placed, which: Which): boolean => {
  const { element, block } = placed;
  const isButton = element.type === 'button';
  return (
    (which.actionId === undefined || element.action_id === which.actionId) &&
    (which.blockId === undefined || block.block_id === which.blockId) &&
    (which.text === undefined || labelOf(placed) === which.text) &&
    (which.value === undefined || !isButton || textOf(element.value) === which.value)
  );
};

const describe = (placed: Placed): string =>
  `${placed.element.action_id} in ${placed.block.block_id} "${labelOf(placed)}"`;

export const findElement = (target: ActTarget, which: Which): Placed => {
  const all = elementsOf(blocksOf(target));
  const [found, ...others] = all.filter((placed) => fits(placed, which));
  const wanted = JSON.stringify(which);
  if (found === undefined)
    return impossible(`no ${wanted} there, only ${all.map(describe).join('; ') || 'nothing to press'}`);
  return others.length === 0
    ? found
    : impossible(`${wanted} fits several: ${[found, ...others].map(describe).join('; ')}`);
};

/** A field of a form by its `block_id`, its label or its `action_id`. */
export const findField = (target: ActTarget, name: string): Placed => {
  const all = elementsOf(blocksOf(target)).filter(({ element }) => element.type !== 'button');
  const keys = [
    (placed: Placed) => placed.block.block_id,
    (placed: Placed) => labelOf(placed),
    (placed: Placed) => placed.element.action_id,
  ];
  for (const key of keys) {
    const found = all.filter((placed) => key(placed) === name);
    if (found.length > 1) impossible(`"${name}" fits several fields: ${found.map(describe).join('; ')}`);
    if (found[0] !== undefined) return found[0];
  }
  return impossible(`there is no field "${name}", only ${all.map(describe).join('; ') || 'none'}`);
};
