import type { EventHandler, HandlerDeps } from '../handler.ts';
import { homeView } from '../views/home-view.ts';

/** Drawn anew each time that someone looks: mine first, then everyone's. */
export const homeOpened =
  (deps: HandlerDeps): EventHandler =>
  async ({ userId, client }) => {
    const all = await deps.flows.findOrders.list();
    const drafts = await deps.flows.fulfilRequirements.draftsOf(userId);
    const mine = all.filter((order) => order.ownerId === userId);
    await client.views.publish({ user_id: userId, view: homeView({ mine, all, drafts, now: deps.clock.now() }) });
  };
