import type { RequirementType } from '../../domain/requirement.ts';
import type { FormField } from '../../domain/requirement-form.ts';
import { cleanText } from './blocks.ts';

const criteriaWords = ({ criteria }: RequirementType): string[] => {
  const { minLength, maxLength, acceptableCharacters, localityLimit, timeLimit } = criteria;
  return [
    ...(minLength === null ? [] : [`At least ${minLength} characters.`]),
    ...(maxLength === null ? [] : [`At most ${maxLength} characters.`]),
    ...(acceptableCharacters === null ? [] : [`Allowed: ${acceptableCharacters}.`]),
    ...(localityLimit === null ? [] : [`Place: ${localityLimit}.`]),
    ...(timeLimit === null ? [] : [`Age: ${timeLimit}.`]),
  ];
};

/** A hint longer than this is a wall of text below a field: the description then stands above it. */
const COMFORTABLE_HINT = 300;
const CRITERIA_HINT = 900;

/** What stands at a field: all of it as its hint, or the description above and the rest below. */
export const adviceOf = ({ requirement }: FormField): { above: string | null; hint: string } => {
  const description = cleanText(requirement.description ?? '').trim();
  const example = requirement.example?.trim() ? [`Example: ${requirement.example.trim()}`] : [];
  const short = [...criteriaWords(requirement), ...example].join(' ').slice(0, CRITERIA_HINT);
  const all = [description, short].filter(Boolean).join(' ');
  return all.length <= COMFORTABLE_HINT ? { above: null, hint: all } : { above: description || null, hint: short };
};

const declinedWords = ({ status, declinedOn }: FormField): string | null => {
  if (status !== 'declined') return null;
  return declinedOn === null ? 'declined' : `declined on ${declinedOn.count} of ${declinedOn.total} numbers`;
};

/** "Proof of address (Berlin, declined)". */
export const fieldLabel = (field: FormField): string => {
  const notes = [field.isOneOfAreas ? field.locality : null, declinedWords(field)].filter((each) => each !== null);
  const name = field.requirement.name.slice(0, 200);
  return notes.length === 0 ? name : `${name} (${notes.join(', ')})`;
};
