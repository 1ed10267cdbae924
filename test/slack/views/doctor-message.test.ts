import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Diagnosis } from '../../../src/domain/diagnosis.ts';
import { AppError } from '../../../src/errors.ts';
import { doctorMessage } from '../../../src/slack/views/doctor-message.ts';
import { HOUR_MS, MINUTE_MS, NOW } from '../../support/builders.ts';

const diagnosis = (given: Partial<Diagnosis> = {}): Diagnosis => ({
  slack: { transport: 'socket', isConnected: true, found: { workspace: 'Acme', missingScopes: [] }, failure: null },
  telnyx: { found: { accountId: '8eb32d9c-eb55-4b97-b4f8-4f3b4b0f0f0f', ms: 240 }, failure: null },
  store: { found: { bytes: 3 * 1024 * 1024 }, failure: null },
  poll: { lastAt: NOW - MINUTE_MS, telnyxReachable: true, failed: 0, lateByMs: 0 },
  webhooks: { hasKey: true, isRotating: false, lastAt: NOW - HOUR_MS },
  encryption: { isRotating: false },
  channels: { found: { looked: 2, unreachable: [] }, failure: null },
  now: NOW,
  ...given,
});

const wordsOf = (given: Partial<Diagnosis> = {}): string => JSON.stringify(doctorMessage(diagnosis(given)).blocks);

describe('what the doctor says', () => {
  it('when everything is in order: that, and what it saw', () => {
    const words = wordsOf();
    assert.match(words, /Everything is connected/);
    assert.doesNotMatch(words, /:warning:/);
    assert.match(words, /Connected to Acme, by Socket Mode, with all scopes/);
    assert.match(words, /account `8eb32d9c…`\. A call took 0\.2 s/);
    assert.doesNotMatch(words, /8eb32d9c-eb55/, 'enough to tell accounts apart, and no more');
    assert.match(words, /Works, 3\.0 MB/);
    assert.match(words, /can post in all 2/);
  });

  const failure = (code: AppError['code']) => ({ found: null, failure: new AppError(code, 'KEY-secret at /data') });
  const SAYS: { why: string; given: Partial<Diagnosis>; says: RegExp[] }[] = [
    {
      why: 'which scopes are missing and how to get them',
      given: {
        slack: {
          transport: 'http',
          isConnected: true,
          found: { workspace: 'Acme', missingScopes: ['files:read', 'groups:read'] },
          failure: null,
        },
      },
      says: [/1 thing needs somebody/, /without `files:read` and `groups:read`\. Compare the app with `manifest\.yml`/],
    },
    {
      why: 'that the socket is away',
      given: { slack: { ...diagnosis().slack, isConnected: false } },
      says: [/socket is not connected/, /SLACK_APP_TOKEN/],
    },
    {
      why: 'that the key is refused',
      given: { telnyx: failure('telnyx_key_refused') },
      says: [/check TELNYX_API_KEY/],
    },
    {
      why: 'that a call was slow, and that no order names the account yet',
      given: { telnyx: { found: { accountId: null, ms: 4_200 }, failure: null } },
      says: [/no order yet/, /4\.2 s, which is slow/, /Everything is connected/],
    },
    {
      why: 'that the store fails',
      given: { store: failure('store_failed') },
      says: [/Could not be saved/, /:warning: \*Store/],
    },
    {
      why: 'that the poll is late',
      given: { poll: { ...diagnosis().poll, lastAt: NOW - HOUR_MS } },
      says: [/1 hour ago, which is late/],
    },
    {
      why: 'that no poll ended',
      given: { poll: { ...diagnosis().poll, lastAt: null } },
      says: [/No poll has ended yet/],
    },
    {
      why: 'that Telnyx did not answer the poll',
      given: { poll: { ...diagnosis().poll, telnyxReachable: false } },
      says: [/Reminders still go out/],
    },
    {
      why: 'how much could not be read',
      given: { poll: { ...diagnosis().poll, failed: 2 } },
      says: [/2 readings failed/],
    },
    {
      why: 'where it cannot post, and what to type there',
      given: { channels: { found: { looked: 2, unreachable: ['C123'] }, failure: null } },
      says: [/cannot post in <#C123>\. Type `\/invite @numberdesk`/],
    },
    {
      why: 'how to switch webhooks on',
      given: { webhooks: { hasKey: false, isRotating: false, lastAt: null } },
      says: [
        /Off; the poll brings all news/,
        /When a Number Order Completes/,
        /TELNYX_PUBLIC_KEY/,
        /Everything is connected/,
      ],
    },
    {
      why: 'that none came yet',
      given: { webhooks: { hasKey: true, isRotating: false, lastAt: null } },
      says: [/The key is set, but none has come yet/, /the log tells why one was refused/],
    },
    {
      why: 'what to take away after a rotation',
      given: { webhooks: { hasKey: true, isRotating: true, lastAt: NOW }, encryption: { isRotating: true } },
      says: [/remove `TELNYX_PUBLIC_KEY_PREVIOUS`/, /so remove `ENCRYPTION_KEY_PREVIOUS` now/],
    },
  ];
  for (const { why, given, says } of SAYS)
    it(why, () => {
      const words = wordsOf(given);
      for (const each of says) assert.match(words, each);
      assert.doesNotMatch(words, /KEY-secret|\/data/, 'what an error says inside is for the log');
    });

  it('with what Slack and Telnyx call things escaped', () => {
    const found = { workspace: 'A <!channel>', missingScopes: [] };
    const words = wordsOf({ slack: { transport: 'http', isConnected: true, found, failure: null } });
    assert.match(words, /A &lt;!channel&gt;/);
  });
});
