import type { OrderContext } from './ids-of-orders.ts';

/**
 * What stands in order forms over which a group is being made, by the id of their view. Slack gives no view back when
 * asked for it, and a form further up the stack cannot carry it: three thousand characters are less than both need.
 */
export type OpenOrderForms = {
  remember(viewId: string, context: OrderContext): void;
  find(viewId: string): OrderContext | null;
};

/** Forms that are open at one time; the oldest make room. */
const MOST = 200;

/** In memory: after a restart the form itself still has everything, only pressing *Check again* is left to the person. */
export const createOpenOrderForms = (): OpenOrderForms => {
  const known = new Map<string, OrderContext>();
  return {
    remember: (viewId, context) => {
      known.delete(viewId);
      known.set(viewId, context);
      const [oldest] = known.keys();
      if (known.size > MOST && oldest !== undefined) known.delete(oldest);
    },
    find: (viewId) => known.get(viewId) ?? null,
  };
};
