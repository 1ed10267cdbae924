import { ALL_EVENTS } from './events.ts';
import { METHODS } from './method-table.ts';
import { RESPONSE_URL_LIFE_MS, RESPONSE_URL_USES } from './response-urls.ts';
import type { Fields } from './shapes.ts';
import { TRIGGER_LIFE_MS } from './triggers.ts';
import { STACK_LIMIT } from './views.ts';

/** What `GET /` answers: read from the tables that do the work, so it cannot promise more than there is. */
export const supported = (options: { transports: Fields; ackTimeoutMs: number }): Fields => ({
  name: 'Slack simulator',
  methods: Object.fromEntries(
    Object.entries(METHODS)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, { token, scopes }]) => [name, { token, scopes }]),
  ),
  deliveries: [
    'slash_commands',
    'block_actions',
    'block_suggestion',
    'view_submission',
    'view_closed',
    'message_action',
    'events_api',
  ],
  events: ALL_EVENTS,
  surfaces: ['message', 'ephemeral', 'modal', 'home'],
  transports: options.transports,
  limits: {
    ackMs: options.ackTimeoutMs,
    triggerMs: TRIGGER_LIFE_MS,
    responseUrlMs: RESPONSE_URL_LIFE_MS,
    responseUrlUses: RESPONSE_URL_USES,
    viewStack: STACK_LIMIT,
    postsPerSecondAndChannel: 1,
  },
});
