/** Names of fields whose strings nobody reads: they steer the block, they are not its content. */
const STEERING = new Set(['type', 'block_id', 'action_id', 'value', 'style', 'align', 'name', 'format']);

/**
 * The characters that a message's blocks hold, over every string a reader could see, links included.
 * Slack publishes only that about 13,200 is the end; counting links too refuses rather early than late.
 */
export const countCharacters = (value: unknown): number => {
  if (typeof value === 'string') return value.length;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countCharacters(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value)
    .filter(([name]) => !STEERING.has(name))
    .reduce((sum, [, field]) => sum + countCharacters(field), 0);
};
