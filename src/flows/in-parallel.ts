/**
 * Runs `work` for each item, at most `limit` at a time, and gives the results in the order of the items.
 * The first failure rejects; what already runs is not stopped.
 */
export const inParallel = async <Item, Result>(
  items: readonly Item[],
  { limit, work }: { limit: number; work: (item: Item) => Promise<Result> },
): Promise<Result[]> => {
  const results: Result[] = [];
  const queue = items.entries();
  const takeTurns = async (): Promise<void> => {
    // One iterator is shared by all: each takes the next item when it is free.
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, takeTurns));
  return results;
};
