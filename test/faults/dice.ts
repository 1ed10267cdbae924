/** Choices that follow from a seed alone, in the order in which they are asked for. */
export type Dice = {
  /** 0 up to, not including, `end`. */
  below(end: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** By weight: `[3, 'often'], [1, 'seldom']`. */
  weigh<Item>(items: readonly (readonly [weight: number, item: Item])[]): Item;
  chance(probability: number): boolean;
};

/** Mulberry32: 32 bits of state are enough to choose faults with, and every machine gives the same numbers. */
export const createDice = (seed: number): Dice => {
  let state = seed >>> 0;
  const roll = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(roll() * end);
  const pick: Dice['pick'] = (items) => {
    const item = items[below(items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  };
  const weigh: Dice['weigh'] = (items) => {
    let left = roll() * items.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, item] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    return pick(items)[1];
  };
  return { below, pick, weigh, chance: (probability) => roll() < probability };
};
