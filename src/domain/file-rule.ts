import { countryName } from './country.ts';
import type { RequirementType } from './requirement.ts';

/** The endings of files that are taken (small letters, no dot), and a sentence that says why not more; null: the usual ones. */
export type FileRule = { endings: readonly string[]; why: string | null };

/** What Telnyx vets. */
const USUAL: readonly string[] = ['pdf', 'png', 'jpg', 'jpeg', 'doc', 'docx', 'xls', 'xlsx', 'csv', 'txt'];
const PDF_ONLY: readonly string[] = ['pdf'];
/** Telnyx states it for Italy: "All documents must be submitted in .pdf format". */
const PDF_COUNTRIES: readonly string[] = ['IT'];

const SAYS_PDF_ONLY =
  /(?:^|[^\w.])\.?pdf(?: (?:files?|format|documents?))?,? only\b|(?<!\bnot )\bonly(?: an?| in| as)? \.?pdf\b|\bmust be (?:(?:submitted|provided|uploaded|sent|saved) )?(?:in |as )?(?:an? )?\.?pdf\b/i;
/** "PDF or JPEG", "PDF only for scans": not plainly PDF alone. */
const NAMES_OTHERS = /\b(?:png|jpe?g|tiff?|gif|docx?|xlsx?|csv|txt|word|excel|images?|photos?|pictures?)\b|\bpdf or\b/i;

const saysPdfOnly = ({ name, description, criteria }: RequirementType): boolean =>
  [name, description, criteria.acceptableCharacters, criteria.localityLimit, criteria.timeLimit].some(
    (text) => text !== null && SAYS_PDF_ONLY.test(text) && !NAMES_OTHERS.test(text),
  );

/** Which files fit: PDF alone where the requirement plainly says so or its country (ISO 3166 alpha-2) takes no other. */
export const fileRuleOf = ({ type, country }: { type: RequirementType; country: string }): FileRule => {
  if (PDF_COUNTRIES.includes(country))
    return { endings: PDF_ONLY, why: `${countryName(country)} takes PDF files only.` };
  if (saysPdfOnly(type)) return { endings: PDF_ONLY, why: 'This requirement takes PDF files only.' };
  return { endings: USUAL, why: null };
};

const endingOf = (filename: string): string | null =>
  /[^.]\.([a-z0-9]{1,8})$/i.exec(filename.trim())?.[1]?.toLowerCase() ?? null;

/** One sentence that says what to change, or null; by the name alone, the content is looked at when the file comes. */
export const checkFileKind = ({ rule, filename }: { rule: FileRule; filename: string }): string | null => {
  const ending = endingOf(filename);
  if (ending !== null && rule.endings.includes(ending)) return null;
  const is = ending === null ? 'has no ending that says what it is' : `is a ${ending.toUpperCase()} file`;
  if (rule.why !== null) return `${filename} ${is}. ${rule.why} Save it as PDF, then attach it.`;
  return `${filename} ${is}, which Telnyx does not take: attach a PDF, PNG or JPEG.`;
};
