import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { newDraft, withPage } from '../../../src/domain/form-draft.ts';
import { pagesOf } from '../../../src/domain/form-pages.ts';
import { readPageAnswers } from '../../../src/slack/views/read-answers.ts';
import { requirementsModal } from '../../../src/slack/views/requirements-modal.ts';
import { requirementForm } from './hostile-form.ts';
import { filled, type Mind, meantBy, untouched, visitPages, withoutRevisions } from './person-at-form.ts';

const RUNS = { numRuns: 60, endOnFailure: true };

/** For each block its own, the same each time that it is asked. */
const minds: fc.Arbitrary<(blockId: string) => Mind> = fc
  .array(
    fc.record({
      words: fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.constantFrom('N/A', 'a'.repeat(3000))),
      choice: fc.nat(200),
      prefersFile: fc.boolean(),
      ticks: fc.boolean(),
    }),
    { minLength: 7, maxLength: 7 },
  )
  .map((known) => (blockId) => {
    // The parts of one document are one thought.
    const key = blockId.replace(/:\d+(:existing|:date)?$/, '');
    const mind = known[[...key].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % known.length];
    return mind ?? { words: 'x', choice: 0, prefersFile: true, ticks: true };
  });

describe('what is filled in', () => {
  it('is read back from each page exactly as it was meant', () => {
    fc.assert(
      fc.property(requirementForm, minds, fc.boolean(), (form, mindOf, withAside) => {
        const draft = { ...newDraft(form.target), withAside };
        for (const page of pagesOf(form, draft).keys()) {
          const view = requirementsModal({ form, draft: { ...draft, page } });
          const state = filled(view, mindOf);
          const meant = meantBy(view, state);
          const read = readPageAnswers(state);
          assert.deepEqual(read.answers, meant.answers);
          assert.deepEqual(read.dates, meant.dates);
          assert.deepEqual(read.notApplicable ?? [], meant.notApplicable);
        }
      }),
      RUNS,
    );
  });

  it('is there, all of it, however the pages were turned', () => {
    const turns = fc.array(fc.nat(12), { maxLength: 20 });
    fc.assert(
      fc.property(requirementForm, minds, turns, (form, mindOf, visited) => {
        const all = [...pagesOf(form, newDraft(form.target)).keys()];
        const { draft, meant } = visitPages(form, { pages: [...visited, ...all], mindOf });
        assert.deepEqual(withoutRevisions(draft.answers), meant.answers);
        assert.deepEqual(draft.dates, meant.dates);
        assert.deepEqual(draft.notApplicable.toSorted(), meant.notApplicable.toSorted());
      }),
      RUNS,
    );
  });

  it('is shown again on its page: what is then sent untouched is the same', () => {
    fc.assert(
      fc.property(requirementForm, minds, (form, mindOf) => {
        const pages = [...pagesOf(form, newDraft(form.target)).keys()];
        const { draft } = visitPages(form, { pages, mindOf });
        for (const page of pages) {
          const view = requirementsModal({ form, draft: { ...draft, page } });
          const kept = withPage(draft, readPageAnswers(untouched(view)));
          const texts = Object.entries(draft.answers).filter(([, { kind }]) => kind !== 'file');
          for (const [key, answer] of texts) assert.deepEqual(kept.answers[key], answer);
        }
      }),
      RUNS,
    );
  });

  it('leaves empty what was emptied, though Telnyx has a value for it', () => {
    fc.assert(
      fc.property(requirementForm, (form) => {
        const nothing: Mind = { words: '', choice: 0, prefersFile: false, ticks: false };
        const pages = [...pagesOf(form, newDraft(form.target)).keys()];
        const { draft } = visitPages(form, { pages: [...pages, ...pages], mindOf: () => nothing });
        const texts = Object.values(draft.answers).filter(({ kind }) => kind === 'text');
        const chosen = form.fields.concat(form.aside).filter(({ field }) => field === 'select').length;
        assert.ok(texts.length <= chosen, 'lists are never left empty by this person');
      }),
      RUNS,
    );
  });
});
