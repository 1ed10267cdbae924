import { describe } from 'node:test';
import { aComment, DAY_MS, NOW } from '../support/builders.ts';
import {
  ACTIVE,
  APPROVED,
  activated,
  COMMENT,
  checkChanges,
  commented,
  DEADLINE,
  DECLINED,
  declined,
  LATER,
  NEEDED,
  order,
  REVIEWED,
  UNNAMED,
  withStatus,
} from './part-readings.ts';

describe('the first reading of an order', () => {
  checkChanges([
    {
      why: 'says what is needed and by when, and nothing more of the deadline',
      before: null,
      after: order(NEEDED),
      changes: [{ kind: 'paperwork-needed', partId: 'p0', requirementIds: ['r0'], deadlineAt: DEADLINE }],
    },
    { why: 'has nothing to ask for when all answers are in', before: null, after: order(REVIEWED), changes: [] },
    {
      why: 'tells of a part that is on already',
      before: null,
      after: order(ACTIVE),
      changes: [activated, { kind: 'order-complete' }],
    },
    {
      why: 'tells of a decline that has happened already, with the comment that is there',
      before: null,
      after: order({ ...DECLINED, ...COMMENT }),
      changes: [{ ...declined, requirementIds: ['r0'], certain: true }, commented],
    },
    {
      why: 'does not repeat to people what they wrote themselves',
      before: null,
      after: order({ ...REVIEWED, comments: [aComment({ authorType: 'user' })] }),
      sentCommentIds: [],
      changes: [],
    },
  ]);
});

describe('paperwork and declines', () => {
  checkChanges([
    {
      why: 'asks once a part turns out to need answers',
      before: order({ numbers: [], requirements: [] }),
      after: order(NEEDED),
      changes: [{ kind: 'paperwork-needed', partId: 'p0', requirementIds: ['r0'], deadlineAt: DEADLINE }],
    },
    { why: 'approval is for the card only', before: order(REVIEWED), after: order(APPROVED), changes: [] },
    {
      why: 'names what was declined, with the new deadline in it',
      before: order(REVIEWED),
      after: order(DECLINED),
      changes: [{ ...declined, requirementIds: ['r0'], certain: true }],
    },
    {
      why: 'lists all that is not approved when Telnyx does not name it',
      before: order({ ...REVIEWED, ...withStatus('requirement-info-under-review', null, null) }),
      after: order(UNNAMED),
      changes: [{ ...declined, requirementIds: ['r0', 'r1'], certain: false }],
    },
    { why: 'what stays declined was told', before: order(DECLINED), after: order(DECLINED), changes: [] },
    {
      why: 'one more declined requirement is told alone',
      before: order(DECLINED),
      after: order({ ...DECLINED, ...withStatus('requirement-info-exception', 'declined', 'declined') }),
      changes: [{ ...declined, requirementIds: ['r1'], certain: true }],
    },
    {
      why: 'declined again after a new submission is a new decline, though the number never left its exception',
      before: order({ ...DECLINED, ...withStatus('requirement-info-exception', 'pending-approval', 'approved') }),
      after: order(DECLINED),
      changes: [{ ...declined, requirementIds: ['r0'], certain: true }],
    },
    {
      why: 'a name for what was told without one is no new decline',
      before: order(UNNAMED),
      after: order(DECLINED),
      changes: [],
    },
    {
      why: 'a reading that no longer names it is no new decline',
      before: order(DECLINED),
      after: order(UNNAMED),
      changes: [],
    },
    {
      why: 'a comment while declined is just a comment',
      before: order(UNNAMED),
      after: order({ ...UNNAMED, ...COMMENT }),
      changes: [commented],
    },
  ]);
});

describe('comments', () => {
  const own = aComment({ id: 'own', authorType: 'user', author: 'team@example.com' });
  checkChanges([
    {
      why: 'a comment that is known is not told again, even when it was read since',
      before: order({ ...NEEDED, ...COMMENT }),
      after: order({ ...NEEDED, comments: [aComment({ readAt: NOW })] }),
      changes: [],
    },
    {
      why: 'our own comment is not told back',
      before: order(NEEDED),
      after: order({ ...NEEDED, comments: [own] }),
      sentCommentIds: ['own'],
      changes: [],
    },
    {
      why: 'a colleague wrote in the portal',
      before: order(NEEDED),
      after: order({ ...NEEDED, comments: [own] }),
      sentCommentIds: [],
      changes: [{ ...commented, commentId: 'own', author: 'team@example.com', authorType: 'user' }],
    },
  ]);
});

describe('deadlines', () => {
  checkChanges([
    {
      why: 'set',
      before: order({ ...NEEDED, deadlineAt: null }),
      after: order(NEEDED),
      changes: [{ kind: 'deadline-set', partId: 'p0', deadlineAt: DEADLINE }],
    },
    {
      why: 'erased: all answers are in',
      before: order(NEEDED),
      after: order(REVIEWED),
      changes: [{ kind: 'deadline-erased', partId: 'p0' }],
    },
    {
      why: 'moved',
      before: order(NEEDED),
      after: order({ ...NEEDED, deadlineAt: LATER }),
      changes: [{ kind: 'deadline-moved', partId: 'p0', from: DEADLINE, to: LATER }],
    },
    {
      why: 'moved while declined is told: the decline was told before',
      before: order(DECLINED),
      after: order({ ...DECLINED, deadlineAt: LATER + DAY_MS }),
      changes: [{ kind: 'deadline-moved', partId: 'p0', from: LATER, to: LATER + DAY_MS }],
    },
    {
      why: 'a part that is over has no deadline to speak of',
      before: order({ ...APPROVED, deadlineAt: DEADLINE }, NEEDED),
      after: order(ACTIVE, NEEDED),
      changes: [activated],
    },
  ]);
});
