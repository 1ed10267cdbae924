import { countryName, parseCountry } from '../../domain/country.ts';
import { FEATURES, NUMBER_TYPES, type NumberType, numberTypeWords } from '../../domain/phone-number.ts';
import { formatSearchText, parseSearchText, type SearchQuery } from '../../domain/search.ts';
import { searchContext, VIEWS } from '../ids.ts';
import { escapeText, type KnownBlock, type ModalView, modal, option, section } from './blocks.ts';
import {
  checkboxesInput,
  type FormState,
  readOption,
  readOptions,
  readText,
  selectInput,
  textInput,
} from './form-inputs.ts';

/** Block ids of the search form. */
export const SEARCH_FIELDS = {
  country: 'search:country',
  type: 'search:type',
  features: 'search:features',
  city: 'search:city',
  areaCode: 'search:area-code',
  more: 'search:more',
} as const;

const ANY = 'any';

/** What the fields of the form do not ask for, in the words of the command: one line instead of ten more inputs. */
const moreText = (query: SearchQuery): string =>
  formatSearchText({
    ...query,
    countryIsDefault: true,
    numberType: null,
    features: [],
    city: null,
    areaCode: null,
  });

const fields = (query: SearchQuery): KnownBlock[] => [
  textInput({
    blockId: SEARCH_FIELDS.country,
    label: 'Country',
    hint: `Its name or two letters.${query.countryIsDefault ? ` Left empty: ${countryName(query.country)}.` : ''}`,
    optional: true,
    initial: query.countryIsDefault ? null : query.country,
    placeholder: 'Germany, or DE',
    maxLength: 60,
  }),
  selectInput({
    blockId: SEARCH_FIELDS.type,
    label: 'Type',
    options: [option('Any type', ANY), ...NUMBER_TYPES.map((type) => option(numberTypeWords(type), type))],
    initial: query.numberType ?? ANY,
  }),
  checkboxesInput({
    blockId: SEARCH_FIELDS.features,
    label: 'Must have',
    optional: true,
    options: FEATURES.map((each) => option(each.replaceAll('_', ' '), each)),
    initial: query.features,
  }),
  textInput({
    blockId: SEARCH_FIELDS.city,
    label: 'City',
    optional: true,
    initial: query.city,
    placeholder: 'Berlin',
    maxLength: 100,
  }),
  textInput({
    blockId: SEARCH_FIELDS.areaCode,
    label: 'Area code',
    hint: 'Digits only.',
    optional: true,
    initial: query.areaCode,
    placeholder: '30',
    maxLength: 10,
  }),
  textInput({
    blockId: SEARCH_FIELDS.more,
    label: 'How many, and more filters',
    hint: 'As in the command: 12x for that many, limit: state: rate_center: starts: ends: contains: best_effort: quickship: reservable: exclude_held:',
    optional: true,
    initial: moreText(query),
    placeholder: 'limit:20 ends:777',
    maxLength: 1000,
  }),
];

/** `channelId`: where the results go; null in the App Home. */
export const searchModal = (form: { query: SearchQuery; channelId: string | null; problem?: string }): ModalView =>
  modal({
    title: 'Search numbers',
    submit: 'Search',
    close: 'Cancel',
    callbackId: VIEWS.searchSubmit,
    metadata: searchContext.encode({ channelId: form.channelId }),
    blocks: [...(form.problem === undefined ? [] : [section(escapeText(form.problem))]), ...fields(form.query)],
  });

export type SearchForm = { kind: 'query'; query: SearchQuery } | { kind: 'problems'; problems: Record<string, string> };

const isType = (word: string | null): word is NumberType => NUMBER_TYPES.some((type) => type === word);

const readCountry = (
  state: FormState,
  query: SearchQuery,
): Pick<SearchQuery, 'country' | 'countryIsDefault'> | null => {
  const typed = readText(state, SEARCH_FIELDS.country);
  if (typed === '') return { country: query.country, countryIsDefault: query.countryIsDefault };
  const country = parseCountry(typed);
  return country === null ? null : { country, countryIsDefault: false };
};

/** What the fields say wins over what the line of further filters says. Problems are keyed by `block_id`. */
export const readSearchForm = (state: FormState, { defaultCountry }: { defaultCountry: string }): SearchForm => {
  const parsed = parseSearchText(readText(state, SEARCH_FIELDS.more), { defaultCountry });
  if (parsed.kind === 'problem') {
    return { kind: 'problems', problems: { [SEARCH_FIELDS.more]: `${parsed.message} For example: ${parsed.example}` } };
  }
  const problems: Record<string, string> = {};
  const country = readCountry(state, parsed.query);
  if (country === null)
    problems[SEARCH_FIELDS.country] = 'No such country. Use its English name or two letters: Germany, or DE.';
  const areaCode = readText(state, SEARCH_FIELDS.areaCode);
  if (!/^\d*$/.test(areaCode)) problems[SEARCH_FIELDS.areaCode] = 'An area code has digits only, for example 30.';
  if (country === null || Object.keys(problems).length > 0) return { kind: 'problems', problems };
  const type = readOption(state, SEARCH_FIELDS.type);
  const features = readOptions(state, SEARCH_FIELDS.features);
  return {
    kind: 'query',
    query: {
      ...parsed.query,
      ...country,
      numberType: isType(type) ? type : parsed.query.numberType,
      features: features.length === 0 ? parsed.query.features : FEATURES.filter((each) => features.includes(each)),
      city: readText(state, SEARCH_FIELDS.city) || parsed.query.city,
      areaCode: areaCode || parsed.query.areaCode,
    },
  };
};
