import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  declinedRequirements,
  findPart,
  isOrderOpen,
  isPartOpen,
  missingRequirementIds,
  type Part,
  partName,
  partState,
  soonestDeadline,
} from '../../src/domain/order.ts';
import { anOrder, anOrderNumber, aPart, aRequirementState, HOUR_MS, NOW } from '../support/builders.ts';

const numbers = (...statuses: string[]) =>
  statuses.map((requirementsStatus, at) => anOrderNumber({ id: `n${at}`, requirementsStatus }));
const requirements = (...statuses: (string | null)[]) =>
  statuses.map((status, at) =>
    aRequirementState({ requirementId: `r${at}`, status, answered: status !== 'awaiting-value' }),
  );

describe('the state of a part', () => {
  const rows: { why: string; part: Partial<Part>; kind: string; words: string; actor: string }[] = [
    {
      why: 'answers are missing: the person acts',
      part: {
        numbers: numbers('requirement-info-pending'),
        requirements: requirements('approved', 'awaiting-value', 'pending-approval'),
      },
      kind: 'answers-needed',
      words: '2 of 3 answered',
      actor: 'you',
    },
    {
      why: 'all answers are in: Number Ops acts',
      part: { numbers: numbers('requirement-info-under-review'), requirements: requirements('pending-approval') },
      kind: 'under-review',
      words: 'all answers are in; Number Ops reviews',
      actor: 'telnyx',
    },
    {
      why: 'named declines are counted',
      part: { numbers: numbers('requirement-info-exception'), requirements: requirements('declined', 'approved') },
      kind: 'declined',
      words: '1 declined',
      actor: 'you',
    },
    {
      why: 'where Telnyx does not name them, no count is claimed',
      part: { numbers: numbers('requirement-info-exception'), requirements: requirements(null, null) },
      kind: 'declined',
      words: '1 or more of 2 declined',
      actor: 'you',
    },
    {
      why: 'approved and not yet on',
      part: { numbers: numbers('approved'), requirements: requirements('approved') },
      kind: 'activating',
      words: 'approved, activating',
      actor: 'telnyx',
    },
    { why: 'on', part: { status: 'success' }, kind: 'active', words: 'active', actor: 'nobody' },
    {
      why: 'Telnyx has no field for a reason',
      part: { status: 'failure' },
      kind: 'failed',
      words: 'failed; reason: Telnyx gave none',
      actor: 'you',
    },
    { why: 'over', part: { status: 'cancelled' }, kind: 'cancelled', words: 'cancelled', actor: 'nobody' },
    { why: 'gone', part: { status: 'deleted' }, kind: 'deleted', words: 'deleted from the account', actor: 'nobody' },
    {
      why: 'an unknown status of the part is shown as it is',
      part: { status: 'on-hold' },
      kind: 'other',
      words: 'on-hold',
      actor: 'telnyx',
    },
    {
      why: 'an unknown status of the requirements is shown as it is',
      part: { numbers: numbers('requirement-info-archived') },
      kind: 'other',
      words: 'requirement-info-archived',
      actor: 'telnyx',
    },
    {
      why: 'a bare “pending” says nothing: the requirements tell who has to act',
      part: { numbers: numbers('pending'), requirements: requirements('awaiting-value', 'pending-approval') },
      kind: 'answers-needed',
      words: '1 of 2 answered',
      actor: 'you',
    },
    {
      why: 'a bare “pending” without requirements stays as it is: nothing is known to be approved',
      part: { numbers: numbers('pending'), requirements: [] },
      kind: 'other',
      words: 'pending',
      actor: 'telnyx',
    },
    {
      why: 'the number that needs somebody most speaks for the part',
      part: { numbers: numbers('approved', 'requirement-info-under-review', 'requirement-info-pending') },
      kind: 'answers-needed',
      words: '0 of 1 answered',
      actor: 'you',
    },
    {
      why: 'a number that is on already does not speak for the rest',
      part: {
        numbers: [
          anOrderNumber({ id: 'on', status: 'success', requirementsStatus: 'requirement-info-pending' }),
          anOrderNumber({ id: 'off', requirementsStatus: 'approved' }),
        ],
        requirements: requirements('approved'),
      },
      kind: 'activating',
      words: 'approved, activating',
      actor: 'telnyx',
    },
    {
      why: 'no numbers read yet: the requirements tell',
      part: { numbers: [], requirements: requirements('pending-approval', null) },
      kind: 'under-review',
      words: 'all answers are in; Number Ops reviews',
      actor: 'telnyx',
    },
    {
      why: 'nothing read yet and nothing asked',
      part: { numbers: [], requirements: [] },
      kind: 'activating',
      words: 'approved, activating',
      actor: 'telnyx',
    },
  ];
  for (const { why, part, ...expected } of rows)
    it(why, () => {
      const { kind, words, actor } = partState(aPart(part));
      assert.deepEqual({ kind, words, actor }, expected);
    });

  it('says when its numbers do not stand at the same point', () => {
    assert.equal(partState(aPart({ numbers: numbers('approved', 'requirement-info-pending') })).mixed, true);
    assert.equal(partState(aPart({ numbers: numbers('approved', 'approved') })).mixed, false);
  });
});

describe('what a part still asks for', () => {
  it('asks for what has no answer and for what was declined, not for what is settled', () => {
    const part = aPart({
      numbers: numbers('requirement-info-exception'),
      requirements: requirements('awaiting-value', 'declined', 'pending-approval', 'approved'),
    });
    assert.deepEqual(missingRequirementIds(part), ['r0', 'r1']);
    assert.deepEqual(declinedRequirements(part), { ids: ['r1'], certain: true });
  });

  it('asks for all that is not approved when Telnyx does not say which was declined', () => {
    const part = aPart({
      numbers: numbers('requirement-info-exception'),
      requirements: requirements('approved', null, null),
    });
    assert.deepEqual(declinedRequirements(part), { ids: ['r1', 'r2'], certain: false });
    assert.deepEqual(missingRequirementIds(part), ['r1', 'r2']);
  });

  it('goes by the answer itself where Telnyx gives no status', () => {
    const part = aPart({
      requirements: [
        aRequirementState({ requirementId: 'given', answered: true, status: null }),
        aRequirementState({ requirementId: 'not-given', answered: false, status: null }),
      ],
    });
    assert.deepEqual(missingRequirementIds(part), ['not-given']);
  });

  it('asks for nothing once the part has ended', () => {
    const part = aPart({ status: 'cancelled', requirements: requirements('declined', 'awaiting-value') });
    assert.deepEqual(missingRequirementIds(part), []);
    assert.deepEqual(declinedRequirements(part), { ids: [], certain: true });
  });
});

describe('an order and its parts', () => {
  it('names a part by country and type', () => {
    assert.equal(partName(aPart({ country: 'GB', numberType: 'toll_free' })), 'GB toll-free part');
  });

  it('goes on following a part under a word that it does not know', () => {
    assert.equal(isPartOpen(aPart({ status: 'on-hold' })), true);
    for (const status of ['success', 'failure', 'cancelled', 'deleted'])
      assert.equal(isPartOpen(aPart({ status })), false);
  });

  it('is open while one part is, or while no part is known', () => {
    const done = aPart({ id: 'done', status: 'success' });
    assert.equal(isOrderOpen(anOrder({ parts: [done, aPart()] })), true);
    assert.equal(isOrderOpen(anOrder({ parts: [done] })), false);
    assert.equal(isOrderOpen(anOrder({ parts: [] })), true);
  });

  it('takes the soonest deadline of the parts that are still open', () => {
    const parts = [
      aPart({ id: 'later', deadlineAt: NOW + 9 * HOUR_MS }),
      aPart({ id: 'sooner', deadlineAt: NOW + 5 * HOUR_MS }),
      aPart({ id: 'over', status: 'cancelled', deadlineAt: NOW }),
    ];
    assert.equal(soonestDeadline(anOrder({ parts })), NOW + 5 * HOUR_MS);
    assert.equal(soonestDeadline(anOrder({ parts: [] })), null);
    assert.equal(findPart(anOrder({ parts }), 'sooner'), parts[1]);
    assert.equal(findPart(anOrder({ parts }), 'elsewhere'), null);
  });
});
