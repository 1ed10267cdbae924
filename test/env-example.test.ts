import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { parseEnv } from 'node:util';
import { parseConfig, VARIABLES } from '../src/config.ts';

const ROOT = resolve(import.meta.dirname, '..');
const example = readFileSync(join(ROOT, '.env.example'), 'utf8');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

const named = [...example.matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map((match) => match[1] ?? '');

describe('.env.example and the README', () => {
  it('name every variable that the app reads, and no other', () => {
    assert.deepEqual(named.sort(), Object.keys(VARIABLES).sort());
    for (const name of Object.keys(VARIABLES)) assert.ok(readme.includes(`\`${name}\``), `README lacks ${name}`);
  });

  it('show the defaults as they are', () => {
    const shown = parseEnv(example.replaceAll(/^# ([A-Z_]+=)/gm, '$1'));
    for (const [name, variable] of Object.entries(VARIABLES)) {
      if ('fallback' in variable) assert.equal(shown[name], variable.fallback, name);
    }
  });

  it('copied as it is, still starts the sandbox', () => {
    assert.equal(parseConfig(parseEnv(example)).mode, 'sandbox');
  });
});
