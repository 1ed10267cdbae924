import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';

const ROOT = resolve(import.meta.dirname, '..');
const readJson = (file: string): unknown => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));

type Locked = { version?: string; integrity?: string; dev?: boolean; link?: boolean; resolved?: string };
type Manifest = { license?: unknown; scripts?: Record<string, string> };

const { packages } = readJson('package-lock.json') as { packages: Record<string, Locked> };
const locked = Object.entries(packages).filter(([folder]) => folder !== '');
/** What runs in production, as far as this machine has it: optional packages of other systems are not there. */
const inProduction = locked.filter(
  ([folder, { dev }]) => dev !== true && existsSync(join(ROOT, folder, 'package.json')),
);

/** Nothing among them asks for more than its notice to be kept. */
const PERMISSIVE = [
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
];

describe('the packages', () => {
  it('are pinned by the lock file: each by its version, and what runs in production by the hash of its content', () => {
    const loose = locked.filter(
      ([, { version, integrity, link, dev }]) => link === true || !version || (dev !== true && !integrity),
    );
    assert.deepEqual(
      loose.map(([folder]) => folder),
      [],
    );
  });

  it('come from the registry, none from an address of its own', () => {
    const elsewhere = locked.filter(
      ([, { resolved = '' }]) => resolved !== '' && !resolved.startsWith('https://registry.npmjs.org/'),
    );
    assert.deepEqual(
      elsewhere.map(([folder]) => folder),
      [],
    );
  });

  it('of production have permissive licences', () => {
    assert.ok(inProduction.length > 100, `${inProduction.length} packages`);
    const others = inProduction
      .map(([folder]) => ({ folder, licence: (readJson(join(folder, 'package.json')) as Manifest).license }))
      .filter(({ licence }) => typeof licence !== 'string' || !PERMISSIVE.includes(licence));
    assert.deepEqual(others, []);
  });

  it('of production run nothing of their own when they are installed', () => {
    const RUN_AT_INSTALL = ['preinstall', 'install', 'postinstall'];
    const running = inProduction.filter(([folder]) => {
      const { scripts = {} } = readJson(join(folder, 'package.json')) as Manifest;
      return RUN_AT_INSTALL.some((name) => name in scripts);
    });
    assert.deepEqual(
      running.map(([folder]) => folder),
      [],
    );
  });
});
