import type { Fault, Link, Rule } from './fault-rules.ts';

/** What happened, for the report of a seed that fails: the n-th exchange of its name, and its fault. */
export type Struck = { link: Link; name: string; nth: number; fault: Fault };

/** Counts exchanges by their names and says which fault hits: order among different names does not matter. */
export const createFaultBook = (rules: readonly Rule[]) => {
  const counts = new Map<string, number>();
  const struck: Struck[] = [];
  let isOver = false;
  return {
    struck,
    take: (link: Link, name: string): Fault | null => {
      const key = `${link} ${name}`;
      const nth = counts.get(key) ?? 0;
      counts.set(key, nth + 1);
      if (isOver) return null;
      const rule = rules.find(
        (one) => one.link === link && one.name === name && nth >= one.nth && nth < one.nth + one.times,
      );
      if (rule === undefined) return null;
      struck.push({ link, name, nth, fault: rule.fault });
      return rule.fault;
    },
    /** From now on all goes well. */
    end: (): void => {
      isOver = true;
    },
  };
};

export type FaultBook = ReturnType<typeof createFaultBook>;
