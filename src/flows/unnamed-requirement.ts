import type { RequirementType } from '../domain/requirement.ts';

/** A type that Telnyx does not describe is still asked for, under its id. */
export const typeOf = (
  types: Record<string, RequirementType>,
  { requirementId, kind }: { requirementId: string; kind: string },
): RequirementType =>
  types[requirementId] ?? {
    id: requirementId,
    name: `Requirement ${requirementId.slice(0, 8)}`,
    kind,
    description: null,
    example: null,
    criteria: {
      minLength: null,
      maxLength: null,
      acceptableCharacters: null,
      acceptableValues: [],
      localityLimit: null,
      timeLimit: null,
    },
  };
