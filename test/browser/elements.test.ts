import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { App, BlockAction } from '@slack/bolt';
import type { Locator, Page } from 'playwright-core';
import { modal as aModal, option, plain, section } from '../sandbox/slack/tiny-app.ts';
import { messages, modal, see, seeGone } from './support/hands.ts';
import { sharedBrowser } from './support/open-browser.ts';
import { showButton, visitTinyApp } from './support/visit-tiny-app.ts';

const browser = sharedBrowser();

const CITIES = ['Berlin', 'Bern', 'Bonn', 'Hamburg'];
const options = (...values: string[]) => values.map(option);

/** One of each, by the name under which a person finds it. */
const CITY = { type: 'external_select', action_id: 'city', placeholder: plain('City'), min_query_length: 2 };
const LANGUAGES = {
  type: 'multi_static_select',
  action_id: 'languages',
  placeholder: plain('Languages'),
  options: options('de', 'en', 'fr'),
};
const COUNTRY = {
  type: 'static_select',
  action_id: 'country',
  placeholder: plain('Country'),
  options: options('AT', 'CH'),
};
const DAY = { type: 'datepicker', action_id: 'day', placeholder: plain('Day') };
const HOUR = { type: 'timepicker', action_id: 'hour', placeholder: plain('Hour') };
const FEATURES = { type: 'checkboxes', action_id: 'features', options: options('voice', 'sms', 'fax') };
const URGENCY = { type: 'radio_buttons', action_id: 'urgency', options: options('slow', 'quick') };
const MORE = {
  type: 'overflow',
  action_id: 'more',
  options: options('copy', 'delete'),
  confirm: { title: plain('Sure?'), text: plain('It is gone for good.'), confirm: plain('Do it'), deny: plain('Stop') },
};

const besides = (words: string, accessory: object) => ({ ...section(words), block_id: words, accessory });

const IN_MESSAGE = [
  besides('where', CITY),
  besides('spoken', LANGUAGES),
  { type: 'actions', block_id: 'row', elements: [COUNTRY, DAY, HOUR, FEATURES, URGENCY] },
  besides('menu', MORE),
];

/** A form's fields are named by their labels. */
const field = (label: string, element: { action_id: string }) => ({
  type: 'input',
  block_id: element.action_id,
  label: plain(label),
  element,
});

const FORM = aModal('All of them', [
  field('City', CITY),
  field('Languages', LANGUAGES),
  field('Country', COUNTRY),
  field('Day', DAY),
  field('Hour', HOUR),
  field('Features', FEATURES),
  field('Urgency', URGENCY),
  besides('menu', MORE),
]);

type Heard = { searches: string[]; acts: Record<string, unknown>[]; standing: unknown; submitted: unknown };

/** An app that writes down what reaches it. */
const createListening = () => {
  const heard: Heard = { searches: [], acts: [], standing: null, submitted: null };
  const register = (app: App): void => {
    app.options('city', async ({ ack, payload }) => {
      heard.searches.push(payload.value);
      await ack({ options: options(...CITIES.filter((city) => city.toLowerCase().startsWith(payload.value))) });
    });
    app.action(/^(?!show )/, async ({ ack, action, body }) => {
      const {
        block_id: _block,
        action_ts: _at,
        placeholder: _words,
        ...told
      } = action as never as Record<string, unknown>;
      heard.acts.push(told);
      heard.standing = (body as BlockAction).state?.values;
      await ack();
    });
    app.view('form:submit', async ({ ack, view }) => {
      heard.submitted = view.state.values;
      await ack();
    });
  };
  return { heard, register };
};

const pick = async (surface: Locator, name: string, ...choices: string[]): Promise<void> => {
  const trigger = surface.getByRole('button', { name: new RegExp(`^${name}`) });
  await trigger.click();
  for (const choice of choices) await surface.getByRole('option', { name: `Option ${choice}`, exact: true }).click();
};

/** As a person does it, from the first element to the last. */
const operate = async (page: Page, surface: Locator): Promise<void> => {
  await surface.getByRole('button', { name: /^City/ }).click();
  await see(surface.getByText('Type 2 letters or more.'));
  await page.keyboard.type('ber');
  await see(surface.getByRole('option', { name: 'Option Berlin' }));
  assert.equal(await surface.getByRole('option').count(), 2);
  await surface.getByRole('option', { name: 'Option Bern' }).click();
  await see(surface.getByRole('button', { name: /^City.*Option Bern/ }));

  await pick(surface, 'Languages', 'de', 'fr');
  await page.keyboard.press('Escape');
  await see(surface.getByRole('button', { name: 'Remove Option fr' }));
  await pick(surface, 'Country', 'CH');
  await surface.getByLabel('Day').fill('2026-09-30');
  await surface.getByLabel('Hour').fill('14:30');
  await surface.getByRole('checkbox', { name: 'Option voice' }).check();
  await surface.getByRole('checkbox', { name: 'Option fax' }).check();
  await surface.getByRole('radio', { name: 'Option quick' }).check();

  const question = page.getByRole('alertdialog', { name: 'Sure?' });
  for (const answer of ['Stop', 'Do it']) {
    await surface.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Option delete' }).click();
    await see(question.getByText('It is gone for good.'));
    await question.getByRole('button', { name: answer }).click();
    await seeGone(question);
  }
};

const [bern, de, fr, ch, voice, fax, quick, gone] = options(
  'Bern',
  'de',
  'fr',
  'CH',
  'voice',
  'fax',
  'quick',
  'delete',
);

const CHOSEN = {
  city: { type: 'external_select', selected_option: bern },
  languages: { type: 'multi_static_select', selected_options: [de, fr] },
  country: { type: 'static_select', selected_option: ch },
  day: { type: 'datepicker', selected_date: '2026-09-30' },
  hour: { type: 'timepicker', selected_time: '14:30' },
  features: { type: 'checkboxes', selected_options: [voice, fax] },
  urgency: { type: 'radio_buttons', selected_option: quick },
};
const { city, languages, ...row } = CHOSEN;

describe('each element that Slack has, used on the page', () => {
  it('in a message tells the app at once what was chosen, and with each act what else stands there', async (t) => {
    const { heard, register } = createListening();
    const { slack, page, post } = await visitTinyApp(t, { browser: await browser(), register });
    await post(IN_MESSAGE);
    await operate(page, messages(page));
    await slack.waitFor(() => heard.acts.at(-1)?.action_id === 'more');
    assert.deepEqual(heard.searches, ['ber']);
    assert.deepEqual(heard.acts, [
      { action_id: 'city', ...city },
      { action_id: 'languages', type: 'multi_static_select', selected_options: [de] },
      { action_id: 'languages', ...languages },
      { action_id: 'country', ...row.country },
      { action_id: 'day', ...row.day },
      { action_id: 'hour', ...row.hour },
      { action_id: 'features', type: 'checkboxes', selected_options: [voice] },
      { action_id: 'features', ...row.features },
      { action_id: 'urgency', ...row.urgency },
      { action_id: 'more', type: 'overflow', selected_option: gone },
    ]);
    assert.deepEqual(heard.standing, { where: { city }, spoken: { languages }, row });
  });

  it('in a pushed form reaches the app when the form is sent; only a menu of acts tells it at once', async (t) => {
    const { heard, register } = createListening();
    const forms = [aModal('First', [showButton('All of them')]), FORM];
    const { slack, page, post } = await visitTinyApp(t, { browser: await browser(), forms, register });
    await post([showButton('First')]);
    await messages(page).getByRole('button', { name: 'Show First' }).click();
    await modal(page, 'First').getByRole('button', { name: 'Show All of them' }).click();
    const form = modal(page, 'All of them');
    await operate(page, form);
    await slack.waitFor(() => heard.acts.at(-1)?.action_id === 'more');
    await form.getByRole('button', { name: 'Send' }).click();
    await seeGone(form);
    assert.deepEqual(heard.searches, ['ber']);
    assert.deepEqual(heard.acts, [{ action_id: 'more', type: 'overflow', selected_option: gone }]);
    const fields = Object.entries(CHOSEN).map(([actionId, value]) => [actionId, { [actionId]: value }]);
    assert.deepEqual(heard.submitted, Object.fromEntries(fields));
    await see(modal(page, 'First'));
  });
});
