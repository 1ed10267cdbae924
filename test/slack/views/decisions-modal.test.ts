import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Conflict } from '../../../src/domain/requirement-form.ts';
import { decisionsModal, readDecisions } from '../../../src/slack/views/decisions-modal.ts';
import { aRequirementType, NOW } from '../../support/builders.ts';
import { PART } from '../../support/form-builders.ts';
import { elementsOf, wordsOf } from './shown.ts';

describe('the choice between two answers', () => {
  const conflict = (given: Partial<Conflict> = {}): Conflict => ({
    key: 'req-name',
    requirement: aRequirementType(),
    locality: null,
    by: { personId: 'U3', at: NOW },
    settled: false,
    mine: { kind: 'text', value: 'Ada' },
    theirs: { kind: 'text', value: 'Grace' },
    ...given,
  });

  it('says who sent what and when, and lets theirs stay unless one says otherwise', () => {
    const view = decisionsModal({
      target: PART,
      conflicts: [conflict(), conflict({ key: 'req-name@Berlin', locality: 'Berlin', by: null })],
    });
    assert.match(wordsOf(view), /Nothing was sent yet/);
    assert.match(wordsOf(view), /\*Name of the end user\* was sent by <@U3>, <!date/);
    assert.match(wordsOf(view), /\(Berlin\) was answered elsewhere, in the Telnyx portal or by another program/);
    assert.deepEqual(
      elementsOf(view, 'radio_buttons').map((each) => (each.initial_option as { value: string }).value),
      ['theirs', 'theirs'],
    );
  });

  const shown: [why: string, given: Partial<Conflict>, words: RegExp][] = [
    ['as texts', {}, /\*There now:\* “Grace”\n\*Yours:\* “Ada”/],
    [
      'escaped, in one line',
      { theirs: { kind: 'text', value: '<!channel>\n& *all*' } },
      /There now:\* “&lt;!channel&gt; &amp; ∗all∗”\n/,
    ],
    [
      'as days, however Telnyx writes them',
      { mine: { kind: 'date', value: '1985-01-30' }, theirs: { kind: 'date', value: '1985-01-31T00:00:00Z' } },
      /“31 January 1985”\n\*Yours:\* “30 January 1985”/,
    ],
    [
      'as names of files',
      {
        mine: { kind: 'file', fileId: 'F1', name: 'mine.pdf', revision: 0 },
        theirs: { kind: 'document', documentId: 'd1', label: 'theirs.pdf' },
      },
      /“theirs\.pdf”\n\*Yours:\* “mine\.pdf”/,
    ],
    [
      'as addresses in words',
      {
        mine: { kind: 'address', addressId: '1', label: 'Berlin office · Acme' },
        theirs: { kind: 'address', addressId: '2', label: null },
      },
      /“an address that is not listed at Telnyx now”\n\*Yours:\* “Berlin office · Acme”/,
    ],
    ['as far as they are known', { theirs: null }, /There now:\* not told by Telnyx, or not the same for all/],
    ['of what was approved too', { settled: true }, /so it stays\.\n\*There now:\* “Grace”\n\*Yours:\* “Ada”/],
  ];
  for (const [why, given, words] of shown)
    it(`shows both answers ${why}`, () => {
      const view = decisionsModal({ target: PART, conflicts: [conflict(given)] });
      assert.match(wordsOf(view), words);
      assert.doesNotMatch(view.private_metadata ?? '', /Ada|Grace|mine|theirs/, 'no answer travels in the metadata');
    });

  it('asks nothing about what was approved: it stays', () => {
    const view = decisionsModal({ target: PART, conflicts: [conflict({ settled: true })] });
    assert.deepEqual(elementsOf(view, 'radio_buttons'), []);
    assert.match(wordsOf(view), /Number Ops has approved it, so it stays/);
  });

  it('is read by field, and theirs where nothing was chosen', () => {
    const radio = (value: string | null) => ({ 'field:value': { selected_option: value === null ? null : { value } } });
    const values = {
      'decide:a': radio('mine'),
      'decide:b@Berlin: 5': radio('theirs'),
      'decide:c': radio(null),
      other: radio('mine'),
    };
    assert.deepEqual(readDecisions({ values }), { a: 'mine', 'b@Berlin: 5': 'theirs', c: 'theirs' });
  });
});
