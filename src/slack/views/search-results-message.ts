import { countryName } from '../../domain/country.ts';
import { type AvailableNumber, formatPhoneNumber, numberTypeWords } from '../../domain/phone-number.ts';
import type { Paperwork } from '../../domain/requirement.ts';
import { isGroupRequired } from '../../domain/requirement-group.ts';
import { relaxations, type SearchOutcome, type SearchQuery } from '../../domain/search.ts';
import { ACTIONS, placeRef } from '../ids.ts';
import {
  actions,
  type Button,
  button,
  context,
  escapeLine,
  escapeText,
  type KnownBlock,
  type Message,
  option,
  plain,
  plainLine,
  section,
} from './blocks.ts';
import { toMessage } from './fit-blocks.ts';
import { type FormState, readOptions } from './form-inputs.ts';
import { queryValue, queryWords } from './search-query-words.ts';
import { counted, dateText, moneyText, numbersText, placeText } from './words.ts';

/** The selection lives in the message itself: Slack sends it along with every click. */
export const NUMBERS_BLOCK = 'search:numbers';

/** Telnyx shows at most what the query asked for, and a query asks for at most 50. */
const MAX_SHOWN = 50;

/** The numbers that stand selected in the results when a button of theirs is pressed. */
export const readSelectedNumbers = (state: FormState | undefined): string[] =>
  state === undefined ? [] : readOptions(state, NUMBERS_BLOCK);

const changeButton = (query: SearchQuery, text: string): Button =>
  button({ text, actionId: ACTIONS.searchChange, value: queryValue(query) });

/** Telnyx counts all that it has for the query, of which it sends the first ones. */
export const countFound = ({ numbers, totalCount }: SearchOutcome): number => Math.max(totalCount, numbers.length);

/** The default is never taken in silence: whoever meant another country must see it, found or not. */
const searchedBlock = ({ text, query, next = '' }: { text: string; query: SearchQuery; next?: string }): KnownBlock => {
  if (!query.countryIsDefault) return section(`${text}${next}`);
  const country = escapeLine(countryName(query.country), 60);
  const city = query.city === null ? '' : ` “${escapeLine(query.city, 60)}” was taken as a city.`;
  return section(`${text}\nYou named no country, so this is ${country}, the default.${city}${next}`, {
    accessory: changeButton(query, 'Change'),
  });
};

const headline = (outcome: SearchOutcome): KnownBlock => {
  const { query, numbers } = outcome;
  const all = countFound(outcome);
  const shown = numbers.length < all ? `, ${numbers.length} shown` : '';
  const text = `*${counted(all, 'number')} found*${shown}. Searched: ${queryWords(query)}.`;
  return searchedBlock({ text, query });
};

const cell = (text: string, max: number) => ({ type: 'raw_text' as const, text: plainLine(text, max) || '–' });

const placeWords = (number: AvailableNumber, withType: boolean): string =>
  [withType ? numberTypeWords(number.numberType) : null, number.place, number.bestEffort ? 'best effort' : null]
    .filter((each) => each !== null && each !== '')
    .join(', ');

const table = (numbers: AvailableNumber[]): KnownBlock => {
  const withType = new Set(numbers.map((each) => each.numberType)).size > 1;
  const heading = ['Number', 'Place', 'Features', 'Upfront', 'Monthly'].map((each) => cell(each, 20));
  const rows = numbers.map((each) => [
    cell(formatPhoneNumber(each.phoneNumber), 24),
    cell(placeWords(each, withType), 44),
    cell(each.features.join(', '), 80),
    cell(moneyText(each.upfront), 16),
    cell(moneyText(each.monthly), 16),
  ]);
  return {
    type: 'table',
    rows: [heading, ...rows],
    column_settings: [
      { is_wrapped: false },
      { is_wrapped: true },
      { is_wrapped: true },
      { align: 'right' },
      { align: 'right' },
    ],
  };
};

/** How many groups fit; nothing where Telnyx could not say. */
const groupWords = ({ country, numberType }: Paperwork, { fittingGroups = {} }: SearchOutcome): string => {
  const count = fittingGroups[`${country}:${numberType}`] ?? null;
  const verb = count === 1 ? 'fits' : 'fit';
  if (!isGroupRequired(country)) return count ? ` ${counted(count, 'requirement group')} ${verb}.` : '';
  const fit = count === null ? '' : `; ${count || 'none'} ${verb}`;
  return ` A fulfilled requirement group is needed to order${fit}.`;
};

const paperworkBlock = (paperwork: Paperwork, outcome: SearchOutcome): KnownBlock => {
  const place = placeText(paperwork);
  const count = paperwork.requirements.length;
  if (count === 0) return section(`*Paperwork for ${place}:* none, active within minutes.`);
  const groups = groupWords(paperwork, outcome);
  return section(`*Paperwork for ${place}:* ${counted(count, 'requirement')} before activation.${groups}`, {
    accessory: button({
      text: 'See them',
      actionId: ACTIONS.requirementsShow,
      value: placeRef.encode(paperwork),
      label: `See them: the requirements for ${paperwork.country} ${paperwork.numberType}`,
    }),
  });
};

const remarks = ({ query, numbers, bestEffortCount }: SearchOutcome): string[] => {
  const asked = query.wanted !== null && query.wanted > numbers.length;
  const tollFree = numbers.some((each) => each.country === 'US' && each.numberType === 'toll_free');
  return [
    ...(asked ? [`You asked for ${query.wanted}; there are ${numbers.length}.`] : []),
    ...(bestEffortCount > 0
      ? [`${counted(bestEffortCount, 'number')} marked “best effort”: near what you asked for, not exactly it.`]
      : []),
    ...(tollFree
      ? [
          'Texting from US toll-free numbers needs a verification by Telnyx that is not done here. Calls work without it.',
        ]
      : []),
  ];
};

const selection = ({ query, numbers }: SearchOutcome, selected: string[]): KnownBlock => {
  const options = numbers.map((each) => option(formatPhoneNumber(each.phoneNumber), each.phoneNumber));
  const kept = options.filter(({ value }) => value !== undefined && selected.includes(value));
  const wanted = kept.length > 0 ? kept : options.slice(0, query.wanted ?? 0);
  return section('*Which ones?* Choose here, then order them.', {
    blockId: NUMBERS_BLOCK,
    accessory: {
      type: 'multi_static_select',
      action_id: ACTIONS.searchSelect,
      placeholder: plain('Choose numbers', 150),
      options,
      ...(wanted.length === 0 ? {} : { initial_options: wanted }),
    },
  });
};

const buttons = ({ query, numbers, totalCount }: SearchOutcome): KnownBlock[] => {
  const value = queryValue(query);
  const hasMore = totalCount > numbers.length && query.limit < MAX_SHOWN;
  const more = queryValue({ ...query, limit: Math.min(MAX_SHOWN, query.limit + 10) });
  return actions([
    button({ text: 'Order selected', actionId: ACTIONS.searchOrder, value, style: 'primary' }),
    ...(numbers.some((each) => each.reservable)
      ? [
          button({
            text: 'Hold 30 min',
            actionId: ACTIONS.searchHold,
            value,
            label: 'Hold 30 min: the selected numbers',
          }),
        ]
      : []),
    changeButton(query, 'Change search'),
    ...(hasMore ? [button({ text: 'Show more', actionId: ACTIONS.searchMore, value: more })] : []),
  ]);
};

/** Where a country has none of a type, another place or other digits find nothing either. */
const anyType = (query: SearchQuery): ReturnType<typeof relaxations> =>
  query.numberType === null ? [] : [{ label: 'Any number type', query: { ...query, numberType: null } }];

const nothingFound = ({ query, isCovered }: SearchOutcome): KnownBlock[] => {
  const looser = isCovered ? relaxations(query) : anyType(query);
  const next =
    looser.length === 0 ? 'Change the search: another country or type may have some.' : 'One of these may find some:';
  const what = isCovered ? '*No numbers found.*' : '*Telnyx has no such numbers at present.*';
  return [
    searchedBlock({ text: `${what} Searched: ${queryWords(query)}.`, query, next: `\n${next}` }),
    ...looser.map((each) =>
      section(`• ${escapeText(each.label)}`, {
        accessory: button({
          text: 'Try this',
          actionId: ACTIONS.searchRelax,
          value: queryValue(each.query),
          label: `Search again: ${each.label}`,
        }),
      }),
    ),
    ...actions([changeButton(query, 'Change search')]),
  ];
};

type Results = {
  outcome: SearchOutcome;
  /** Ours and already escaped: what happened just before these results. */
  notice?: string;
  /** Chosen in the results that these replace. */
  selected?: string[];
};

export const searchResultsMessage = ({ outcome, notice, selected = [] }: Results): Message => {
  const first = notice === undefined ? [] : [section(notice)];
  if (outcome.numbers.length === 0) return toMessage([...first, ...nothingFound(outcome)]);
  const shown = { ...outcome, numbers: outcome.numbers.slice(0, MAX_SHOWN) };
  return toMessage([
    ...first,
    headline(shown),
    table(shown.numbers),
    ...remarks(shown).map(context),
    ...outcome.paperwork.slice(0, 10).map((each) => paperworkBlock(each, outcome)),
    selection(shown, selected),
    ...buttons(shown),
  ]);
};

/** After *Hold 30 min*: what is held until when, and what could not be. */
export const heldMessage = (hold: { held: string[]; refused: string[]; until: number | null }): Message => {
  const until = hold.until === null ? 'for 30 minutes' : `until ${dateText(hold.until)}`;
  const held =
    hold.held.length === 0
      ? []
      : [`*Held ${until}:* ${numbersText(hold.held, 20)}. Order them before then, or they are free again.`];
  const refused =
    hold.refused.length === 0
      ? []
      : [
          `*Not held:* ${numbersText(hold.refused, 20)}. Somebody else may hold them, or they cannot be held; you can still try to order them.`,
        ];
  return toMessage(
    [...held, ...refused, ...(held.length + refused.length === 0 ? ['Nothing was selected to hold.'] : [])].map(
      (text) => section(text),
    ),
  );
};
