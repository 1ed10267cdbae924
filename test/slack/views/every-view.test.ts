import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { AUDIT_ACTS } from '../../../src/domain/audit-entry.ts';
import type { Diagnosis } from '../../../src/domain/diagnosis.ts';
import { AppError } from '../../../src/errors.ts';
import { adminAlertMessage } from '../../../src/slack/views/admin-alert-message.ts';
import { auditMessage } from '../../../src/slack/views/audit-message.ts';
import { doctorMessage } from '../../../src/slack/views/doctor-message.ts';
import { groupCommentSentModal } from '../../../src/slack/views/group-comment-modal.ts';
import { loadingModal, noticeMessage } from '../../../src/slack/views/notice-modal.ts';
import { numbersChosenModal } from '../../../src/slack/views/numbers-choice-modal.ts';
import { placedModal } from '../../../src/slack/views/placed-modal.ts';
import { problemHome, problemOf } from '../../../src/slack/views/problem.ts';
import { groupMadeModal, groupUnopenedModal, saveAsGroupModal } from '../../../src/slack/views/save-as-group-modal.ts';
import { spreadDoneModal, spreadModal } from '../../../src/slack/views/spread-modal.ts';
import { formWithProblem } from '../../../src/slack/views/submitted-form.ts';
import { alreadyWatchedMessage, watchedMessage } from '../../../src/slack/views/watch-message.ts';
import { PART } from '../../support/form-builders.ts';
import { hostileText, orNull, trackedOrder, uuid } from './hostile.ts';
import { requirementForm } from './hostile-form.ts';
import { assertMessageFits, assertViewFits, WORKSPACE } from './shown.ts';

const RUNS = { numRuns: 20, endOnFailure: true };
const FOLDER = join(import.meta.dirname, '../../../src/slack/views');
/** Where hostile words are sent through views. */
const DRIVERS = ['limits.test.ts', 'form-limits.test.ts', 'group-limits.test.ts', 'every-view.test.ts'];

const read = (folder: string, file: string): string => readFileSync(join(folder, file), 'utf8');

const CODES = ['telnyx_refused', 'invalid_input', 'file_refused', 'channel_unavailable', 'not_allowed'] as const;

const refused = (code: (typeof CODES)[number], text: string) =>
  new AppError(code, text, {
    details: {
      hint: text,
      channelId: text,
      telnyx: { method: 'POST', path: '/x', status: 422, code: text, title: text, detail: text },
    },
  });

/** What the tests of limits do not build: small views, made of an order, a text or an error. */
describe('hostile words come out of no view as markup', () => {
  it('of an order that was placed, spread, followed or saved as a group', () => {
    fc.assert(
      fc.property(trackedOrder, hostileText, (order, text) => {
        const partId = order.order?.parts[0]?.id ?? 'none';
        const part = { orderKey: order.key, partId };
        for (const kind of ['placed', 'already', 'unclear'] as const) assertViewFits(placedModal({ kind, order }));
        const candidates = (order.order?.parts ?? []).map((each) => ({
          order,
          part: each,
          requirementIds: [uuid(1, 0)],
        }));
        assertViewFits(spreadModal({ from: { ...part, requirementIds: [uuid(1, 0)] }, candidates }));
        const results = (['sent', 'nothing', 'failed'] as const).map((outcome) => ({
          order,
          partId,
          outcome,
          reason: text,
        }));
        assertViewFits(spreadDoneModal(results));
        assertViewFits(saveAsGroupModal({ order, part }));
        assertMessageFits(watchedMessage(order));
        assertMessageFits(alreadyWatchedMessage(order));
      }),
      { ...RUNS, numRuns: 10 },
    );
  });

  it('of an error, whose words Telnyx or a file name gave', () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom(null, ...CODES), (text, code) => {
        const error = code === null ? new Error(text) : refused(code, text);
        assertViewFits(problemHome(error, text));
        const made = { groupId: uuid(5, 1), answered: 1, total: 2, failure: error };
        assertViewFits(groupMadeModal(made));
        const form = { id: 'V1', type: 'modal', blocks: [] };
        assertViewFits(formWithProblem({ ...form, title: { type: 'plain_text', text: 'A form' } }, problemOf(error)));
      }),
      { ...RUNS, numRuns: 60 },
    );
  });

  it('of what the doctor found, and of why it found nothing', () => {
    fc.assert(
      fc.property(hostileText, fc.boolean(), fc.constantFrom(...CODES), (text, works, code) => {
        const looked = <Found>(found: Found) =>
          works ? { found, failure: null } : { found: null, failure: refused(code, text) };
        const diagnosis: Diagnosis = {
          slack: { ...looked({ workspace: text, missingScopes: [] }), transport: 'http', isConnected: true },
          telnyx: looked({ accountId: text, ms: 9_999 }),
          store: looked({ bytes: null }),
          poll: { lastAt: 1, telnyxReachable: false, failed: 3, lateByMs: 100_000 },
          webhooks: { hasKey: true, isRotating: true, lastAt: null },
          encryption: { isRotating: true },
          channels: looked({ looked: 30, unreachable: Array.from({ length: 30 }, () => text) }),
          now: 2,
        };
        assertMessageFits(doctorMessage(diagnosis));
      }),
      { ...RUNS, numRuns: 60 },
    );
  });

  it('of who did what', () => {
    const act = fc.record({
      at: fc.integer({ min: 0, max: 4e12 }),
      personId: fc.constantFrom('U1', '<!channel>', 'W0123456789'),
      act: fc.constantFrom(...AUDIT_ACTS),
      orderKey: fc.constant('key'),
      orderId: fc.constant(uuid(9, 1)),
      partId: fc.constant(uuid(6, 1)),
      groupId: fc.constantFrom(null, uuid(5, 1)),
      reference: orNull(hostileText),
      detail: orNull(hostileText),
      link: fc.constantFrom(null, `${WORKSPACE}/C1/p1733000000000100`),
    });
    const older = fc.constantFrom(null, { day: '2026-12-01', count: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20, size: 'max' }), older, fc.boolean(), (acts, from, isNewest) => {
        assertMessageFits(auditMessage({ acts, older: from, isNewest }));
      }),
      { ...RUNS, numRuns: 60 },
    );
  });

  it('of notices and choices', () => {
    fc.assert(
      fc.property(requirementForm, (form) => {
        assertViewFits(numbersChosenModal({ ...form, target: PART }));
      }),
      RUNS,
    );
    assertViewFits(loadingModal('Loading'));
    assertViewFits(groupUnopenedModal(uuid(5, 1)));
    for (const kind of ['key-refused', 'other-account', 'orders-lost', 'list-short', 'silent'] as const)
      for (const isOver of [false, true])
        assertMessageFits(
          adminAlertMessage({ kind, isOver, since: 0, missing: 1e9, of: 1e9, toldTo: [], isTold: true, fineSince: 0 }),
        );
    for (const keptIn of ['C1', null]) assertViewFits(groupCommentSentModal(keptIn));
    assertMessageFits(noticeMessage({ title: 'Sent', text: 'Done.' }));
  });

  it('and no view is left out of these tests', () => {
    const views = readdirSync(FOLDER).flatMap((file) =>
      [...read(FOLDER, file).matchAll(/^export const ((?!to)\w+(?:Modal|Message|Card|View|Home))\b/gm)].map(
        ([, name]) => name,
      ),
    );
    assert.ok(views.length > 40, `${views.length} views`);
    const driven = DRIVERS.map((file) => read(import.meta.dirname, file)).join('\n');
    assert.deepEqual(
      views.filter((name) => !new RegExp(`\\b${name}\\(`).test(driven)),
      [],
    );
  });
});
