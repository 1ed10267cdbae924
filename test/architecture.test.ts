import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { importsOf } from './support/source-imports.ts';

const ROOT = resolve(import.meta.dirname, '..');

/** Who may import what. The first row whose `from` fits a file is its law; a name ending in `*` is a prefix; `type:` admits types only. */
const TABLE: { from: string; may: string[] }[] = [
  // Loaded when it is first needed, which `import` cannot do without a promise.
  { from: 'src/domain/phone-library.ts', may: ['libphonenumber-js*', 'node:module'] },
  { from: 'src/domain/*', may: ['src/domain/*', 'src/errors.ts', 'dayjs*', 'libphonenumber-js*'] },
  {
    from: 'src/telnyx/*',
    may: [
      'src/telnyx/*',
      'src/domain/*',
      'src/errors.ts',
      'src/late.ts',
      'src/log.ts',
      'src/turns.ts',
      'axios',
      'axios-retry',
      'zod',
      'node:*',
    ],
  },
  {
    from: 'src/store/*',
    may: [
      'src/store/*',
      'src/errors.ts',
      'src/log.ts',
      'keyv',
      '@keyv/*',
      'node:*',
      'src/domain/is-alike.ts',
      'src/domain/thread.ts',
      'src/domain/tracked-order.ts',
      'src/domain/requirement-form.ts',
      'type:src/domain/*',
    ],
  },
  {
    from: 'src/flows/*',
    may: [
      'src/flows/*',
      'src/domain/*',
      'src/errors.ts',
      'src/log.ts',
      'src/turns.ts',
      'type:src/telnyx/*',
      'type:src/store/*',
    ],
  },
  {
    from: 'src/slack/views/*',
    may: ['src/slack/views/*', 'src/domain/*', 'src/errors.ts', 'src/slack/ids*', 'dayjs*', 'type:@slack/*'],
  },
  {
    from: 'src/slack/*',
    may: [
      'src/slack/*',
      'src/domain/*',
      'src/errors.ts',
      'src/log.ts',
      'src/flows/*',
      'type:src/config.ts',
      '@slack/*',
      'file-type',
      '@cantoo/pdf-lib',
      'image-size',
      'node:*',
    ],
  },
  {
    from: 'src/http/*',
    may: [
      'src/http/*',
      'src/errors.ts',
      'src/late.ts',
      'src/log.ts',
      'type:src/flows/*',
      'src/telnyx/webhook.ts',
      'src/telnyx/wire/webhook.ts',
      'prom-client',
      'node:*',
    ],
  },
  { from: 'src/jobs/*', may: ['src/jobs/*', 'src/errors.ts', 'node-cron', 'type:src/flows/*', 'type:src/log.ts'] },
  { from: 'src/sandbox/web/app-offers.ts', may: ['src/domain/command.ts', 'type:src/sandbox/*'] },
  {
    from: 'src/sandbox/*',
    may: [
      'src/sandbox/*',
      'src/app.ts',
      'src/errors.ts',
      'src/config.ts',
      'src/log.ts',
      'hono*',
      '@hono/*',
      'ws',
      'zod',
      'libphonenumber-js*',
      'node:*',
      'type:src/domain/*',
      'type:src/jobs/*',
    ],
  },
  { from: 'src/config.ts', may: ['node:crypto'] },
  { from: 'src/errors.ts', may: [] },
  { from: 'src/turns.ts', may: [] },
  { from: 'src/late.ts', may: ['type:src/log.ts', 'node:timers/promises'] },
  { from: 'src/log.ts', may: ['pino', 'node:async_hooks'] },
  {
    from: 'src/main.ts',
    may: [
      'src/app.ts',
      'src/config.ts',
      'src/errors.ts',
      'src/log.ts',
      'src/jobs/poll-schedule.ts',
      'src/store/back-up-store.ts',
      'src/store/export-audit.ts',
      'src/domain/audit-csv.ts',
      'src/sandbox/start-sandbox.ts',
      'node:*',
    ],
  },
  {
    from: 'src/app-routes.ts',
    may: [
      'src/log.ts',
      'src/domain/diagnosis.ts',
      'src/flows/hear-from-telnyx.ts',
      'src/http/*',
      'src/slack/slack-app.ts',
      'type:src/config.ts',
      'type:src/flows/*',
      'type:src/store/*',
    ],
  },
  {
    from: 'src/app*',
    may: [
      'src/app-*',
      'src/config.ts',
      'src/errors.ts',
      'src/late.ts',
      'src/log.ts',
      'src/domain/*',
      'src/telnyx/*',
      'src/store/*',
      'src/flows/*',
      'src/slack/*',
      'src/http/*',
      'src/jobs/*',
      'node:*',
    ],
  },
];

/** Functions (45 lines) and complexity are Biome's to count: see biome.json. */
const MOST_LINES = 250;
const FORBIDDEN_NAMES = /(^|\/)(utils?|helpers?|common|misc|manager|service|types|constants|index)\.(ts|js)$/;

const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));

const sources = filesIn('src').filter((file) => file.endsWith('.ts'));
const tests = filesIn('test').filter((file) => file.endsWith('.ts'));
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const fits = (name: string, pattern: string): boolean =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;

const isAllowed = (target: { name: string; typeOnly: boolean }, may: string[]): boolean =>
  may.some((rule) =>
    rule.startsWith('type:') ? target.typeOnly && fits(target.name, rule.slice(5)) : fits(target.name, rule),
  );

const offencesOf = (file: string): string[] => {
  const law = TABLE.find(({ from }) => fits(file, from));
  if (!law) return [`${file} stands in no folder of the layout`];
  return (
    importsOf(read(file))
      .map(({ specifier, typeOnly }) => ({
        name: specifier.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(file), specifier)) : specifier,
        typeOnly,
      }))
      // JSON beside a module is its data.
      .filter(({ name }) => !name.endsWith('.json'))
      .filter((target) => !isAllowed(target, law.may))
      .map(({ name, typeOnly }) => `${file} may not import ${name}${typeOnly ? ' (types)' : ''}`)
  );
};

describe('the architecture', () => {
  it('lets each folder import only what its row of the table allows', () => {
    assert.deepEqual(sources.flatMap(offencesOf), []);
  });

  it('notices an import that the table forbids', () => {
    const [target] = importsOf("import axios from 'axios';\nimport type { X } from '../telnyx/telnyx.ts';");
    assert.equal(isAllowed({ name: target?.specifier ?? '', typeOnly: false }, TABLE[0]?.may ?? []), false);
  });

  it('keeps every file within its budget', () => {
    const long = [...sources, ...tests].filter((file) => read(file).split('\n').length > MOST_LINES + 1);
    assert.deepEqual(long, []);
  });

  it('has no drawer files', () => {
    const drawers = [...sources, ...tests].filter((file) => FORBIDDEN_NAMES.test(file));
    assert.deepEqual(drawers, []);
    assert.ok(FORBIDDEN_NAMES.test('src/domain/utils.ts'));
  });

  it('reads the environment in main.ts only', () => {
    const readers = sources.filter((file) => /process\.env/.test(read(file)) && file !== 'src/main.ts');
    assert.deepEqual(readers, []);
  });

  it('touches the disk in the store and at the start only: files of people pass through memory', () => {
    const WRITERS = /^src\/(store\/|sandbox\/|main\.ts$)/;
    const touching = sources.filter(
      (file) => !WRITERS.test(file) && importsOf(read(file)).some(({ specifier }) => /^(node:)?fs\b/.test(specifier)),
    );
    assert.deepEqual(touching, []);
  });

  it('has no clock in the domain', () => {
    const readers = sources.filter(
      (file) => file.startsWith('src/domain/') && /Date\.now\(|new Date\(\)|dayjs\(\)/.test(read(file)),
    );
    assert.deepEqual(readers, []);
  });

  it('has no default exports and no sandbox switch outside the sandbox', () => {
    const defaults = sources.filter((file) => /^export default/m.test(read(file)));
    assert.deepEqual(defaults, []);
    const switches = sources.filter(
      (file) => !file.startsWith('src/sandbox/') && /if \([^)]*sandbox/i.test(read(file)),
    );
    assert.deepEqual(switches, []);
  });
});
