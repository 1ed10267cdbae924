import type { Part } from '../domain/order.ts';
import type { RequirementType } from '../domain/requirement.ts';
import { type ErrorCode, isAppError } from '../errors.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import type { ShowRequirements } from './flows.ts';

export type TypesById = Record<string, RequirementType>;
type Source = { telnyx: Pick<Telnyx, 'requirements'>; showRequirements: ShowRequirements };

const orNone = async (read: Promise<RequirementType[]>, expected: readonly ErrorCode[]): Promise<RequirementType[]> => {
  try {
    return await read;
  } catch (error) {
    if (isAppError(error) && expected.includes(error.code)) return [];
    throw error;
  }
};

/** Order objects may carry number types that the list does not know (`landline`): those are asked one by one then. */
const listed = async ({ showRequirements }: Source, part: Part): Promise<RequirementType[]> =>
  (await showRequirements.paperwork(part)).requirements;

const single = async ({ telnyx }: Source, id: string): Promise<RequirementType[]> => [
  await telnyx.requirements.type(id),
];

/** The types of the parts' requirements, only unknown ones asked; a type that Telnyx does not have is left out. */
export const readTypes = async (
  source: Source,
  { parts, known }: { parts: readonly Part[]; known: TypesById },
): Promise<TypesById> => {
  const types: TypesById = { ...known };
  const unknownIds = (part: Part): string[] =>
    part.requirements.map(({ requirementId }) => requirementId).filter((id) => !Object.hasOwn(types, id));
  for (const part of parts) {
    const wanted = new Set(unknownIds(part));
    if (wanted.size === 0) continue;
    const all = await orNone(listed(source, part), ['not_found', 'no_coverage', 'telnyx_refused']);
    for (const type of all.filter(({ id }) => wanted.has(id))) types[type.id] = type;
    const others = await Promise.all(unknownIds(part).map((id) => orNone(single(source, id), ['not_found'])));
    for (const type of others.flat()) types[type.id] = type;
  }
  return types;
};
