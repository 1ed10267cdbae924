import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';

const ROOT = resolve(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** Instructions with their words, continued lines joined, comments left out. */
const instructions = read('Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => ({ name: line.split(' ')[0] ?? '', words: line.slice(line.indexOf(' ') + 1).trim() }));
const all = (name: string): string[] => instructions.filter((each) => each.name === name).map(({ words }) => words);
const environment = Object.fromEntries(
  [
    ...all('ENV')
      .join(' ')
      .matchAll(/(\w+)=(\S+)/g),
  ].map(([, name, value]) => [name, value]),
);

describe('the container', () => {
  it('runs as a user without rights, from its last step of the build on', () => {
    assert.deepEqual(all('USER'), ['node']);
    const command = instructions.findIndex(({ name }) => name === 'CMD');
    assert.ok(instructions.findIndex(({ name }) => name === 'USER') < command);
  });

  it('keeps what it writes in its one volume, and writes nowhere else', () => {
    assert.deepEqual(all('VOLUME'), ['/data']);
    assert.match(environment.STORE_URL ?? '', /^sqlite:\/\/\/data\//);
    assert.doesNotMatch(read('Dockerfile'), /\/tmp\b/);
    const owned = all('RUN').flatMap((run) => /chown node:node ([^&]+)/.exec(run)?.[1]?.trim().split(' ') ?? []);
    assert.deepEqual(owned, ['/data', 'compile-cache'], 'the user owns nothing but these');
  });

  it('brings its compile cache along, made by the user who reads it', () => {
    assert.equal(environment.NODE_COMPILE_CACHE, '/app/compile-cache');
    const user = instructions.findIndex(({ name }) => name === 'USER');
    const filled = instructions.findIndex(({ words }) => words.includes('flushCompileCache'));
    assert.ok(filled > user, 'Node keeps a cache for each user apart');
  });

  it('installs what the lock file says, without the tools of development, and copies no more than it runs', () => {
    assert.match(all('RUN').join('\n'), /npm ci --omit=dev/);
    assert.deepEqual(all('COPY'), ['package.json package-lock.json .npmrc ./', 'manifest.yml ./', 'src ./src']);
    assert.deepEqual(all('ADD'), []);
    const [first, ...admitted] = read('.dockerignore').trim().split('\n');
    assert.equal(first, '*', 'an .env beside it never reaches the image');
    assert.deepEqual(admitted, ['!package.json', '!package-lock.json', '!.npmrc', '!manifest.yml', '!src']);
  });

  it('holds no secret', () => {
    assert.deepEqual(Object.keys(environment).sort(), ['NODE_COMPILE_CACHE', 'NODE_ENV', 'STORE_URL']);
    assert.deepEqual(all('ARG'), []);
  });

  it('starts the app as npm does', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: { start: string } };
    assert.deepEqual(
      all('CMD').map((words) => JSON.parse(words).join(' ')),
      [scripts.start],
    );
  });

  it('is started read-only in the README', () => {
    assert.match(read('README.md'), /docker run --read-only --tmpfs \/tmp .*-v \S+:\/data/);
  });
});
