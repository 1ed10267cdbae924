import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { emptyQuery, parseSearchText, type SearchOutcome, type SearchQuery } from '../../../src/domain/search.ts';
import type { FieldState } from '../../../src/slack/views/form-inputs.ts';
import { readSearchForm, SEARCH_FIELDS, searchModal } from '../../../src/slack/views/search-modal.ts';
import { searchResultsMessage } from '../../../src/slack/views/search-results-message.ts';
import { anAvailableNumber, aRequirementType } from '../../support/builders.ts';
import { buttonsOf, elementsOf } from './shown.ts';

const numbers = ['+4930901820001', '+4930901820002'].map((phoneNumber) => anAvailableNumber({ phoneNumber }));
const anOutcome = (given: Partial<SearchOutcome> = {}): SearchOutcome => ({
  query: emptyQuery('DE', false),
  numbers,
  totalCount: 40,
  bestEffortCount: 0,
  isCovered: true,
  paperwork: [{ country: 'DE', numberType: 'local', requirements: [aRequirementType()] }],
  ...given,
});

describe('search results', () => {
  it('say how many there are, what they cost and what paperwork follows', () => {
    const message = searchResultsMessage({ outcome: anOutcome() });
    assert.match(message.text, /40 numbers found, 2 shown\. Searched: numbers in Germany/);
    assert.match(message.text, /\+49 30 901820001, Berlin, voice, \$1\.00, \$1\.00/);
    assert.match(message.text, /Paperwork for DE local: 1 requirement before activation/);
    assert.deepEqual(buttonsOf(message), ['See them', 'Order selected', 'Hold 30 min', 'Change search', 'Show more']);
  });

  it('choose as many as were asked for', () => {
    const query = { ...emptyQuery('DE', false), wanted: 2 };
    const [select] = elementsOf(searchResultsMessage({ outcome: anOutcome({ query }) }), 'multi_static_select');
    assert.ok(Array.isArray(select?.initial_options));
    assert.equal(select.initial_options.length, 2);
  });

  it('say that nobody named the country, with a way to change it', () => {
    const message = searchResultsMessage({ outcome: anOutcome({ query: emptyQuery('US', true) }) });
    assert.match(message.text, /You named no country, so this is United States, the default/);
    assert.equal(buttonsOf(message)[0], 'Change');
  });

  it('offer what to relax when nothing is found', () => {
    const query: SearchQuery = { ...emptyQuery('DE', false), city: 'Berlin', features: ['sms'] };
    const message = searchResultsMessage({ outcome: anOutcome({ query, numbers: [], totalCount: 0 }) });
    assert.match(message.text, /No numbers found/);
    assert.ok(buttonsOf(message).includes('Try this'));
    for (const button of elementsOf(message, 'button')) {
      assert.equal(parseSearchText(String(button.value), { defaultCountry: 'US' }).kind, 'query');
    }
  });

  it('warn that texting from US toll-free numbers needs a verification that is not done here', () => {
    const tollFree = anAvailableNumber({ country: 'US', numberType: 'toll_free', reservable: false });
    const message = searchResultsMessage({
      outcome: anOutcome({
        numbers: [tollFree],
        paperwork: [{ country: 'US', numberType: 'toll_free', requirements: [] }],
      }),
    });
    assert.match(message.text, /needs a verification by Telnyx that is not done here/);
    assert.match(message.text, /none, active within minutes/);
    assert.equal(buttonsOf(message).includes('Hold 30 min'), false);
  });
});

/** What Slack sends back of a form that nobody touched. */
const untouched = (blocks: unknown[]): { values: Record<string, Record<string, FieldState>> } => {
  const values = elementsOf({ blocks }, 'input').map((block): [string, Record<string, FieldState>] => {
    const element = block.element as {
      initial_value?: string;
      initial_option?: { value: string };
      initial_options?: { value: string }[];
    };
    const { initial_value, initial_option, initial_options } = element;
    return [
      String(block.block_id),
      {
        x: {
          value: initial_value ?? null,
          selected_option: initial_option ?? null,
          selected_options: initial_options ?? [],
        },
      },
    ];
  });
  return { values: Object.fromEntries(values) };
};

describe('the search form', () => {
  for (const text of [
    'DE local Berlin sms limit:20',
    'FR 12x ends:77 reservable:yes',
    'sms voice',
    'US 212 state:NY',
  ]) {
    it(`shows the search “${text}” and gives it back unchanged`, () => {
      const parsed = parseSearchText(text, { defaultCountry: 'US' });
      assert.equal(parsed.kind, 'query');
      if (parsed.kind !== 'query') return;
      const { blocks } = searchModal({ query: parsed.query, channelId: 'C1' });
      assert.deepEqual(readSearchForm(untouched(blocks), { defaultCountry: 'US' }), parsed);
    });
  }

  it('names the field that cannot be read', () => {
    const values = {
      [SEARCH_FIELDS.country]: { x: { value: 'Atlantis' } },
      [SEARCH_FIELDS.areaCode]: { x: { value: 'abc' } },
    };
    const read = readSearchForm({ values }, { defaultCountry: 'US' });
    assert.equal(read.kind, 'problems');
    assert.deepEqual(read.kind === 'problems' && Object.keys(read.problems), [
      SEARCH_FIELDS.country,
      SEARCH_FIELDS.areaCode,
    ]);
  });
});
