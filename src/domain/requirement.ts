/** Telnyx documents four kinds and returns `datetime` in orders; an unknown word stays text. */
export type RequirementKind = 'textual' | 'datetime' | 'address' | 'document' | 'action' | (string & {});

export type AcceptanceCriteria = {
  minLength: number | null;
  maxLength: number | null;
  /** Prose or a character class, as Telnyx wrote it. */
  acceptableCharacters: string | null;
  acceptableValues: string[];
  localityLimit: string | null;
  timeLimit: string | null;
};

export type RequirementType = {
  id: string;
  name: string;
  kind: RequirementKind;
  description: string | null;
  example: string | null;
  criteria: AcceptanceCriteria;
};

/** What a country asks before a number of one type is activated. */
export type Paperwork = {
  country: string;
  numberType: string;
  requirements: RequirementType[];
};

/** One requirement as it stands in a part: the worst state among its numbers. Never the answer itself. */
export type RequirementState = {
  requirementId: string;
  kind: RequirementKind;
  answered: boolean;
  /** `approved`, `declined`, `awaiting-value`, `pending-approval`, another word, or null where Telnyx does not say. */
  status: string | null;
};

export type AddressInput = {
  firstName: string;
  lastName: string;
  businessName: string;
  streetAddress: string;
  extendedAddress: string | null;
  locality: string;
  administrativeArea: string | null;
  postalCode: string;
  /** ISO 3166 alpha-2 */
  country: string;
  reference: string | null;
};

export type Address = AddressInput & { id: string };

/** What a person gave for one requirement. `file` is a Slack file id, not yet at Telnyx. */
export type Answer =
  | { kind: 'text'; value: string }
  | { kind: 'date'; value: string }
  | { kind: 'address'; addressId: string }
  | { kind: 'document'; documentId: string }
  | { kind: 'file'; fileId: string };

/** By requirement id. */
export type Answers = Record<string, Answer>;

/** A requirement id (or another field's name) and one sentence that says what to change. */
export type Problem = { field: string; message: string };
