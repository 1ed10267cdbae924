import assert from 'node:assert/strict';
import { test } from 'node:test';
import { METHODS } from '../../../src/sandbox/slack/method-table.ts';
import { startWorkspace } from './tiny-app.ts';

/** What the product's Slack side may call; a method that vanishes here breaks the app without a word. */
const NEEDED = [
  'api.test',
  'apps.connections.open',
  'auth.test',
  'bots.info',
  'chat.delete',
  'chat.getPermalink',
  'chat.postEphemeral',
  'chat.postMessage',
  'chat.update',
  'conversations.history',
  'conversations.info',
  'conversations.join',
  'conversations.list',
  'conversations.members',
  'conversations.open',
  'conversations.replies',
  'files.info',
  'usergroups.list',
  'users.info',
  'users.list',
  'views.open',
  'views.publish',
  'views.push',
  'views.update',
];

test('GET / lists exactly the methods that answer', async (t) => {
  const slack = await startWorkspace(t);
  const about = (await (await fetch(slack.baseUrl)).json()) as {
    methods: Record<string, unknown>;
    deliveries: string[];
  };
  assert.deepEqual(Object.keys(about.methods), NEEDED);
  assert.deepEqual(Object.keys(METHODS).toSorted(), NEEDED);
  assert.ok(about.deliveries.includes('view_submission'));
  for (const name of NEEDED) {
    const answer = (await (await fetch(`${slack.apiUrl}${name}`, { method: 'POST' })).json()) as { error?: string };
    assert.notEqual(answer.error, 'unknown_method', name);
  }
});
