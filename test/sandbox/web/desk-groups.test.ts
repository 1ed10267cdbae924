import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { askTelnyx } from '../../support/act.ts';
import { createFulfilledGroup } from '../../support/fulfilled-group.ts';
import { DAY_MS, START_AT } from '../../support/start-world.ts';
import { openPage, type Page } from './open-page.ts';

/** A Swiss group with every value, submitted for approval. */
const submitGroup = async (page: Page): Promise<string> => {
  const groupId = await createFulfilledGroup(page, { country: 'CH', reference: 'Zug office' });
  const { status } = await askTelnyx(page, {
    method: 'POST',
    path: `/requirement_groups/${groupId}/submit_for_approval`,
  });
  assert.equal(status, 200);
  return groupId;
};

const groupIn = async (page: Page) => (await page.state()).groups[0];

describe('requirement groups at the desk of the page', () => {
  it('lie there with values and comments, and are approved', async (t) => {
    const page = await openPage(t);
    const groupId = await submitGroup(page);
    await page.desk({ type: 'comment-group', groupId, body: 'We begin tomorrow.' });
    const waiting = await groupIn(page);
    assert.deepEqual(
      [waiting?.status, waiting?.reference, waiting?.comments[0]?.body],
      ['pending-approval', 'Zug office', 'We begin tomorrow.'],
    );
    assert.ok(waiting?.requirements.every(({ value }) => value !== null));
    await page.desk({ type: 'approve-group', groupId });
    assert.equal((await groupIn(page))?.status, 'approved');
  });

  it('are asked about by the customer, and answered', async (t) => {
    const page = await openPage(t);
    const groupId = await submitGroup(page);
    const body = { comment_record_type: 'requirement_group', comment_record_id: groupId, body: 'Is the lease enough?' };
    assert.equal((await askTelnyx(page, { method: 'POST', path: '/comments', body })).status, 200);
    await page.desk({ type: 'comment-group', groupId, body: 'It is.' });
    assert.deepEqual(
      (await groupIn(page))?.comments.map((comment) => [comment.commenterType, comment.body]),
      [
        ['user', 'Is the lease enough?'],
        ['admin', 'It is.'],
      ],
    );
  });

  it('are declined for some of their values, or for all, with the words of the reviewer', async (t) => {
    const page = await openPage(t);
    const groupId = await submitGroup(page);
    const requirementId = String((await groupIn(page))?.requirements[0]?.requirementId);
    await page.desk({ type: 'decline-group', groupId, requirementIds: [requirementId], comment: 'Too old.' });
    const declined = await groupIn(page);
    assert.deepEqual([declined?.status, declined?.comments[0]?.body], ['declined', 'Too old.']);
    const isDeclined = () => declined?.requirements.filter(({ status }) => status === 'declined').length;
    assert.equal(isDeclined(), 1);
    await page.desk({ type: 'decline-group', groupId, requirementIds: [], comment: 'All of it.' });
    assert.ok((await groupIn(page))?.requirements.every(({ status }) => status === 'declined'));
    const wordless = await page.tryDesk({ type: 'decline-group', groupId, requirementIds: [], comment: ' ' });
    assert.deepEqual(wordless, { ok: false, error: 'comment: Write a comment.' });
  });

  it('run out with a value when the clock reaches its day', async (t) => {
    const page = await openPage(t);
    const groupId = await submitGroup(page);
    const requirementId = String((await groupIn(page))?.requirements[0]?.requirementId);
    await page.desk({ type: 'approve-group', groupId });
    await page.desk({ type: 'expire-value', groupId, requirementId, expiresAt: START_AT + DAY_MS });
    assert.equal((await groupIn(page))?.requirements[0]?.expiresAt, START_AT + DAY_MS);
    await page.desk({ type: 'advance', ms: 2 * DAY_MS });
    const over = await groupIn(page);
    assert.deepEqual([over?.status, over?.requirements[0]?.status], ['expired', 'expired']);
    const late = await page.tryDesk({ type: 'expire-value', groupId, requirementId, expiresAt: null });
    assert.deepEqual(late, { ok: false, error: 'That value has run out: it has to be given anew.' });
  });

  it('say so when they are gone', async (t) => {
    const page = await openPage(t);
    assert.deepEqual(await page.tryDesk({ type: 'approve-group', groupId: 'nothing' }), {
      ok: false,
      error: 'That group is no longer there.',
    });
  });
});

describe('an action at the desk of the page', () => {
  it('is done by the end user only once there is a link, and is decided then', async (t) => {
    const page = await openPage(t);
    const [partId = ''] = page.telnyx.desk.addOrder({ parts: [{ country: 'AU', numberType: 'mobile' }] }).partIds;
    const action = async () =>
      (await page.state()).desk[0]?.requirements.find(({ fieldType }) => fieldType === 'action');
    const requirementId = String((await action())?.requirementId);
    const act = { type: 'do-action', partId, requirementId } as const;
    assert.match(JSON.stringify(await page.tryDesk(act)), /The end user has no link yet/);
    await askTelnyx(page, {
      method: 'POST',
      path: `/external_requirements/${requirementId}/sub_number_orders/${partId}`,
      body: { requirement: { first_name: 'Jane', last_name: 'Doe' } },
    });
    assert.equal((await action())?.hasLink, true);
    await page.desk(act);
    assert.equal((await action())?.status, 'pending-approval');
    await page.desk({ type: 'approve', partId, requirementId, comment: null });
    assert.equal((await action())?.status, 'approved');
    assert.doesNotMatch(JSON.stringify((await page.state()).desk), /Jane|verify\.example/);
  });
});
