import {
  type Answer,
  type Answers,
  type Problem,
  type RequirementType,
  toRequirementValueText,
} from '../domain/requirement.ts';
import { type AppError, type ErrorCode, isAppError } from '../errors.ts';
import type { RequirementValue, Telnyx } from '../telnyx/telnyx.ts';
import type { Attachment, Attachments } from './attachments.ts';
import { toReason } from './refusal-words.ts';

/** The file itself is at fault: another one helps, trying again does not. */
const FILE_FAULTS: readonly ErrorCode[] = ['file_refused', 'telnyx_refused', 'invalid_input'];

const isFileFault = (error: unknown): error is AppError => isAppError(error) && FILE_FAULTS.includes(error.code);

type Files = { attachments: Attachments; telnyx: Pick<Telnyx, 'documents'>; reference: string | null };
type Step<Value> = { values: Record<string, Value>; problems: Problem[] };

/** Each in turn: a file may be ten megabytes. A file that is refused becomes a problem of its requirement. */
const forEachFile = async <Item, Value>(
  items: Record<string, Item>,
  work: (item: Item) => Promise<Value>,
): Promise<Step<Value>> => {
  const step: Step<Value> = { values: {}, problems: [] };
  for (const [requirementId, item] of Object.entries(items)) {
    try {
      step.values[requirementId] = await work(item);
    } catch (error) {
      if (!isFileFault(error)) throw error;
      step.problems.push({ field: requirementId, message: toReason(error) });
    }
  }
  return step;
};

/** Uploads the files only after all of them were read and found good, so that a bad one leaves nothing behind. */
const uploadFiles = async ({ attachments, telnyx, reference }: Files, fileIds: Record<string, string>) => {
  const read = await forEachFile(fileIds, attachments.read);
  if (read.problems.length > 0) return { values: {}, problems: read.problems };
  return forEachFile(read.values, async ({ filename, content }: Attachment) => {
    const { id } = await telnyx.documents.upload({ filename, content, reference });
    return id;
  });
};

const toWrittenValue = (answer: Exclude<Answer, { kind: 'file' }>, type: RequirementType | undefined): string => {
  if (answer.kind === 'address') return answer.addressId;
  if (answer.kind === 'document') return answer.documentId;
  return toRequirementValueText(answer, type?.kind);
};

/** An empty text is no answer. */
export const isGiven = (answer: Answer): boolean =>
  (answer.kind !== 'text' && answer.kind !== 'date') || answer.value.trim() !== '';

/** What Telnyx is sent for the answers: files are uploaded here, and become the ids of their documents. */
export const toRequirementValues = async (
  files: Files,
  { answers, types }: { answers: Answers; types: Record<string, RequirementType> },
): Promise<{ values: RequirementValue[]; problems: Problem[] }> => {
  const fileIds = Object.fromEntries(
    Object.entries(answers).flatMap(([id, answer]) => (answer.kind === 'file' ? [[id, answer.fileId]] : [])),
  );
  const uploaded = await uploadFiles(files, fileIds);
  const values = Object.entries(answers).flatMap(([requirementId, answer]) => {
    const value =
      answer.kind === 'file' ? uploaded.values[requirementId] : toWrittenValue(answer, types[requirementId]);
    return value === undefined ? [] : [{ requirementId, value }];
  });
  return { values, problems: uploaded.problems };
};
