import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { durationText } from '../../../src/slack/views/words.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const ROWS: { ms: number; words: string; why: string }[] = [
  { ms: 72 * HOUR_MS - MINUTE_MS, words: '3 days', why: 'a reminder comes with the first poll after its hour' },
  { ms: 4 * HOUR_MS - 2 * MINUTE_MS, words: '4 hours', why: 'the same for the last one' },
  { ms: 4 * HOUR_MS - 6 * MINUTE_MS, words: '3 hours', why: 'beyond that, never more than there is' },
  { ms: 47 * HOUR_MS, words: '47 hours', why: 'below two days hours say more' },
  { ms: 35 * MINUTE_MS, words: '35 minutes', why: 'below an hour, minutes' },
  { ms: 1, words: '1 minute', why: 'never nothing while something is left' },
];

describe('time that is left', () => {
  for (const { ms, words, why } of ROWS) it(`reads as "${words}": ${why}`, () => assert.equal(durationText(ms), words));
});
