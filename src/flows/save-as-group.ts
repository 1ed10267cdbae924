import { isAreaBound } from '../domain/locality-limit.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import { findActedOn } from './act-on-part.ts';
import type { Groups, SaveAsGroup } from './flows.ts';
import { createFollowOrder, type FollowOptions } from './follow-order.ts';
import { createReadStanding } from './part-standing.ts';

type Options = FollowOptions & {
  telnyx: Pick<Telnyx, 'requirementGroups' | 'orderNumbers'>;
  groupFlow: Pick<Groups, 'create' | 'noteFilled'>;
};

/** What was answered once is kept at Telnyx for the next order. The values go from part to group and are kept nowhere here. */
export const createSaveAsGroup = (options: Options): SaveAsGroup => {
  const readStanding = createReadStanding({ ...options, follow: createFollowOrder(options) });
  return async ({ orderKey, partId, personId, reference, channelId }) => {
    const { order, orderId } = await findActedOn(options, { orderKey, partId });
    const { part, values, typeOf } = await readStanding({ order, orderId, partId });
    const { group } = await options.groupFlow.create({
      country: part.country,
      numberType: part.numberType,
      reference,
      channelId,
      personId,
    });
    // Numbers of several areas have an address each: none of them is right for the next order by itself.
    const isOneForAll = ({ requirementId, kind }: { requirementId: string; kind: string }): boolean =>
      part.numbers.length === 1 || !isAreaBound(typeOf({ requirementId, kind }));
    const sent = group.requirements.flatMap((state) => {
      const value = values[state.requirementId];
      return value === undefined || !isOneForAll(state) ? [] : [{ requirementId: state.requirementId, value }];
    });
    if (sent.length > 0) {
      await options.telnyx.requirementGroups.update(group.id, { values: sent });
      const requirementIds = sent.map(({ requirementId }) => requirementId);
      await options.groupFlow.noteFilled({ groupId: group.id, personId, requirementIds });
    }
    return { groupId: group.id, answered: sent.length, total: group.requirements.length };
  };
};
