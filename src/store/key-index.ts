/** Finds keys by what they were put under: mostly one, which is kept without a set around it. */
export type KeyIndex = {
  add(name: string, key: string): void;
  remove(name: string, key: string): void;
  /** In the order they were added. */
  find(name: string): readonly string[];
};

export const createKeyIndex = (): KeyIndex => {
  const found = new Map<string, string | Set<string>>();
  return {
    add: (name, key) => {
      const known = found.get(name);
      if (known === undefined) found.set(name, key);
      else if (typeof known !== 'string') known.add(key);
      else if (known !== key) found.set(name, new Set([known, key]));
    },
    remove: (name, key) => {
      const known = found.get(name);
      if (known === key) found.delete(name);
      else if (known instanceof Set && known.delete(key) && known.size === 0) found.delete(name);
    },
    find: (name) => {
      const known = found.get(name);
      if (known === undefined) return [];
      return typeof known === 'string' ? [known] : [...known];
    },
  };
};
