import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { partId, startTelnyx } from './scripted-telnyx.ts';

const aWireComment = (over: Record<string, unknown> = {}) => ({
  id: 'comment-1',
  body: 'The document is cut off.',
  commenter: 'ops@telnyx.example',
  commenter_type: 'admin',
  comment_record_type: 'sub_number_order',
  comment_record_id: partId,
  created_at: '2024-09-13T09:12:19Z',
  updated_at: '2024-09-13T09:12:19Z',
  read_at: null,
  ...over,
});

const comment = {
  id: 'comment-1',
  body: 'The document is cut off.',
  author: 'ops@telnyx.example',
  authorType: 'admin',
  createdAt: Date.UTC(2024, 8, 13, 9, 12, 19),
  readAt: null,
};

describe('comments', () => {
  it('are those of one part', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data: [aWireComment()] } }]);
    assert.deepEqual(await telnyx.comments.list(partId), [comment]);
    assert.deepEqual(seen[0]?.query, {
      'filter[comment_record_type]': ['sub_number_order'],
      'filter[comment_record_id]': [partId],
    });
  });

  it('are those of one requirement group', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data: [aWireComment()] } }]);
    assert.deepEqual(await telnyx.comments.listOfGroup('group-1'), [comment]);
    assert.deepEqual(seen[0]?.query, {
      'filter[comment_record_type]': ['requirement_group'],
      'filter[comment_record_id]': ['group-1'],
    });
  });

  it('are read to the last page: the newest may stand there', async (t) => {
    const { telnyx } = await startTelnyx(t, ({ query }) => {
      const page = Number(query['page[number]']?.[0] ?? 1);
      return { json: { data: [aWireComment({ id: `c-${page}` })], meta: { total_pages: 3, page_size: 1 } } };
    });
    assert.deepEqual(
      (await telnyx.comments.list(partId)).map(({ id }) => id),
      ['c-1', 'c-2', 'c-3'],
    );
  });

  it('are posted to the part', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data: aWireComment() } }]);
    assert.deepEqual(await telnyx.comments.create({ subOrderId: partId, body: 'Here it is.' }), comment);
    assert.deepEqual([seen[0]?.method, seen[0]?.path], ['POST', '/v2/comments']);
    assert.deepEqual(seen[0]?.body, {
      comment_record_type: 'sub_number_order',
      comment_record_id: partId,
      body: 'Here it is.',
    });
  });

  it('are posted to the requirement group', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data: aWireComment() } }]);
    assert.deepEqual(await telnyx.comments.create({ groupId: 'group-1', body: 'Here it is.' }), comment);
    assert.deepEqual([seen[0]?.method, seen[0]?.path], ['POST', '/v2/comments']);
    assert.deepEqual(seen[0]?.body, {
      comment_record_type: 'requirement_group',
      comment_record_id: 'group-1',
      body: 'Here it is.',
    });
  });

  it('are marked as read', async (t) => {
    const data = aWireComment({ read_at: '2024-09-13T10:00:00Z' });
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data } }]);
    assert.equal((await telnyx.comments.markRead('comment-1')).readAt, Date.UTC(2024, 8, 13, 10));
    assert.deepEqual([seen[0]?.method, seen[0]?.path], ['PATCH', '/v2/comments/comment-1/read']);
  });
});
