import { declinedRequirements, missingRequirementIds, type Part } from '../domain/order.ts';
import { fieldKindOf, type RequirementState, type RequirementType } from '../domain/requirement.ts';
import type { FormField, RequirementForm } from '../domain/requirement-form.ts';
import type { Document, Telnyx } from '../telnyx/telnyx.ts';
import { findActedOn } from './act-on-part.ts';
import type { FollowOptions, FollowOrder } from './follow-order.ts';
import type { PartReading } from './read-order.ts';

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

const toField = (state: RequirementState, { requirementTypes, values }: PartReading): FormField => {
  const requirement = typeOf(requirementTypes, state);
  const field = fieldKindOf(requirement);
  const isWritten = field === 'text' || field === 'select' || field === 'date';
  const current = isWritten ? (values[state.requirementId] ?? null) : null;
  return { requirement, field, status: state.status, current };
};

/** Number Ops' words since answers were last sent from here: those before are settled. The same instant is no earlier. */
const commentsSince = ({ comments }: Part, answeredAt: number): Part['comments'] =>
  comments.filter(({ authorType, createdAt }) => authorType === 'admin' && createdAt >= answeredAt);

const toChoice = ({ id, filename, reference }: Document) => ({ id, filename, reference });

type Options = FollowOptions & {
  telnyx: Pick<Telnyx, 'addresses' | 'documents'>;
  follow: FollowOrder;
};

/** What a form for a part asks and shows, read at Telnyx now: the stored snapshot may be minutes old. */
export const openForm = async (
  options: Options,
  { orderKey, partId }: { orderKey: string; partId: string },
): Promise<RequirementForm> => {
  const { telnyx, follow } = options;
  const { order, orderId } = await findActedOn(options, { orderKey, partId });
  const reading = await follow.readOrder.readPart({ orderId, partId, known: order.requirementTypes });
  const { part, requirementTypes } = reading;
  const missing = new Set(missingRequirementIds(part));
  const isMissing = ({ requirementId }: RequirementState): boolean => missing.has(requirementId);
  const fields = part.requirements.filter(isMissing).map((state) => toField(state, reading));
  const asks = (kind: FormField['field']): boolean => fields.some(({ field }) => field === kind);
  const [addresses, documents] = await Promise.all([
    asks('address') ? telnyx.addresses.list({ country: part.country }) : [],
    asks('document') ? telnyx.documents.list() : [],
  ]);
  return {
    orderKey,
    partId,
    country: part.country,
    numberType: part.numberType,
    numberCount: part.numbers.length,
    reference: order.intent.reference,
    deadlineAt: part.deadlineAt,
    fields,
    settled: part.requirements
      .filter((state) => !isMissing(state))
      .map((state) => ({ requirement: typeOf(requirementTypes, state), status: state.status })),
    comments: commentsSince(part, order.answeredAt[partId] ?? 0),
    certain: declinedRequirements(part).certain,
    addresses,
    documents: documents.filter(({ status }) => status !== 'denied').map(toChoice),
  };
};
