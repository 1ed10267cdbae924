import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { pagesOf } from '../../../src/domain/form-pages.ts';
import type { Conflict } from '../../../src/domain/requirement-form.ts';
import { formContext } from '../../../src/slack/ids.ts';
import { LIMITS, type ModalView, modal } from '../../../src/slack/views/blocks.ts';
import { decisionsModal } from '../../../src/slack/views/decisions-modal.ts';
import { linkFormModal, linkModal } from '../../../src/slack/views/end-user-link-modal.ts';
import { externalInput } from '../../../src/slack/views/form-inputs.ts';
import { numberOption, numbersChoiceModal } from '../../../src/slack/views/numbers-choice-modal.ts';
import { requirementsModal } from '../../../src/slack/views/requirements-modal.ts';
import { groupSavedModal, sentModal } from '../../../src/slack/views/sent-modal.ts';
import { savingForm } from '../../../src/slack/views/submitted-form.ts';
import { addressOption, documentOption, fitOptions } from '../../../src/slack/views/wallet-options.ts';
import { aComment, anAddress, aRequirementType, NOW } from '../../support/builders.ts';
import { aCriteria, aFormDraft, aFormField, aRequirementForm, GROUP, PART } from '../../support/form-builders.ts';
import { hostileText, requirementTypes } from './hostile.ts';
import { draftedForm, longValues, wideValues } from './hostile-form.ts';
import { assertViewFits, elementsOf } from './shown.ts';

/** Without shrinking: these values are large, and their seed is enough to see one again. */
const RUNS = { numRuns: 40, endOnFailure: true };

const MOST_BYTES = 250_000;

const assertWithinLimits = (view: ModalView): void => {
  assertViewFits(view);
  assert.ok(view.blocks.length <= LIMITS.modalBlocks);
  assert.ok((view.private_metadata ?? '').length <= LIMITS.privateMetadata);
  assert.ok(Buffer.byteLength(JSON.stringify(view)) < MOST_BYTES);
};

describe('the views of the requirement form stay within what Slack takes', () => {
  it('each page, for any requirements, criteria, areas, offers and drafts, with problems above', () => {
    fc.assert(
      fc.property(draftedForm, hostileText, ({ form, draft }, message) => {
        const keys = [...form.fields, ...form.aside].map(({ key }) => key);
        const problems = [...keys, 'nowhere', 'nowhere'].map((field) => ({ field, message }));
        for (const page of pagesOf(form, draft).keys()) {
          const view = requirementsModal({ form, draft: { ...draft, page }, problems });
          assertWithinLimits(view);
          if (keys.length > 0)
            assert.deepEqual(formContext.decode(view.private_metadata), {
              target: form.target,
              page,
              isLast: page === pagesOf(form, draft).length - 1,
            });
          const submitted = { ...view, id: 'V1', blocks: view.blocks };
          assertWithinLimits(savingForm(submitted, 'Saving'));
        }
        assertWithinLimits(requirementsModal({ form, draft: { ...draft, page: 99 }, problems }));
      }),
      RUNS,
    );
  });

  const lists: [values: string[], why: string][] = [
    [wideValues, 'as wide as are chosen from a list'],
    [longValues, 'as long as one may be'],
  ];
  for (const [acceptableValues, why] of lists)
    it(`six lists of a hundred choices ${why}, under walls of text`, () => {
      const wall = '値'.repeat(3000);
      const criteria = aCriteria({ acceptableValues, localityLimit: wall, timeLimit: wall });
      const fields = Array.from({ length: 6 }, (_, at) =>
        aFormField({
          requirement: aRequirementType({ id: `r${at}`, name: wall, description: wall, example: wall, criteria }),
        }),
      );
      const comments = Array.from({ length: 9 }, () => aComment({ body: wall }));
      const problems = fields.map(({ key }) => ({ field: key, message: wall }));
      assertWithinLimits(
        requirementsModal({ form: aRequirementForm({ fields, comments }), draft: aFormDraft(), problems }),
      );
    });

  it('never asks for more than six inputs on a page', () => {
    fc.assert(
      fc.property(draftedForm, ({ form, draft }) => {
        for (const [page, { kind }] of pagesOf(form, draft).entries()) {
          const view = requirementsModal({ form, draft: { ...draft, page } });
          if (kind === 'fields') assert.ok(elementsOf(view, 'input').length <= 6);
        }
      }),
      RUNS,
    );
  });

  it('the choice of numbers, with thousands of them', () => {
    const numbers = Array.from({ length: 3000 }, (_, at) => ({
      id: `num-${at}`,
      phoneNumber: `+493090${20_000 + at}`,
    }));
    const scope = numbers.map(({ id }) => id);
    assertWithinLimits(numbersChoiceModal(aRequirementForm({ numbers, scope })));
    assertWithinLimits(numbersChoiceModal(aRequirementForm({ numbers, scope: null })));
    assertWithinLimits(requirementsModal({ form: aRequirementForm({ numbers, scope }), draft: aFormDraft() }));
  });

  it('decisions about many answers of colleagues', () => {
    fc.assert(
      fc.property(requirementTypes({ min: 1, max: 40 }), hostileText, fc.boolean(), (types, text, settled) => {
        const locality = text.replace(/[\s\p{C}]+/gu, ' ').slice(0, 100) || null;
        const conflicts = types.map(
          (requirement, at): Conflict => ({
            key: locality === null ? requirement.id : `${requirement.id}@${locality}`,
            requirement,
            locality,
            by: at % 2 === 0 ? null : { personId: text, at: NOW },
            settled: settled && at % 3 === 0,
            mine: { kind: 'text', value: text.repeat(30) },
            theirs: { kind: 'document', documentId: 'd', label: text },
          }),
        );
        assertWithinLimits(decisionsModal({ target: PART, conflicts }));
      }),
      RUNS,
    );
  });

  it('links for end users, what was sent, and groups', () => {
    fc.assert(
      fc.property(requirementTypes({ min: 1, max: 40 }), hostileText, (types, text) => {
        const [first = aRequirementType()] = types;
        const ref = { orderKey: 'k'.repeat(16), partId: 'p'.repeat(36), requirementIds: [first.id] };
        assertWithinLimits(linkFormModal({ requirement: first, ref }));
        for (const link of [
          text,
          `https://verify.example/${text.length}`,
          `https://verify.example/${'x'.repeat(4000)}`,
        ])
          assertWithinLimits(linkModal({ requirement: first, link }));
        const ids = types.map(({ id }) => id);
        const requirementTypesById = Object.fromEntries(types.map((each) => [each.id, each]));
        for (const outcome of [
          { kind: 'nothing' as const },
          { kind: 'sent' as const, sent: ids, missing: [], deadlineAt: null, failure: null },
          { kind: 'sent' as const, sent: ids.slice(1), missing: ids, deadlineAt: NOW, failure: null },
        ]) {
          const context = { orderKey: 'k', partId: 'p' };
          assertWithinLimits(sentModal({ outcome, context, requirementTypes: requirementTypesById }));
          assertWithinLimits(groupSavedModal({ target: GROUP, outcome, parts: 3 }));
        }
      }),
      RUNS,
    );
  });

  it('what menus offer, of addresses, documents and numbers', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (text, other) => {
        const address = anAddress({ reference: text, businessName: other, locality: text, postalCode: other });
        const documents = [
          { id: 'd1', filename: text, reference: other },
          { id: 'd2', filename: '', reference: null },
          { id: 'd'.repeat(80), filename: 'too long to come back whole', reference: null },
        ];
        const many = Array.from({ length: 150 }, () => address);
        const options = [
          ...documents.map(documentOption),
          ...many.map(addressOption),
          numberOption({ id: 'n', phoneNumber: text }),
        ];
        const fitting = fitOptions(options);
        assert.equal(fitting.length, 100);
        for (const initial of fitting.slice(0, 3)) {
          const field = {
            blockId: 'b',
            label: text,
            actionId: 'field:address',
            placeholder: 'Choose',
            initial,
          } as const;
          assertViewFits(modal({ title: 'x', submit: 'y', blocks: [externalInput(field)] }));
        }
      }),
      RUNS,
    );
  });
});
