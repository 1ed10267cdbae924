import type { ButtonAction } from '@slack/bolt';
import { emptyQuery, parseSearchText, type SearchQuery } from '../../domain/search.ts';
import { AppError } from '../../errors.ts';
import type { ActionHandler, HandlerDeps, ViewHandler } from '../handler.ts';
import { searchContext } from '../ids.ts';
import type { Surface } from '../surface.ts';
import { noticeModal } from '../views/notice-modal.ts';
import { readSearchForm, searchModal } from '../views/search-modal.ts';
import { queryWords } from '../views/search-query-words.ts';
import { countFound, heldMessage, readSelectedNumbers, searchResultsMessage } from '../views/search-results-message.ts';
import { savingForm } from '../views/submitted-form.ts';
import { counted } from '../views/words.ts';
import { openOrderForm } from './place-order.ts';

const chosenNumbers = (body: { state?: unknown }): string[] =>
  readSelectedNumbers(body.state as Parameters<typeof readSelectedNumbers>[0]);

const selectedNumbers = (body: { state?: unknown }): string[] => {
  const numbers = chosenNumbers(body);
  if (numbers.length > 0) return numbers;
  throw new AppError('invalid_input', 'No number was selected', {
    details: { hint: 'Select the numbers first, in the list above the buttons.' },
  });
};

/** Buttons of results carry their query as the words that a person could have typed. */
const queryOf = (action: unknown, { defaultCountry }: HandlerDeps): SearchQuery => {
  const parsed = parseSearchText((action as ButtonAction).value ?? '', { defaultCountry });
  if (parsed.kind === 'query') return parsed.query;
  throw new AppError('form_expired', `A search button carried an unreadable query: ${parsed.message}`);
};

/** Searches and shows the results where the person is. */
export const showResults = async (
  deps: HandlerDeps,
  { surface, query }: { surface: Surface; query: SearchQuery },
): Promise<void> => {
  const outcome = await deps.flows.searchNumbers.search(query);
  await surface.reply(searchResultsMessage({ outcome }));
};

export const searchOpen =
  (deps: HandlerDeps): ActionHandler =>
  async ({ surface }) => {
    const query = emptyQuery(deps.defaultCountry, true);
    await surface.openModal(searchModal({ query, channelId: surface.channelId }));
  };

export const searchChange =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    await surface.openModal(searchModal({ query: queryOf(action, deps), channelId: surface.channelId }));
  };

export const searchRelax =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    const outcome = await deps.flows.searchNumbers.search(queryOf(action, deps));
    await surface.replace(searchResultsMessage({ outcome }));
  };

export const searchMore =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, body, surface }) => {
    const outcome = await deps.flows.searchNumbers.search(queryOf(action, deps));
    await surface.replace(searchResultsMessage({ outcome, selected: chosenNumbers(body) }));
  };

export const searchHold =
  (deps: HandlerDeps): ActionHandler =>
  async ({ body, surface }) => {
    await surface.reply(heldMessage(await deps.flows.searchNumbers.hold(selectedNumbers(body))));
  };

export const searchOrder =
  (deps: HandlerDeps): ActionHandler =>
  async ({ body, surface }) => {
    await openOrderForm(deps, { surface, phoneNumbers: selectedNumbers(body) });
  };

export const searchSubmit =
  (deps: HandlerDeps): ViewHandler =>
  async ({ view, ack, surface }) => {
    const form = readSearchForm(view.state as Parameters<typeof readSearchForm>[0], {
      defaultCountry: deps.defaultCountry,
    });
    if (form.kind === 'problems') return ack({ response_action: 'errors', errors: form.problems });
    const { channelId } = searchContext.decode(view.private_metadata);
    await ack({ response_action: 'update', view: savingForm(view, 'Searching') });
    const outcome = await deps.flows.searchNumbers.search(form.query);
    const where = await surface.replyIn(channelId, searchResultsMessage({ outcome }));
    const found = outcome.numbers.length === 0 ? 'Nothing found' : `${counted(countFound(outcome), 'number')} found`;
    await surface.showModal(
      noticeModal({
        title: found,
        text: `*${found}:* ${queryWords(form.query)}.\nThe results are in ${where === 'channel' ? 'the channel you searched from, visible only to you' : 'your messages with numberdesk'}. Close this window to see them.`,
      }),
    );
  };
