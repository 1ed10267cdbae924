import { type ActParts, type ActResult, type ActTarget, runAction } from './acts.ts';
import { type Given, impossible, toChosen } from './choose-value.ts';
import { type Placed, sendsAtOnce } from './elements.ts';
import { findElement, findField, readTarget, type Where, type Which } from './locate.ts';
import type { Person } from './people.ts';
import type { Option, StateValue } from './shapes.ts';
import { optionsOf, shapeOf } from './state-values.ts';
import { runSuggestion } from './view-acts.ts';

/** Pressing, choosing and typing. `in` is the topmost modal unless said otherwise. */
export type Hands = {
  /**
   * Presses a button, or takes an entry of an overflow menu or select (`option`: its value or words).
   * A confirm dialog counts as confirmed unless `confirm` is false: then nothing is sent.
   */
  click(act: Which & { in?: Where; option?: Given; confirm?: boolean }): Promise<ActResult>;
  /** Chooses or types in one element; in actions, sections and dispatching inputs the app hears of it at once. */
  select(act: Which & { in?: Where; choice: Given }): Promise<ActResult>;
  /** Fills fields by `block_id`, label or `action_id`. */
  fill(values: Record<string, Given>, where?: Where): Promise<void>;
  /** Types into an external menu, named by its `action_id` or in full. @returns what the app offers; it can then be chosen */
  suggest(menu: string | (Which & { in?: Where }), text: string): Promise<Option[]>;
};

const done: ActResult = { ok: true };

const DEFAULT_QUERY_LENGTH = 3;

const keyOf = ({ target, placed: { element, block } }: Doing): string => {
  const place = 'view' in target ? target.view.id : `${target.message.channel} ${target.message.ts}`;
  return `${place} ${block.block_id} ${element.action_id}`;
};

const overflowOption = ({ element }: Placed, wanted: Given | undefined): Option => {
  const options = optionsOf(element);
  const found = options.find((option) => option.value === wanted || option.text.text === wanted);
  const known = options.map((option) => `${option.value} "${option.text.text}"`).join(', ');
  return found ?? impossible(`${element.action_id} does not offer ${String(wanted)} (it offers ${known})`);
};

type Doing = { target: ActTarget; placed: Placed };

/** Chosen in a menu of several before: it stays, whatever the menu offers for other letters. */
const standingChoices = ({ target, placed: { block, element } }: Doing): Option[] => {
  if (!('view' in target) || element.type !== 'multi_external_select') return [];
  const value = target.view.state.values[block.block_id ?? '']?.[element.action_id ?? ''];
  return (value?.selected_options ?? []) as Option[];
};

/** What the person has just typed or chosen must be in what the app is sent, so the target is read again. */
const createKeeping = ({ world, person }: ActParts & { person: Person }) => {
  const offers = new Map<string, Option[]>();
  return {
    offer: (doing: Doing, options: Option[]) => offers.set(keyOf(doing), options),
    put: (doing: Doing, given: Given): { target: ActTarget; chosen: StateValue } => {
      const { target, placed } = doing;
      const { element, block } = placed;
      const offered = [...(offers.get(keyOf(doing)) ?? []), ...standingChoices(doing)];
      const chosen = toChosen({ world, element, given, offered });
      const place = { blockId: block.block_id, actionId: element.action_id, value: chosen };
      if ('view' in target) {
        world.views.setValue(target.view.id, place);
        return { target: { view: world.views.find(target.view.id)?.view ?? target.view }, chosen };
      }
      world.messageStates.set({ person: person.id, message: target.message, ...place });
      return { target, chosen };
    },
  };
};

const createPressing = (parts: ActParts & { person: Person }, keeping: ReturnType<typeof createKeeping>) => {
  const { person } = parts;
  const choose = (doing: Doing, given: Given): Promise<ActResult> => {
    const { target, chosen } = keeping.put(doing, given);
    const { placed } = doing;
    return sendsAtOnce(placed) ? runAction(parts, { person, target, placed, chosen }) : Promise.resolve(done);
  };
  const press = (doing: Doing, option: Given | undefined): Promise<ActResult> => {
    const { element } = doing.placed;
    if (element.type === 'overflow') {
      return runAction(parts, { person, ...doing, chosen: overflowOption(doing.placed, option) });
    }
    if (shapeOf(element) === null) return runAction(parts, { person, ...doing, chosen: null });
    return option === undefined
      ? impossible(`${element.action_id} is a ${element.type}: say which option`)
      : choose(doing, option);
  };
  return { choose, press };
};

export const createHands = (parts: ActParts & { person: Person }): Hands => {
  const { world, person } = parts;
  const keeping = createKeeping(parts);
  const { choose, press } = createPressing(parts, keeping);
  return {
    click: async ({ in: where = 'view', option, confirm, ...which }) => {
      const target = readTarget({ world, person }, where);
      const placed = findElement(target, which);
      return confirm === false && placed.element.confirm !== undefined ? done : press({ target, placed }, option);
    },
    select: async ({ in: where = 'view', choice, ...which }) => {
      const target = readTarget({ world, person }, where);
      return choose({ target, placed: findElement(target, which) }, choice);
    },
    fill: async (values, where = 'view') => {
      for (const [name, given] of Object.entries(values)) {
        const target = readTarget({ world, person }, where);
        await choose({ target, placed: findField(target, name) }, given);
      }
    },
    suggest: async (menu, text) => {
      const { in: where = 'view', ...which } = typeof menu === 'string' ? { actionId: menu } : menu;
      const target = readTarget({ world, person }, where);
      const placed = findElement(target, which);
      const least = Number(placed.element.min_query_length ?? DEFAULT_QUERY_LENGTH);
      if (text.length < least) impossible(`${placed.element.action_id} asks the app from ${least} characters on`);
      const offered = await runSuggestion(parts, { person, placed, text, target });
      keeping.offer({ target, placed }, offered);
      return offered;
    },
  };
};
