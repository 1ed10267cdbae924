export type RequirementGroup = {
  id: string;
  country: string;
  numberType: string;
  /** `approved`, `unapproved`, `pending-approval`, `declined`, `expired`, `no-longer-eligible` or another word. */
  status: string;
  reference: string | null;
  requirements: { requirementId: string; answered: boolean; status: string | null; expiresAt: number | null }[];
};
