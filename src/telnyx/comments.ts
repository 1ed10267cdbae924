import type { Client } from './client.ts';
import { readAll } from './paging.ts';
import { path } from './path.ts';
import type { Telnyx } from './telnyx.ts';
import { type CommentedRecord, comment, toCommentBody, toCommentsFilter } from './wire/comments.ts';
import { list, one, toLaterPageQuery } from './wire/envelope.ts';

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

    create: ({ subOrderId, body }) =>
      client.post({
        path: path`/comments`,
        body: toCommentBody({ subOrderId, body }),
        answer: one(comment),
        personal: [body],
      }),

    markRead: (commentId) => client.patch({ path: path`/comments/${commentId}/read`, answer: one(comment) }),
  };
};
