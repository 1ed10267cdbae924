import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import type { HandlerDeps } from '../src/slack/handler.ts';
import { ACTIONS, CLOSINGS, COMMAND, EVENTS, OPTIONS, SHORTCUTS, VIEWS } from '../src/slack/ids.ts';
import { slackRoutes } from '../src/slack/routes.ts';
import { NEEDED_SCOPES } from '../src/slack/slack-standing.ts';
import { ALL_SCOPES, OPTIONAL_SCOPES } from './support/manifest-scopes.ts';

const ROOT = resolve(import.meta.dirname, '..');
const SCHEMA = resolve(ROOT, '../shared/reference/slack-manifest.schema.json');
const manifest = parse(readFileSync(join(ROOT, 'manifest.yml'), 'utf8'));
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

// Handlers are only built here, never run: nothing of these is read.
const routes = slackRoutes({} as HandlerDeps);
const idsOf = (kind: string): string[] =>
  routes
    .filter((route) => route.kind === kind)
    .map(({ id }) => id)
    .sort();

describe('manifest.yml', () => {
  it('names the command, shortcuts and events that are routed, and no others', () => {
    const { features, settings } = manifest;
    assert.deepEqual(
      features.slash_commands.map(({ command }: { command: string }) => command),
      idsOf('command'),
    );
    assert.deepEqual(
      features.shortcuts.map(({ callback_id }: { callback_id: string }) => callback_id),
      idsOf('shortcut'),
    );
    assert.deepEqual(settings.event_subscriptions.bot_events, idsOf('event'));
  });

  it('hints only at what the command can do', () => {
    assert.deepEqual([COMMAND], idsOf('command'));
    assert.ok(manifest.features.slash_commands[0].usage_hint.length <= 1000);
  });

  it('asks for what the doctor looks for', () => {
    const needed = manifest.oauth_config.scopes.bot.filter((scope: string) => !OPTIONAL_SCOPES.includes(scope));
    assert.deepEqual(needed, NEEDED_SCOPES);
  });

  it('asks for no scope that the README does not explain', () => {
    for (const scope of manifest.oauth_config.scopes.bot) assert.ok(readme.includes(`\`${scope}\``), scope);
  });

  it('lists what is optional among the scopes too, as Slack wants it, and lets only reading be optional', () => {
    assert.deepEqual(OPTIONAL_SCOPES, ['channels:history', 'groups:history', 'im:history']);
    assert.deepEqual(
      OPTIONAL_SCOPES.filter((scope) => !ALL_SCOPES.includes(scope)),
      [],
    );
    assert.equal(ALL_SCOPES.length, new Set(ALL_SCOPES).size);
  });

  it('is valid by Slack’s manifest schema', {
    skip: existsSync(SCHEMA) ? false : 'the schema of manifests is not here',
  }, () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));
    assert.ok(validate(manifest), JSON.stringify(validate.errors));
  });
});

describe('the routes', () => {
  it('give every id of ids.ts one handler, and know no other', () => {
    const known = [
      COMMAND,
      ...Object.values(ACTIONS),
      ...Object.values(VIEWS),
      ...Object.values(OPTIONS),
      ...Object.values(CLOSINGS),
      ...Object.values(SHORTCUTS),
      ...Object.values(EVENTS),
    ];
    assert.deepEqual(routes.map(({ id }) => id).sort(), known.sort());
  });

  it('give no id of one kind to two handlers', () => {
    const names = routes.map(({ kind, id }) => `${kind} ${id}`);
    assert.equal(new Set(names).size, names.length);
  });
});
