import type { Comment } from '../domain/order.ts';
import type { RequirementType } from '../domain/requirement.ts';
import { type GroupReading, type RequirementGroup, withoutValues } from '../domain/requirement-group.ts';
import { isAppError } from '../errors.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import type { ShowRequirements } from './flows.ts';

export type GroupTelnyx = Pick<Telnyx, 'requirementGroups' | 'comments'>;

/** A group as it stands at Telnyx, without its values. */
export type ReadGroup = {
  group: GroupReading;
  comments: Comment[];
  requirementTypes: Record<string, RequirementType>;
};

type Source = { telnyx: GroupTelnyx; showRequirements: ShowRequirements };

/** For the names only: without them the news of a group is still news. */
const typesOf = async (
  { showRequirements }: Source,
  { country, numberType }: GroupReading,
): Promise<Record<string, RequirementType>> => {
  try {
    const { requirements } = await showRequirements.paperwork({ country, numberType });
    return Object.fromEntries(requirements.map((type) => [type.id, type]));
  } catch (error) {
    if (!isAppError(error)) throw error;
    return {};
  }
};

export const toReadGroup = async (
  source: Source,
  { group, comments }: { group: RequirementGroup; comments: Comment[] },
): Promise<ReadGroup> => {
  const reading = withoutValues(group);
  return { group: reading, comments, requirementTypes: await typesOf(source, reading) };
};

/** Rejects with `AppError('not_found')` when Telnyx has no such group. */
export const readGroup = async (source: Source, groupId: string): Promise<ReadGroup> => {
  const [group, comments] = await Promise.all([
    source.telnyx.requirementGroups.get(groupId),
    source.telnyx.comments.listOfGroup(groupId),
  ]);
  return toReadGroup(source, { group, comments });
};
