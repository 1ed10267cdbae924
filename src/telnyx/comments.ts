import type { Client } from './client.ts';
import { readAll } from './paging.ts';
import { path } from './path.ts';
import type { CommentOn, Telnyx } from './telnyx.ts';
import { type CommentedRecord, comment, toCommentBody, toCommentsFilter } from './wire/comments.ts';
import { list, one, toLaterPageQuery } from './wire/envelope.ts';

const toRecord = (on: CommentOn): CommentedRecord =>
  'groupId' in on ? { type: 'requirement_group', id: on.groupId } : { type: 'sub_number_order', id: on.subOrderId };

export const createComments = (client: Client): Telnyx['comments'] => {
  const listOf = async (record: CommentedRecord) => {
    const { items } = await readAll({
      read: (page) =>
        client.get({
          path: path`/comments`,
          query: { ...toCommentsFilter(record), ...toLaterPageQuery(page) },
          answer: list(comment),
        }),
    });
    return items;
  };

  return {
    list: (subOrderId) => listOf({ type: 'sub_number_order', id: subOrderId }),

    listOfGroup: (groupId) => listOf({ type: 'requirement_group', id: groupId }),

    create: ({ body, ...on }) =>
      client.post({
        path: path`/comments`,
        body: toCommentBody({ ...toRecord(on), body }),
        answer: one(comment),
        personal: [body],
      }),

    markRead: (commentId) => client.patch({ path: path`/comments/${commentId}/read`, answer: one(comment) }),
  };
};
