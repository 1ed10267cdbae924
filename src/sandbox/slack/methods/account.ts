import { refuse } from '../refusal.ts';
import { type Methods, text } from './method.ts';

/** Who one is, whether the API answers, and Socket Mode's door. */
export const accountMethods: Methods = {
  'api.test': {
    token: 'none',
    scopes: [],
    run: ({ args }) => {
      const { token: _token, ...rest } = args;
      if (text(args, 'error') !== '') refuse(text(args, 'error'), { extra: { args: rest } });
      return { args: rest };
    },
  },
  'auth.test': {
    token: 'bot',
    scopes: [],
    run: ({ world: { seed } }) => ({
      url: `https://${seed.team.domain}.slack.com/`,
      team: seed.team.name,
      user: seed.app.botName,
      team_id: seed.team.id,
      user_id: seed.app.botUserId,
      bot_id: seed.app.botId,
      is_enterprise_install: false,
    }),
  },
  'apps.connections.open': {
    token: 'app',
    scopes: [],
    run: ({ world }) => ({ url: world.socketUrl.issue() }),
  },
  'bots.info': {
    token: 'bot',
    scopes: ['users:read'],
    run: ({ world: { seed, stamps }, args }) => {
      const wanted = text(args, 'bot');
      if (wanted !== '' && wanted !== seed.app.botId) refuse('bot_not_found');
      return {
        bot: {
          id: seed.app.botId,
          deleted: false,
          name: seed.app.name,
          updated: stamps.seconds(),
          app_id: seed.app.id,
          user_id: seed.app.botUserId,
          icons: {},
        },
      };
    },
  },
};
