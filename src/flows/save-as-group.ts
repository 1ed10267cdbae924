import { sharedAnswers } from '../domain/shared-answers.ts';
import { isAppError } from '../errors.ts';
import type { RequirementValue, Telnyx } from '../telnyx/telnyx.ts';
import { findActedOn } from './act-on-part.ts';
import type { Groups, SaveAsGroup } from './flows.ts';
import { createFollowOrder, type FollowOptions } from './follow-order.ts';
import { createReadStanding } from './part-standing.ts';

type Options = FollowOptions & {
  telnyx: Pick<Telnyx, 'requirementGroups' | 'orderNumbers'>;
  groupFlow: Pick<Groups, 'create' | 'noteFilled'>;
};

type Filling = { groupId: string; personId: string; values: RequirementValue[] };

/** The group is made by now: a failure is handed back, since doing all of it again would make a second one. */
const fillIn = async (options: Options, { groupId, personId, values }: Filling): Promise<unknown> => {
  const requirementIds = values.map(({ requirementId }) => requirementId);
  const note = (error: unknown, said: string): unknown => {
    if (isAppError(error)) options.log.warn({ code: error.code, reason: error.message }, said);
    else options.log.error({ err: error }, said);
    return error;
  };
  try {
    await options.telnyx.requirementGroups.update(groupId, { values });
  } catch (error) {
    return note(error, 'a group was made without the answers');
  }
  await options.groupFlow
    .noteFilled({ groupId, personId, requirementIds })
    .catch((error: unknown) => note(error, 'the channel of a group does not hear that it was filled in'));
  return null;
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
    const failure = sent.length === 0 ? null : await fillIn(options, { groupId: group.id, personId, values: sent });
    const answered = failure === null ? sent.length : 0;
    return { groupId: group.id, answered, total: group.requirements.length, failure };
  };
};
