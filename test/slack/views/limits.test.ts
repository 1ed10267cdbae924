import { describe, it } from 'node:test';
import fc from 'fast-check';
import { emptyQuery } from '../../../src/domain/search.ts';
import { AppError } from '../../../src/errors.ts';
import { addressModal, addressSavedModal } from '../../../src/slack/views/address-modal.ts';
import { helpMessage, unknownCommandMessage, usageMessage } from '../../../src/slack/views/help-message.ts';
import { homeView } from '../../../src/slack/views/home-view.ts';
import { noticeModal } from '../../../src/slack/views/notice-modal.ts';
import { numbersModal } from '../../../src/slack/views/numbers-modal.ts';
import { orderCard, partMessage } from '../../../src/slack/views/order-card.ts';
import { orderElsewhereMessage } from '../../../src/slack/views/order-elsewhere-message.ts';
import { orderModal } from '../../../src/slack/views/order-modal.ts';
import { foundOrdersMessage, ordersMessage } from '../../../src/slack/views/orders-message.ts';
import { paperworkListMessage, paperworkMessage } from '../../../src/slack/views/paperwork-message.ts';
import { problemMessage, problemModal } from '../../../src/slack/views/problem.ts';
import { searchModal } from '../../../src/slack/views/search-modal.ts';
import { heldMessage, searchResultsMessage } from '../../../src/slack/views/search-results-message.ts';
import { cancelModal, commentModal, extensionModal } from '../../../src/slack/views/talk-modals.ts';
import { digestMessage, updateMessage } from '../../../src/slack/views/update-message.ts';
import { anAddress, anOrder, anOwedUpdate, NOW } from '../../support/builders.ts';
import { PART } from '../../support/form-builders.ts';
import {
  availableNumbers,
  hostileText,
  orderChange,
  requirementGroups,
  requirementTypes,
  trackedOrder,
} from './hostile.ts';
import { assertMessageFits, assertViewFits } from './shown.ts';

const now = NOW;
/** Without shrinking: these values are large, and their seed is enough to see one again. */
const RUNS = { numRuns: 25, endOnFailure: true };

/** Whatever people, Telnyx and large accounts bring: Slack takes it, and nothing from outside becomes markup. */
describe('views stay within what Slack takes', () => {
  it('search results with 50 numbers, and with none', () => {
    const outcome = fc.record({
      query: fc.record({
        city: fc.option(hostileText, { nil: null }),
        wanted: fc.constantFrom(null, 12, 50),
        isDefault: fc.boolean(),
      }),
      numbers: availableNumbers({ min: 0, max: 55 }),
      types: requirementTypes({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(outcome, ({ query, numbers, types }) => {
        const asked = { ...emptyQuery('DE', query.isDefault), city: query.city, wanted: query.wanted };
        const paperwork = [{ country: 'DE', numberType: 'local', requirements: types }];
        const found = {
          query: asked,
          numbers,
          totalCount: 900,
          bestEffortCount: 3,
          isCovered: true,
          paperwork,
          fittingGroups: { 'DE:local': 3 },
        };
        assertMessageFits(searchResultsMessage({ outcome: found }));
        assertViewFits(searchModal({ query: asked, channelId: 'C1', problem: query.city ?? 'x' }));
        assertMessageFits(heldMessage({ held: numbers.map((each) => each.phoneNumber), refused: [], until: now }));
      }),
      RUNS,
    );
  });

  it('the order form with 50 numbers, 100 groups and long names', () => {
    const offered = fc.record({
      numbers: availableNumbers({ min: 0, max: 50 }),
      alternatives: availableNumbers({ min: 0, max: 30 }),
      groups: requirementGroups({ min: 0, max: 120 }),
      types: requirementTypes({ min: 0, max: 3 }),
      name: hostileText,
      groupRequired: fc.boolean(),
      parts: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(offered, ({ numbers, alternatives, groups, types, name, groupRequired, parts }) => {
        const named = Array.from({ length: 120 }, (_, at) => ({ id: `id-${at}`, name }));
        const part = (at: number) => ({
          country: `D${String.fromCharCode(65 + (at % 26))}${at > 25 ? 'X' : ''}`,
          numberType: 'local',
          phoneNumbers: numbers.map((each) => each.phoneNumber),
          paperwork: { country: 'DE', numberType: 'local', requirements: types },
          groups: at < 4 ? groups : groups.slice(0, 2),
          groupRequired,
        });
        const offer = {
          numbers,
          gone: ['+493090182999'],
          alternatives,
          parts: Array.from({ length: parts }, (_, at) => part(at)),
          connections: named,
          messagingProfiles: named,
          billingGroups: named,
        };
        const made = { 'DA:local': { groupId: groups[0]?.id ?? 'g', revision: 2 } };
        const context = { token: 'abcdefghijkl', channelId: 'C1', made, heldUntil: now };
        const form = { offer, context, reference: name };
        assertViewFits(orderModal(form));
        assertViewFits(orderModal({ ...form, notice: { kind: 'problem', text: name } }));
      }),
      RUNS,
    );
  });

  it('cards, parts, lists and Home with many parts and long words', () => {
    fc.assert(
      fc.property(trackedOrder, hostileText, (order, text) => {
        assertMessageFits(orderCard({ order, now }));
        assertViewFits(numbersModal({ order }));
        const partId = order.order?.parts[0]?.id ?? 'none';
        assertMessageFits(partMessage({ order, partId, now }));
        const orders = Array.from({ length: 55 }, (_, at) => ({ ...order, key: `${order.key}${at}` }));
        assertMessageFits(ordersMessage({ orders, mine: true, now }));
        assertMessageFits(ordersMessage({ orders, mine: true, now, act: 'cancel' }));
        assertMessageFits(foundOrdersMessage({ orders, text, now }));
        const drafts = Array.from({ length: 9 }, () => ({ target: PART, title: text, savedAt: now }));
        assertViewFits(homeView({ mine: orders.slice(0, 35), all: orders, drafts, now }));
        assertViewFits(homeView({ mine: [], all: [], drafts, now }));
        assertViewFits(commentModal({ order, partId: null, body: text.slice(0, 3000) }));
        assertViewFits(extensionModal({ order, partId }));
        assertViewFits(cancelModal({ order, partId }));
        assertMessageFits(orderElsewhereMessage({ order: order.order ?? anOrder(), now }));
      }),
      { ...RUNS, numRuns: 10 },
    );
  });

  it('updates and digests, whatever happened at once', () => {
    const story = trackedOrder.chain((order) =>
      fc.record({
        order: fc.constant(order),
        changes: fc.array(orderChange((order.order?.parts ?? []).slice(0, 40).map((part) => part.id)), {
          maxLength: 60,
        }),
      }),
    );
    fc.assert(
      fc.property(story, ({ order, changes }) => {
        const update = anOwedUpdate({ changes, lastCheckedAt: now, down: { from: now - 1000, to: now } });
        assertMessageFits(updateMessage({ order, update, now }));
        assertMessageFits(digestMessage({ items: Array.from({ length: 60 }, () => ({ order, update })), now }));
      }),
      RUNS,
    );
  });

  it('paperwork, problems, help and small modals', () => {
    fc.assert(
      fc.property(requirementTypes({ min: 0, max: 40 }), hostileText, (requirements, text) => {
        const paperwork = { country: 'DE', numberType: 'local', requirements };
        assertMessageFits(paperworkMessage(paperwork));
        assertMessageFits(paperworkListMessage(paperwork));
        const telnyx = { method: 'POST', path: '/x', status: 422, code: text, title: text, detail: text };
        const error = new AppError('telnyx_refused', 'x', { details: { telnyx, hint: text, channelId: text } });
        assertMessageFits(problemMessage(error));
        assertViewFits(problemModal(new Error(text), text));
        assertMessageFits(unknownCommandMessage({ word: text, nearest: 'search' }));
        assertMessageFits(usageMessage({ message: text, example: text }));
        assertMessageFits(helpMessage());
        const values = anAddress({ firstName: text, reference: text, country: text });
        const problems = [{ field: 'x', message: text }];
        for (const country of ['DE', null])
          assertViewFits(addressModal({ context: { target: PART, key: 'r', country }, values, problems }));
        assertViewFits(addressSavedModal(values));
        assertViewFits(noticeModal({ title: text, text: 'Done.' }));
      }),
      RUNS,
    );
  });
});
