import entries from './requirements.json' with { type: 'json' };

export type RequirementType = {
  id: string;
  name: string;
  type: string;
  description: string;
  example: string | null;
  acceptance_criteria: {
    min_length?: number;
    max_length?: number;
    acceptable_characters?: string;
    acceptable_values?: string[];
    locality_limit?: string;
    time_limit?: string;
  };
  /** Not found in any source: plausible, for the sandbox only. */
  invented?: boolean;
};

/** `requirements.json`: one entry for a country and type, ordering only. */
export type Requirement = {
  requirement_id: string;
  country_code: string;
  phone_number_type: string;
  requirement_types: RequirementType[];
  invented?: boolean;
};

export const REQUIREMENTS: readonly Requirement[] = entries as Requirement[];

const TYPES = new Map(REQUIREMENTS.flatMap((entry) => entry.requirement_types.map((type) => [type.id, type] as const)));

export const requirementTypes = (): RequirementType[] => [...TYPES.values()];

export const requirementType = (id: string): RequirementType | undefined => TYPES.get(id);

/** What a number of this country and type asks; an empty list means no paperwork. */
export const requirementsFor = (country: string, numberType: string): RequirementType[] =>
  REQUIREMENTS.find((entry) => entry.country_code === country && entry.phone_number_type === numberType)
    ?.requirement_types ?? [];
