import { linkCopied, linkDocument } from './document-links.ts';
import { refuse } from './errors.ts';
import { SPANS } from './rules.ts';
import type { Simulation } from './simulation.ts';
import type { Answer, LinkedRecord, OrderedNumber, Part, RequirementGroup, StoredDocument } from './state.ts';
import { followAnswers, followNumbers } from './state-machine.ts';

export type Value = { requirementId: string; value: string };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** `regulatory_requirements` of a body; anything but texts is refused, as is an empty value. */
export const parseValues = (body: Record<string, unknown>): Value[] => {
  const list = body.regulatory_requirements ?? [];
  if (!Array.isArray(list)) throw refuse('unprocessable', 'regulatory_requirements must be a list.');
  return list.map((item: unknown, n) => {
    const { requirement_id: id, field_value: value } = isRecord(item) ? item : {};
    if (typeof id === 'string' && typeof value === 'string' && value.trim() !== '') return { requirementId: id, value };
    throw refuse('unprocessable', {
      detail: 'requirement_id and field_value must be texts that are not empty.',
      pointer: `/regulatory_requirements/${n}`,
    });
  });
};

const documentOf = ({ state }: Simulation, id: string): StoredDocument => {
  const document = state.documents.get(id);
  if (document !== undefined) return document;
  throw refuse('unprocessable', 'The document does not exist; unlinked documents are deleted after 30 minutes.');
};

type Given = {
  values: Value[];
  /** What the part or group asks. */
  asked: { requirementId: string; fieldType: string }[];
  /** Where the values go: their documents are linked to it. */
  record: LinkedRecord;
  now: number;
};

/** Only existence is checked, never content: vetting is done by people. A document that is referred to stays. */
export const checkValues = (simulation: Simulation, { values, asked, record, now }: Given): void => {
  const documents: StoredDocument[] = [];
  for (const { requirementId, value } of values) {
    const requirement = asked.find((known) => known.requirementId === requirementId);
    if (requirement === undefined) {
      throw refuse('unknownRequirement', `Requirement ${requirementId} is not asked here.`);
    }
    if (requirement.fieldType === 'document') documents.push(documentOf(simulation, value));
    if (requirement.fieldType === 'address' && !simulation.state.addresses.has(value)) {
      throw refuse('unprocessable', 'The address does not exist.');
    }
    if (requirement.fieldType === 'action')
      throw refuse('unprocessable', 'An action is done by the end user, not sent.');
  }
  for (const document of documents) linkDocument(simulation, { document, record, now });
};

/** Waits for approval then. */
export const takeValue = (answer: Answer, value: string): void => {
  // What was approved keeps its value.
  if (answer.status === 'approved') return;
  answer.value = value;
  answer.status = 'pending-approval';
};

const checkOpen = (part: Part, numbers: OrderedNumber[]): void => {
  const satisfied = numbers.every((number) => number.requirementsStatus === 'approved');
  if (satisfied) {
    throw refuse('satisfied', 'Regulatory requirements cannot be updated once all have been satisfied.');
  }
  if (part.status !== 'pending') throw refuse('notUpdatable', `The sub number order is ${part.status}.`);
};

/** A whole part, or one of its numbers. */
const recordOf = (part: Part, numbers: OrderedNumber[]): LinkedRecord =>
  numbers === part.numbers || numbers[0] === undefined
    ? { type: 'sub_number_order', id: part.id }
    : { type: 'number_order_phone_number', id: numbers[0].id };

/** PATCH: all values or none. `numbers` is the whole part, or one of its numbers. */
export const applyValues = (
  simulation: Simulation,
  { part, numbers, values, now }: { part: Part; numbers: OrderedNumber[]; values: Value[]; now: number },
): void => {
  checkOpen(part, numbers);
  checkValues(simulation, { values, asked: numbers[0]?.answers ?? [], record: recordOf(part, numbers), now });
  const byId = new Map(values.map(({ requirementId, value }) => [requirementId, value]));
  for (const number of numbers) {
    for (const answer of number.answers) {
      const value = byId.get(answer.requirementId);
      if (value !== undefined) takeValue(answer, value);
    }
    followAnswers(number, now);
  }
  followNumbers({ state: simulation.state, part, now });
};

export const isFulfilled = (group: RequirementGroup): boolean => group.answers.every((answer) => answer.value !== null);

const USABLE = ['approved', 'unapproved', 'pending-approval'];

/** A group that may be put on a part of this country and type, else 10027. */
export const usableGroup = (
  { state }: Simulation,
  { groupId, country, numberType }: { groupId: string; country: string; numberType: string },
): RequirementGroup => {
  const group = state.groups.get(groupId);
  if (group === undefined) throw refuse('unprocessable', 'The requirement group does not exist.');
  if (group.country !== country || group.numberType !== numberType) {
    throw refuse('unprocessable', `The requirement group is for ${group.country} ${group.numberType}.`);
  }
  if (!USABLE.includes(group.status)) throw refuse('unprocessable', `The requirement group is ${group.status}.`);
  if (!isFulfilled(group)) throw refuse('unprocessable', 'The requirement group is not fulfilled: values are missing.');
  return group;
};

/** Copies, never links: later changes of the group do not reach the order. */
export const copyGroup = (number: OrderedNumber, group: RequirementGroup): void => {
  for (const answer of number.answers) {
    const value = group.answers.find((known) => known.requirementId === answer.requirementId)?.value;
    if (typeof value === 'string') takeValue(answer, value);
  }
};

/** POST of a group to a part or one of its numbers. */
export const applyGroup = (
  simulation: Simulation,
  { part, numbers, groupId, now }: { part: Part; numbers: OrderedNumber[]; groupId: string; now: number },
): void => {
  checkOpen(part, numbers);
  const group = usableGroup(simulation, { groupId, country: part.country, numberType: part.numberType });
  for (const number of numbers) {
    copyGroup(number, group);
    followAnswers(number, now);
  }
  linkCopied(simulation, { group, record: recordOf(part, numbers), now });
  if (group.status === 'approved') part.autoApproveAt = now + SPANS.approvedGroupMs;
  followNumbers({ state: simulation.state, part, now });
};
