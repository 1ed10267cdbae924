import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { importsOf } from './support/source-imports.ts';

const ROOT = resolve(import.meta.dirname, '..');
/** Each takes a twentieth of the start or more, and the first command or poll is early enough. */
const LATE = ['zod', 'axios', 'libphonenumber-js/max', 'prom-client', 'file-type', '@cantoo/pdf-lib'];

/** The packages that are read before the app listens, and the file that first asks for each. */
const readAtStart = (): { packages: Map<string, string>; files: Set<string> } => {
  const packages = new Map<string, string>();
  const files = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file) || !file.endsWith('.ts')) return;
    files.add(file);
    for (const { specifier, typeOnly, late } of importsOf(readFileSync(file, 'utf8'))) {
      if (typeOnly || late) continue;
      if (specifier.startsWith('.')) visit(join(dirname(file), specifier));
      else if (!packages.has(specifier)) packages.set(specifier, relative(ROOT, file));
    }
  };
  visit(join(ROOT, 'src/main.ts'));
  return { packages, files };
};

describe('the start', () => {
  it('reads nothing that can wait until the app listens', () => {
    const { packages, files } = readAtStart();
    assert.ok(packages.has('@slack/bolt') && files.size > 100, `${files.size} files`);
    const early = LATE.filter((name) => packages.has(name)).map((name) => `${name} by ${packages.get(name)}`);
    assert.deepEqual(early, []);
  });

  it('of a container compiles nothing anew, of what waits neither', () => {
    const compiled = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
    for (const name of ['app', 'jobs/poll-schedule', 'telnyx/create-telnyx', 'telnyx/http', 'http/meters'])
      assert.ok(compiled.includes(`'${name}'`), `${name} is not compiled when the image is built`);
    assert.ok(compiled.includes("require('libphonenumber-js/max')"));
  });
});
