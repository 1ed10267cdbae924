import { checkFileKind, fileRuleOf } from '../domain/file-rule.ts';
import { type Answer, type Problem, toRequirementValueText } from '../domain/requirement.ts';
import type { FormField } from '../domain/requirement-form.ts';
import { AppError, type ErrorCode, isAppError } from '../errors.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import type { Attachment, Attachments } from './attachments.ts';
import { type ChoiceProblems, checkDeclinedFile, togetherOf } from './check-declined.ts';
import { toReason } from './refusal-words.ts';
import type { Wallet } from './wallet.ts';

/** The file itself is at fault: another one helps, trying again does not. */
const FILE_FAULTS: readonly ErrorCode[] = ['file_refused', 'telnyx_refused', 'invalid_input'];

const isFileFault = (error: unknown): error is AppError => isAppError(error) && FILE_FAULTS.includes(error.code);

export type ValueSource = {
  attachments: Attachments;
  telnyx: Pick<Telnyx, 'documents'>;
  wallet: Wallet;
};
type Step<Value> = { values: Record<string, Value>; problems: Problem[] };
/** `doubtful` files are told once: submitted again, they are sent. */
type Values = Step<string> & { doubtful: string[] };

/** A field with what was given for it. */
export type Given = { field: FormField; answer: Answer };
type GivenFile = { field: FormField; answer: Extract<Answer, { kind: 'file' }> };

/** Each in turn: a file may be ten megabytes. A file that is refused becomes a problem of its field. */
const forEachFile = async <Item extends { field: FormField }, Value>(
  items: readonly Item[],
  work: (item: Item) => Promise<Value>,
): Promise<Step<Value>> => {
  const step: Step<Value> = { values: {}, problems: [] };
  for (const item of items) {
    const { key } = item.field;
    try {
      step.values[key] = await work(item);
    } catch (error) {
      if (!isFileFault(error)) throw error;
      step.problems.push({ field: key, message: toReason(error) });
    }
  }
  return step;
};

const isFile = (given: Given): given is GivenFile => given.answer.kind === 'file';

type Place = { country: string; reference: string | null };

const readFile = async (
  { attachments }: ValueSource,
  { given: { field, answer }, country }: { given: GivenFile; country: string },
): Promise<Attachment> => {
  const attachment = await attachments.read(answer.fileId);
  const rule = fileRuleOf({ type: field.requirement, country });
  const hint = checkFileKind({ rule, filename: attachment.filename });
  if (hint !== null)
    throw new AppError('file_refused', 'a file of a kind that is not taken here', { details: { hint } });
  return attachment;
};

type ReadFile = { field: FormField; attachment: Attachment };

const findDeclinedAgain = async (
  { wallet }: ValueSource,
  { files, warned }: { files: readonly ReadFile[]; warned: readonly string[] },
) => {
  const found: ChoiceProblems[] = [];
  for (const { field, attachment } of files) {
    const file = { documentId: null, sha256: attachment.sha256 };
    found.push(await checkDeclinedFile(wallet, { field, file, warned }));
  }
  return togetherOf(found);
};

/** The same content that something at Telnyx still refers to is used again. */
const toDocumentId = async (
  { telnyx, wallet }: ValueSource,
  { attachment, reference }: { attachment: Attachment; reference: string | null },
): Promise<string> => {
  const { filename, content, sha256 } = attachment;
  const known = await wallet.findDocument(sha256);
  return known?.id ?? (await telnyx.documents.upload({ filename, content, reference })).id;
};

type GivenAt<Item extends Given> = { given: readonly Item[]; place: Place; warned: readonly string[] };

/** Uploads the files only after all of them were read and found good, so that a bad one leaves nothing behind. */
const uploadFiles = async (source: ValueSource, { given, place, warned }: GivenAt<GivenFile>): Promise<Values> => {
  const read = await forEachFile(given, (each) => readFile(source, { given: each, country: place.country }));
  if (read.problems.length > 0) return { values: {}, problems: read.problems, doubtful: [] };
  const files = given.flatMap(({ field }) => {
    const attachment = read.values[field.key];
    return attachment === undefined ? [] : [{ field, attachment }];
  });
  const again = await findDeclinedAgain(source, { files, warned });
  if (again.problems.length > 0) return { values: {}, ...again };
  // Two fields may hold the same file: it is uploaded once.
  const uploaded = new Map<string, string>();
  const step = await forEachFile(files, async ({ attachment }) => {
    const id =
      uploaded.get(attachment.sha256) ?? (await toDocumentId(source, { attachment, reference: place.reference }));
    uploaded.set(attachment.sha256, id);
    return id;
  });
  if (files.length > 0) source.wallet.forget();
  return { ...step, doubtful: [] };
};

const toWrittenValue = ({ answer, field }: { answer: Exclude<Answer, { kind: 'file' }>; field: FormField }): string => {
  if (answer.kind === 'address') return answer.addressId;
  if (answer.kind === 'document') return answer.documentId;
  return toRequirementValueText(answer, field.requirement.kind);
};

/** An empty text is no answer. */
export const isGiven = (answer: Answer): boolean =>
  (answer.kind !== 'text' && answer.kind !== 'date') || answer.value.trim() !== '';

/** What Telnyx is sent, by field key: files are uploaded here, and become the ids of their documents. */
export const toRequirementValues = async (
  source: ValueSource,
  { given, place, warned }: GivenAt<Given>,
): Promise<Values> => {
  const uploaded = await uploadFiles(source, { given: given.filter(isFile), place, warned });
  const values: Record<string, string> = {};
  for (const { field, answer } of given) {
    const value = answer.kind === 'file' ? uploaded.values[field.key] : toWrittenValue({ answer, field });
    if (value !== undefined) values[field.key] = value;
  }
  return { values, problems: uploaded.problems, doubtful: uploaded.doubtful };
};
