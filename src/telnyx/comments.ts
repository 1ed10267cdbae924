import type { Client } from './client.ts';
import { readAll } from './paging.ts';
import { path } from './path.ts';
import type { Telnyx } from './telnyx.ts';
import { comment, toCommentBody, toCommentsFilter } from './wire/comments.ts';
import { list, one, toLaterPageQuery } from './wire/envelope.ts';

export const createComments = (client: Client): Telnyx['comments'] => ({
  list: async (subOrderId) => {
    const { items } = await readAll({
      read: (page) =>
        client.get({
          path: path`/comments`,
          query: { ...toCommentsFilter(subOrderId), ...toLaterPageQuery(page) },
          answer: list(comment),
        }),
    });
    return items;
  },

  create: ({ subOrderId, body }) =>
    client.post({
      path: path`/comments`,
      body: toCommentBody({ subOrderId, body }),
      answer: one(comment),
      personal: [body],
    }),

  markRead: (commentId) => client.patch({ path: path`/comments/${commentId}/read`, answer: one(comment) }),
});
