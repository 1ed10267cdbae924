import { sharedAnswers } from '../domain/shared-answers.ts';
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
    const standing = await readStanding({ order, orderId, partId });
    const { part } = standing;
    const { group } = await options.groupFlow.create({
      country: part.country,
      numberType: part.numberType,
      reference,
      channelId,
      personId,
    });
    const asked = group.requirements.map(({ requirementId }) => requirementId);
    const sent = Object.entries(sharedAnswers(standing, asked)).map(([requirementId, value]) => ({
      requirementId,
      value,
    }));
    if (sent.length > 0) {
      await options.telnyx.requirementGroups.update(group.id, { values: sent });
      const requirementIds = sent.map(({ requirementId }) => requirementId);
      await options.groupFlow.noteFilled({ groupId: group.id, personId, requirementIds });
    }
    return { groupId: group.id, answered: sent.length, total: group.requirements.length };
  };
};
