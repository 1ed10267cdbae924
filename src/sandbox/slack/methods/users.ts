import { toUser } from '../people.ts';
import { refuse } from '../refusal.ts';
import { findPerson } from '../world.ts';
import { type Methods, paginate, text } from './method.ts';

export const usersMethods: Methods = {
  'users.info': {
    token: 'bot',
    scopes: ['users:read'],
    run: ({ world, args }) => {
      const person = findPerson(world, text(args, 'user'));
      if (person === null || person.id !== text(args, 'user')) return refuse('user_not_found');
      return { user: toUser(person, world.clock) };
    },
  },
  'users.list': {
    token: 'bot',
    scopes: ['users:read'],
    run: ({ world, args }) => {
      const { page, response_metadata } = paginate(args, world.people);
      return { members: page.map((person) => toUser(person, world.clock)), response_metadata };
    },
  },
  'usergroups.list': {
    token: 'bot',
    scopes: ['usergroups:read'],
    run: ({ world }) => ({
      usergroups: world.seed.userGroups.map((group) => ({
        id: `S0${group.handle.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`,
        team_id: world.seed.team.id,
        is_usergroup: true,
        name: group.name,
        handle: group.handle,
        users: group.members.map((name) => findPerson(world, name)?.id ?? name),
        user_count: group.members.length,
      })),
    }),
  },
};
