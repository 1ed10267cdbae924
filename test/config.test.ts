import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConfigError, parseConfig } from '../src/config.ts';

const LIVE = {
  SLACK_BOT_TOKEN: 'xoxb-1234567890',
  SLACK_APP_TOKEN: 'xapp-1-1234567890',
  TELNYX_API_KEY: 'KEY0123456789',
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
};

const problemsOf = (env: Record<string, string>): string[] => {
  try {
    parseConfig(env);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems;
  }
};

describe('the configuration', () => {
  it('is the sandbox when no Slack and no Telnyx variable is set', () => {
    assert.equal(parseConfig({ PATH: '/bin', PORT: '4000' }).mode, 'sandbox');
  });

  it('takes an empty variable as not set', () => {
    assert.equal(parseConfig({ SLACK_BOT_TOKEN: '', TELNYX_API_KEY: ' ' }).mode, 'sandbox');
  });

  it('uses Socket Mode with an app token, HTTP with a signing secret alone', () => {
    const transportOf = (env: Record<string, string>): string => {
      const settings = parseConfig(env);
      return settings.mode === 'live' ? settings.config.slack.transport.kind : settings.mode;
    };
    const { SLACK_APP_TOKEN: _, ...withoutAppToken } = LIVE;
    const secret = { SLACK_SIGNING_SECRET: '8f742231b10e8888abcd99' };
    assert.equal(transportOf(LIVE), 'socket');
    assert.equal(transportOf({ ...LIVE, ...secret }), 'socket');
    assert.equal(transportOf({ ...withoutAppToken, ...secret }), 'http');
  });

  it('fills in what has a default', () => {
    const { config } = parseConfig({});
    assert.deepEqual(
      [config.storeUrl, config.port, config.pollSchedule, config.timezone, config.defaultCountry, config.logLevel],
      ['sqlite://data/numberdesk.sqlite', 3000, '* * * * *', 'UTC', 'US', 'info'],
    );
  });

  const halves: { env: Record<string, string>; names: string[]; why: string }[] = [
    {
      env: { TELNYX_API_KEY: 'KEY0123456789' },
      names: ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'ENCRYPTION_KEY'],
      why: 'Telnyx alone',
    },
    {
      env: { SLACK_BOT_TOKEN: 'xoxb-1234567890' },
      names: ['SLACK_APP_TOKEN', 'TELNYX_API_KEY', 'ENCRYPTION_KEY'],
      why: 'a bot token alone',
    },
    {
      env: { TELNYX_PUBLIC_KEY: `${'A'.repeat(43)}=` },
      names: ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'TELNYX_API_KEY', 'ENCRYPTION_KEY'],
      why: 'even an optional one',
    },
    { env: { ...LIVE, SLACK_BOT_TOKEN: 'xoxp-1234567890' }, names: ['SLACK_BOT_TOKEN'], why: 'a user token' },
    { env: { ...LIVE, PORT: '70000', LOG_LEVEL: 'loud' }, names: ['PORT', 'LOG_LEVEL'], why: 'two wrong values' },
    { env: { POLL_SCHEDULE: 'often' }, names: ['POLL_SCHEDULE'], why: 'in the sandbox too' },
    { env: { TIMEZONE: 'Mars/Base' }, names: ['TIMEZONE'], why: 'an unknown zone' },
    { env: { DEFAULT_COUNTRY: 'UK' }, names: ['DEFAULT_COUNTRY'], why: 'Telnyx would find nothing in UK, which is GB' },
    { env: { DEFAULT_COUNTRY: 'XX' }, names: ['DEFAULT_COUNTRY'], why: 'no country at all' },
    { env: { STORE_URL: 'mysql://x' }, names: ['STORE_URL'], why: 'an unknown store' },
    { env: { ...LIVE, ENCRYPTION_KEY: '' }, names: ['ENCRYPTION_KEY'], why: 'half-filled forms could not be kept' },
    { env: { ...LIVE, ENCRYPTION_KEY: 'c2hvcnQ=' }, names: ['ENCRYPTION_KEY'], why: 'a key of 5 bytes' },
    { env: { ENCRYPTION_KEY: 'a passphrase' }, names: ['ENCRYPTION_KEY'], why: 'no key, in the sandbox too' },
    {
      env: { ...LIVE, ENCRYPTION_KEY_PREVIOUS: 'c2hvcnQ=' },
      names: ['ENCRYPTION_KEY_PREVIOUS'],
      why: 'a former key that cannot have been one',
    },
  ];
  for (const { env, names, why } of halves) {
    it(`names every variable to fix, with an example: ${why}`, () => {
      const problems = problemsOf(env);
      assert.deepEqual(
        problems.map((line) => line.split(' ')[0]),
        names,
      );
      assert.ok(problems.every((line) => line.includes('for example')));
    });
  }

  const [now = '', former = ''] = [7, 8].map((byte) => Buffer.alloc(32, byte).toString('base64'));
  const keys: { env: Record<string, string>; keys: string[]; why: string }[] = [
    { env: LIVE, keys: [now], why: 'the one that is set' },
    {
      env: { ...LIVE, ENCRYPTION_KEY_PREVIOUS: former },
      keys: [now, former],
      why: 'the new one first while it is replaced',
    },
    { env: { ENCRYPTION_KEY: former }, keys: [former], why: 'the one that is set, in the sandbox too' },
  ];
  for (const { env, keys: expected, why } of keys)
    it(`seals half-filled forms with ${why}`, () => {
      assert.deepEqual(parseConfig(env).config.encryptionKeys, expected);
    });

  it('takes webhooks under both public keys while Telnyx changes its own', () => {
    const [key = '', other = ''] = [1, 2].map((byte) => Buffer.alloc(32, byte).toString('base64'));
    const keysOf = (env: Record<string, string>): string[] => {
      const settings = parseConfig({ ...LIVE, ...env });
      return settings.mode === 'live' ? settings.config.telnyx.publicKeys : ['sandbox'];
    };
    assert.deepEqual(keysOf({}), []);
    assert.deepEqual(keysOf({ TELNYX_PUBLIC_KEY: key }), [key]);
    assert.deepEqual(keysOf({ TELNYX_PUBLIC_KEY: key, TELNYX_PUBLIC_KEY_PREVIOUS: other }), [key, other]);
  });

  it('makes a key of its own for each sandbox', () => {
    const [[one = ''], [other = '']] = [parseConfig({}).config.encryptionKeys, parseConfig({}).config.encryptionKeys];
    assert.equal(Buffer.from(one, 'base64').length, 32);
    assert.notEqual(one, other);
  });

  it('says of a value in quotes that they are to go: `docker run --env-file` takes them for a part of it', () => {
    const quoted = { ...LIVE, TELNYX_API_KEY: '"KEY0123456789"', POLL_SCHEDULE: "'* * * * *'" };
    const problems = problemsOf(quoted);
    assert.deepEqual(
      problems.map((line) => line.split(' ')[0]),
      ['TELNYX_API_KEY', 'POLL_SCHEDULE'],
    );
    for (const line of problems) assert.match(line, /stands in quotes, .*leave them out/);
  });

  it('never repeats a value, which may be a secret', () => {
    for (const name of ['SLACK_BOT_TOKEN', 'ENCRYPTION_KEY', 'ENCRYPTION_KEY_PREVIOUS'])
      assert.ok(
        !problemsOf({ ...LIVE, [name]: 'xoxp-very-secret' })
          .join()
          .includes('very-secret'),
      );
  });
});
