import { splitByCustomer } from '../domain/form-fields.ts';
import type { FormDraft, FormField, SubmitOutcome } from '../domain/requirement-form.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import { givenIn, isChange } from './check-given.ts';
import type { ShowRequirements } from './flows.ts';
import { type GroupStanding, groupFields, readGroup } from './group-form.ts';
import { customerValueOf } from './part-form.ts';
import { prepareValues } from './prepare-values.ts';
import type { ValueSource } from './requirement-values.ts';
import type { PartOutcome } from './submit-part.ts';

type Options = Omit<ValueSource, 'telnyx'> & {
  telnyx: Pick<Telnyx, 'requirementGroups' | 'documents'>;
  showRequirements: ShowRequirements;
  clock: { now(): number };
};

const splitFields = (
  { group, types }: GroupStanding,
  draft: FormDraft,
): { fields: FormField[]; aside: FormField[] } => {
  const { fields, all, values } = groupFields({ group, types });
  return splitByCustomer(fields, {
    types: all,
    customerValue: customerValueOf(all, { draft, earlier: (id) => values[id] ?? null }),
  });
};

/** Puts what a draft holds into a requirement group. Orders that it was applied to keep what they have. */
export const submitGroup = async (
  options: Options,
  { groupId, draft }: { groupId: string; draft: FormDraft },
): Promise<PartOutcome> => {
  const standing = await readGroup(options, groupId);
  const { group } = standing;
  const only = (outcome: SubmitOutcome, doubtful: string[] = []): PartOutcome => ({ outcome, doubtful });
  const given = givenIn(splitFields(standing, draft), draft).filter(isChange);
  if (given.length === 0) return only({ kind: 'nothing' });
  const place = { country: group.country, reference: group.reference };
  const prepared = await prepareValues(options, { given, draft, place });
  if (prepared.kind === 'problems') return only({ kind: 'problems', problems: prepared.problems }, prepared.doubtful);
  const { values } = prepared;
  const sent = Object.entries(values).map(([requirementId, value]) => ({ requirementId, value }));
  const updated = await options.telnyx.requirementGroups.update(groupId, { values: sent });
  const missing = updated.requirements
    .filter(({ answered, status }) => !answered || status === 'declined')
    .map(({ requirementId }) => requirementId);
  return only({ kind: 'sent', sent: Object.keys(values), missing, deadlineAt: null, failure: null });
};
