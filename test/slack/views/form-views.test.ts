import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { linkFormModal, linkModal, readLinkForm } from '../../../src/slack/views/end-user-link-modal.ts';
import {
  isUnchangedExcerpt,
  numbersChoiceModal,
  readNumbersChoice,
} from '../../../src/slack/views/numbers-choice-modal.ts';
import { saveAsGroupModal } from '../../../src/slack/views/save-as-group-modal.ts';
import { groupSavedModal, sentModal } from '../../../src/slack/views/sent-modal.ts';
import { formWithProblem, savingForm } from '../../../src/slack/views/submitted-form.ts';
import { addressOption, documentOption } from '../../../src/slack/views/wallet-options.ts';
import {
  anAddress,
  anOrder,
  anOrderNumber,
  aPart,
  aRequirementState,
  aRequirementType,
  aTrackedOrder,
  NOW,
} from '../../support/builders.ts';
import { aCriteria, aRequirementForm, GROUP } from '../../support/form-builders.ts';
import { untouched } from './person-at-form.ts';
import { buttonsOf, elementsOf, wordsOf } from './shown.ts';

describe('a choice of more numbers than a menu shows', () => {
  const numbers = Array.from({ length: 120 }, (_, at) => ({ id: `num-${at}`, phoneNumber: `+4930901820${100 + at}` }));
  const view = numbersChoiceModal(aRequirementForm({ numbers, scope: numbers.map(({ id }) => id).slice(0, 110) }));
  const stateOf = (ids: string[]) => ({
    values: { 'numbers:chosen': { 'field:numbers': { selected_options: ids.map((value) => ({ value })) } } },
  });
  const shown = numbers.slice(0, 100).map(({ id }) => id);

  it('says that the others stay chosen unless it is changed', () => {
    assert.match(wordsOf(view), /110 numbers are chosen; the menu shows the first 100.*Left as it is, all 110 stay/);
  });

  for (const [ids, unchanged, why] of [
    [shown, true, 'as it was'],
    [shown.toReversed(), true, 'the same in another order'],
    [shown.slice(1), false, 'one was taken out'],
    [[...shown.slice(1), 'num-105'], false, 'one in the place of another'],
    [[], false, 'the whole part'],
  ] as const)
    it(`is ${unchanged ? 'kept' : 'taken as it stands'}: ${why}`, () => {
      assert.equal(isUnchangedExcerpt({ blocks: view.blocks, state: stateOf([...ids]) }), unchanged);
    });

  it('is taken as it stands where the menu showed all of it', () => {
    const [one = ''] = shown;
    const small = numbersChoiceModal(aRequirementForm({ numbers, scope: [one] }));
    assert.equal(isUnchangedExcerpt({ blocks: small.blocks, state: stateOf([one]) }), false);
    assert.doesNotMatch(wordsOf(small), /the menu shows/);
  });
});

describe('the choice of numbers', () => {
  it('shows those chosen, and none for the whole part', () => {
    const [menu] = elementsOf(numbersChoiceModal(aRequirementForm({ scope: ['num-2'] })), 'multi_external_select');
    assert.deepEqual(
      ((menu?.initial_options ?? []) as { value: string }[]).map(({ value }) => value),
      ['num-2'],
    );
    const whole = numbersChoiceModal(aRequirementForm());
    assert.equal(elementsOf(whole, 'multi_external_select')[0]?.initial_options, undefined);
    assert.equal(readNumbersChoice(untouched(whole)), null);
  });

  it('is read by id, and none means the whole part', () => {
    const chosen = (ids: string[]) => ({
      values: { 'numbers:chosen': { 'field:numbers': { selected_options: ids.map((value) => ({ value })) } } },
    });
    assert.deepEqual([readNumbersChoice(chosen(['a', 'b'])), readNumbersChoice(chosen([]))], [['a', 'b'], null]);
  });
});

describe('a link for the end user', () => {
  const requirement = aRequirementType({ name: 'Identity <check>' });
  const ref = { orderKey: 'k', partId: 'p', requirementIds: ['act'] };

  it('is made for a first and a last name', () => {
    const view = linkFormModal({ requirement, ref });
    const values = {
      'link:first-name': { 'field:value': { value: ' Jane ' } },
      'link:last-name': { 'field:value': { value: null } },
    };
    assert.match(wordsOf(view), /Identity &lt;check&gt;/);
    assert.deepEqual(readLinkForm({ values }), { firstName: 'Jane', lastName: '' });
  });

  for (const [link, buttons, why] of [
    ['https://verify.example/a?b=1&c=2', ['Open it here'], 'a page'],
    ['javascript:alert(1)', [], 'no page'],
    ['http://verify.example', [], 'a page that anybody could read on the way'],
  ] as const)
    it(`is shown to be copied: ${link}, ${why}`, () => {
      const view = linkModal({ requirement, link });
      assert.ok(wordsOf(view).includes(link.replace('&', '&amp;')));
      assert.deepEqual(buttonsOf(view), buttons);
    });
});

describe('what came of the answers', () => {
  const SAVE = 'Save these answers as a requirement group';
  const context = { orderKey: 'k', partId: 'p' };

  it('is a result with what is missing, and a reminder on offer', () => {
    const outcome = {
      kind: 'sent' as const,
      sent: ['a', 'b', 'c'],
      missing: ['req-name', 'x'],
      deadlineAt: NOW,
      failure: null,
    };
    const view = sentModal({ outcome, context, requirementTypes: { 'req-name': aRequirementType() } });
    assert.match(wordsOf(view), /3 of 5 sent, 2 missing, all by <!date/);
    assert.match(wordsOf(view), /Still missing: \*Name of the end user\*/);
    assert.deepEqual(buttonsOf(view), ['Remind me tomorrow', SAVE]);
  });

  it('offers the same answers for other parts that lack them', () => {
    const outcome = { kind: 'sent' as const, sent: ['a'], missing: [], deadlineAt: null, failure: null };
    const view = sentModal({ outcome, context, others: 2 });
    assert.match(wordsOf(view), /2 other parts of your orders lack the same, or had it declined/);
    assert.deepEqual(buttonsOf(view), ['Use these answers there too…', SAVE]);
  });

  it('is plain when all are in, and when there was nothing to send', () => {
    const all = sentModal({
      outcome: { kind: 'sent', sent: ['a'], missing: [], deadlineAt: null, failure: null },
      context,
    });
    assert.match(wordsOf(all), /All answers are in/);
    assert.deepEqual(buttonsOf(all), [SAVE]);
    assert.match(wordsOf(sentModal({ outcome: { kind: 'nothing' }, context })), /Nothing was sent/);
  });

  const saved: [outcome: Parameters<typeof groupSavedModal>[0]['outcome'], words: RegExp, buttons: string[]][] = [
    [{ kind: 'sent', sent: ['a'], missing: [], deadlineAt: null, failure: null }, /The group is fulfilled/, []],
    [
      { kind: 'sent', sent: ['a'], missing: ['b', 'c'], deadlineAt: null, failure: null },
      /2 of its requirements still need an answer/,
      ['Go on filling in'],
    ],
    [{ kind: 'nothing' }, /Nothing was changed/, ['Go on filling in']],
  ];
  it('that open parts have already says that a change does not reach them by itself', () => {
    const outcome = { kind: 'sent' as const, sent: ['r'], missing: [], deadlineAt: null, failure: null };
    const view = groupSavedModal({ target: GROUP, outcome, parts: 2 });
    assert.match(wordsOf(view), /2 open parts have the answers from before/);
    assert.deepEqual(buttonsOf(view), ['Apply it again…']);
  });

  for (const [outcome, words, buttons] of saved)
    it(`of a group: ${words.source}`, () => {
      const view = groupSavedModal({ target: GROUP, outcome, parts: 0 });
      assert.match(wordsOf(view), words);
      assert.deepEqual(buttonsOf(view), buttons);
    });
});

describe('a form while it is being saved', () => {
  const submitted = {
    id: 'V1',
    type: 'modal',
    callback_id: 'requirements:submit',
    private_metadata: '[]',
    blocks: [{ type: 'divider' }],
    notify_on_close: true,
  };

  it('keeps its fields, and cannot be sent twice', () => {
    const view = savingForm(submitted, 'Next page');
    assert.equal(view.callback_id, 'form:saving');
    assert.equal(view.notify_on_close, true, 'the card must not say for an hour that its person is at it');
    assert.match(wordsOf(view), /Next page …/);
  });

  it('tells of being closed only where the form did', () => {
    assert.equal(savingForm({ ...submitted, notify_on_close: false }).notify_on_close, undefined);
  });

  it('tells of being closed still once it failed', () => {
    const view = formWithProblem(submitted, { title: 'Telnyx is busy', text: 'Try again.' });
    assert.deepEqual([view.callback_id, view.notify_on_close], ['requirements:submit', true]);
  });
});

describe('what is offered to be chosen', () => {
  it('is named as the account names it, with the place or the file below', () => {
    const option = addressOption(anAddress());
    assert.equal(option.text.text, 'Berlin office · Engines Ltd · Unter den Linden 1');
    assert.equal(option.description?.text, '10117 Berlin, DE');
    const document = documentOption({ id: 'd1', filename: 'scan.pdf', reference: 'Ada’s passport' });
    assert.deepEqual([document.text.text, document.description?.text], ['Ada’s passport', 'scan.pdf']);
  });

  it('is named by what there is, where the account names nothing', () => {
    const address = addressOption(anAddress({ reference: null, businessName: '' }));
    assert.equal(address.text.text, 'Ada Lovelace · Unter den Linden 1');
    const [file, nameless] = [
      documentOption({ id: 'd1', filename: 'scan.pdf', reference: ' ' }),
      documentOption({ id: 'd2', filename: '', reference: null }),
    ];
    assert.deepEqual([file.text.text, file.description, nameless.text.text], ['scan.pdf', undefined, 'd2']);
  });
});

describe('the form that saves the answers of a part as a group', () => {
  const near = aRequirementType({
    id: 'near',
    name: 'Proof of address',
    kind: 'address',
    criteria: aCriteria({ localityLimit: 'Identical locality as the numbers desired' }),
  });
  const words = (numbers: number) => {
    const requirements = [aRequirementState({ requirementId: 'near', kind: 'address' }), aRequirementState()];
    const part = aPart({
      numbers: Array.from({ length: numbers }, (_, at) => anOrderNumber({ id: `n${at}` })),
      requirements,
    });
    const order = aTrackedOrder({ order: anOrder({ parts: [part] }), requirementTypes: { near } });
    return wordsOf(saveAsGroupModal({ order, part: { orderKey: order.key, partId: part.id } }));
  };

  it('names what it leaves out, since it is bound to an area', () => {
    assert.match(words(2), /Not saved, since such an answer fits these numbers only: \*Proof of address\*\./);
  });

  it('says nothing of it where nothing is left out', () => {
    assert.doesNotMatch(words(1), /Not saved/);
  });
});
