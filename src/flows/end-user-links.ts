import type { TrackedOrder } from '../domain/tracked-order.ts';
import { AppError } from '../errors.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import { type Acted, createActOnPart, findActedOn } from './act-on-part.ts';
import type { EndUserLinkOffer, EndUserLinks } from './flows.ts';
import { createFollowOrder, type FollowOptions } from './follow-order.ts';
import { typeOf } from './unnamed-requirement.ts';

type Options = FollowOptions & { telnyx: Pick<Telnyx, 'externalRequirements'> };

const refuse = (hint: string): never => {
  throw new AppError('invalid_input', hint, { details: { hint } });
};

const checkName = (name: string, words: string): string => name.trim() || refuse(`Write the ${words} of the end user.`);

/** Who made it and when; the link itself is for the end user alone and is kept nowhere. */
const withLink = ({ partId, requirementId, personId, now }: Made) => {
  return (order: TrackedOrder): TrackedOrder => ({
    ...order,
    links: {
      ...order.links,
      [partId]: { ...order.links[partId], [requirementId]: { personId, madeAt: now, remindedAt: null } },
    },
  });
};
type Made = { partId: string; requirementId: string; personId: string; now: number };

export const createEndUserLinks = (options: Options): EndUserLinks => {
  const { telnyx, clock } = options;
  const follow = createFollowOrder(options);
  const actOnPart = createActOnPart({ ...options, follow });
  const requirementIn = (order: TrackedOrder, requirementId: string) =>
    typeOf(order.requirementTypes, { requirementId, kind: 'action' });

  return {
    show: async ({ orderKey, partId, requirementId }) => {
      const { order } = await findActedOn(options, { orderKey, partId });
      const { link } = await telnyx.externalRequirements.get({ requirementId, subOrderId: partId });
      return { requirement: requirementIn(order, requirementId), link };
    },

    make: ({ orderKey, partId, requirementId, personId, ...names }) =>
      actOnPart({
        orderKey,
        partId,
        act: async ({ order }): Promise<Acted<EndUserLinkOffer>> => {
          const firstName = checkName(names.firstName, 'first name');
          const lastName = checkName(names.lastName, 'last name');
          const on = { requirementId, subOrderId: partId };
          const { link } = await telnyx.externalRequirements.create({ ...on, firstName, lastName });
          return {
            result: { requirement: requirementIn(order, requirementId), link },
            changes: [{ kind: 'link-made', partId, personId, requirementId }],
            note: withLink({ partId, requirementId, personId, now: clock.now() }),
          };
        },
      }),
  };
};
