import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { parse } from 'yaml';
import { OFFERED_COMMANDS, OFFERED_SHORTCUTS } from '../../../src/sandbox/web/app-offers.ts';

type Manifest = {
  features: { slash_commands: { command: string }[]; shortcuts: { name: string; callback_id: string }[] };
};

it('the page offers the command and the shortcuts of the manifest', () => {
  const { features } = parse(readFileSync(join(import.meta.dirname, '../../../manifest.yml'), 'utf8')) as Manifest;
  const words = new Set(OFFERED_COMMANDS.map(({ word }) => word.split(' ')[0]));
  assert.deepEqual(
    [...words],
    features.slash_commands.map(({ command }) => command),
  );
  assert.deepEqual(
    OFFERED_SHORTCUTS,
    features.shortcuts.map(({ name, callback_id: callbackId }) => ({ callbackId, name })),
  );
});
