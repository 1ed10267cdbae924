type Holder = Record<string, unknown>;

const isHolder = (value: unknown): value is Holder =>
  typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);

const within = (holder: Holder): unknown[] =>
  holder instanceof Map ? [...holder.values()] : Object.values(holder).filter((value) => typeof value !== 'string');

/**
 * Files are addressed by the simulator's own URL, and copies of those addresses stand in messages and in forms. After a
 * restart on another port they are put right, in place: who refers to whom stays as it was.
 */
export const moveAddresses = (kept: unknown, { from, to }: { from: string; to: string }): void => {
  const seen = new Set<unknown>();
  const rewrite = (holder: Holder): void => {
    for (const [key, value] of Object.entries(holder)) {
      if (typeof value === 'string' && value.startsWith(`${from}/`)) holder[key] = to + value.slice(from.length);
    }
  };
  const walk = (value: unknown): void => {
    if (!isHolder(value) || seen.has(value)) return;
    seen.add(value);
    rewrite(value);
    for (const one of within(value)) walk(one);
  };
  walk(kept);
};
