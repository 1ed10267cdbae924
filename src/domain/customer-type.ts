import { toPlainWords } from './plain-words.ts';
import type { RequirementType } from './requirement.ts';

/** Whom something is about: a natural person, a company, or (a sole proprietor, or whatever is not plain) both. */
export type CustomerKind = 'person' | 'company' | 'both';

const WORDS_OF_KIND: Record<CustomerKind, readonly string[]> = {
  person: [
    ...['natural person', 'individual', 'individual person', 'person', 'private person', 'private individual'],
    ...['physical person', 'consumer', 'residential', 'residential customer', 'private customer'],
  ],
  company: [
    ...['legal entity', 'legal person', 'business', 'business customer', 'company', 'corporate', 'corporation'],
    ...['corporate customer', 'enterprise', 'organization', 'organisation', 'juridical person'],
  ],
  both: [
    ...['sole proprietorship', 'sole proprietor', 'sole trader', 'individual entrepreneur', 'individual business'],
    ...['self employed', 'freelancer'],
  ],
};
const KIND_OF_WORDS = new Map<string, CustomerKind>(
  (['person', 'company', 'both'] as const).flatMap((kind) =>
    WORDS_OF_KIND[kind].map((words) => [words, kind] as const),
  ),
);

/** The kind that an answer such as `natural_person` or "Legal entity" names; null where it is not known. */
export const customerKindOf = (value: string | null): CustomerKind | null =>
  KIND_OF_WORDS.get(toPlainWords(value ?? '')) ?? null;

const NAMED_SO =
  /^(?:(?:customer|client|end user|entity|applicant) (?:type|kind)|(?:type|kind) of (?:the )?(?:customer|client|end user|entity|applicant))$/;

/** Tells persons from companies by its values; where it lists none, by its name. */
const asksForKind = ({ kind, name, criteria }: RequirementType): boolean => {
  if (kind !== 'textual') return false;
  if (criteria.acceptableValues.length === 0) return NAMED_SO.test(toPlainWords(name));
  const kinds = criteria.acceptableValues.map(customerKindOf);
  return kinds.includes('person') && kinds.includes('company');
};

/** The requirement that asks for the kind of customer, to be asked first; null where a list has none. */
export const findCustomerType = (types: RequirementType[]): RequirementType | null => types.find(asksForKind) ?? null;

const OF_COMPANY: readonly RegExp[] = [
  /\b(?:company|business|corporate|commercial|trade) (?:registration|register|registry|tax|vat|name|website|incorporation)\b/,
  /\b(?:date|certificate|place|country|number) of (?:company |business )?(?:registration|incorporation)\b/,
  /\b(?:vat|partita iva|siren|cnpj|cif)\b/,
  /\blegal representative\b/,
];
const OF_PERSON: readonly RegExp[] = [
  /\b(?:date|day|place|town|city|country) of birth\b|\bbirth (?:date|place)\b|\bbirthplace\b/,
  /\bpersonal tax (?:code|number|id)\b|\bcpf\b/,
];
/** Said of companies, in any connection. */
const NAMES_COMPANY =
  /\b(?:company|business|corporate|entity|organi[sz]ation|vat|legal|representative|registration|incorporation)\b/;
/** Said of persons, or of what both are asked: a company's representative shows an identity document too. */
const NAMES_PERSON_OR_BOTH =
  /\b(?:person|personal|individual|citizen|birth|(?:first|last|family|given) name|surname|passport|id|identity|end user|customer|contact|phone|e ?mail|proof|bill|use case)\b/;

/**
 * Whose field it is, by its name alone. What is not plain is `both`: identity documents (a company's representative has
 * one), contacts, proofs, and whatever names persons and companies.
 */
export const fieldKindFor = ({ name }: RequirementType): CustomerKind => {
  const words = toPlainWords(name);
  if (OF_COMPANY.some((pattern) => pattern.test(words)) && !NAMES_PERSON_OR_BOTH.test(words)) return 'company';
  if (OF_PERSON.some((pattern) => pattern.test(words)) && !NAMES_COMPANY.test(words)) return 'person';
  return 'both';
};

/** Whether it is not this customer's to answer. Only for lists that ask for the kind of customer; null: not known yet. */
export const isPutAside = ({ type, customer }: { type: RequirementType; customer: CustomerKind | null }): boolean => {
  const whose = fieldKindFor(type);
  return whose !== 'both' && customer !== null && customer !== 'both' && whose !== customer;
};
