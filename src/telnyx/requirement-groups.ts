import type { Client } from './client.ts';
import { readAll } from './paging.ts';
import { path } from './path.ts';
import type { Telnyx } from './telnyx.ts';
import { list, nothing, one, toLaterPageQuery } from './wire/envelope.ts';
import { requirementGroup, toGroupChangeBody, toGroupsFilter, toNewGroupBody } from './wire/requirement-groups.ts';

export const createRequirementGroups = (client: Client): Telnyx['requirementGroups'] => ({
  list: async (filter) => {
    const { items } = await readAll({
      read: (page) =>
        client.get({
          path: path`/requirement_groups`,
          query: { ...toGroupsFilter(filter), ...toLaterPageQuery(page) },
          answer: list(requirementGroup),
        }),
    });
    return items;
  },

  get: (groupId) => client.get({ path: path`/requirement_groups/${groupId}`, answer: one(requirementGroup) }),

  create: (group) =>
    client.post({
      path: path`/requirement_groups`,
      body: toNewGroupBody(group),
      answer: one(requirementGroup),
    }),

  update: (groupId, change) =>
    client.patch({
      path: path`/requirement_groups/${groupId}`,
      body: toGroupChangeBody(change),
      answer: one(requirementGroup),
      personal: change.values?.map(({ value }) => value) ?? [],
    }),

  submit: (groupId) =>
    client.post({
      path: path`/requirement_groups/${groupId}/submit_for_approval`,
      answer: one(requirementGroup),
    }),

  remove: (groupId) => client.delete({ path: path`/requirement_groups/${groupId}`, answer: nothing }),
});
