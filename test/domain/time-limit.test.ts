import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkTimeLimit, parseTimeLimit, type TimeLimit, timeLimitLabel } from '../../src/domain/time-limit.ts';
import { DAY_MS } from '../support/builders.ts';

const months = (count: number): TimeLimit => ({ kind: 'age', months: count, days: 0 });
const days = (count: number): TimeLimit => ({ kind: 'age', months: 0, days: count });
const valid: TimeLimit = { kind: 'valid' };

describe("Telnyx's time limit is read", () => {
  const cases: [text: string | null, limit: TimeLimit | null, reason: string][] = [
    ['Dated within 3 months', months(3), 'as most proofs of address have it'],
    ['Dated within 1 month', months(1), 'one of them'],
    ['Less than 3 months old', months(3), 'as utility bills have it'],
    ['Less than 5 months old', months(5), "the example in Telnyx's description of its API"],
    ['not older than 3 months', months(3), 'in other words'],
    ['Not more than two weeks old.', days(14), 'numbers in words, weeks, a full stop'],
    ['no older than 90 days', days(90), 'days'],
    ['Must not be older than a year', months(12), 'a year'],
    ['Must be dated within the last 6 months', months(6), 'more words around it'],
    ['issued no more than 30 days ago', days(30), 'ago'],
    ['  DATED  within 3-months ', months(3), 'case, blanks and hyphens do not matter'],
    ['Current and not expired', valid, 'as identity documents have it'],
    ['valid, not expired', valid, 'in other words'],
    ['Must not be expired', valid, 'in other words'],
    ['Valid', valid, 'shortly'],
    [null, null, 'no limit'],
    ['', null, 'nothing said'],
    ['Valid for at least 6 months', null, 'not the same as valid today'],
    ['Within 3 months', null, 'of what?'],
    ['3 months', null, 'older or younger?'],
    ['More than 3 months old', null, 'the opposite'],
    ['Dated within 3 months, or the latest annual statement', null, 'there is another way to fulfil it'],
    ['Dated within 3-6 months', null, 'two numbers'],
    ['Not older than 1.5 months', null, 'must not become 15'],
    ['Dated within 0 months', null, 'no span of time'],
    ['Not current or expired', null, 'a negation'],
    ['Recent', null, 'prose'],
  ];
  for (const [text, limit, reason] of cases) {
    it(`${JSON.stringify(text)}: ${reason}`, () => assert.deepEqual(parseTimeLimit(text), limit));
  }

  it('never fails, whatever the text', () => {
    const words = fc.constantFrom('dated', 'within', 'not', 'older', 'than', 'valid', '3', 'months', '٣', ' ', '.');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(words).map((all) => all.join(' ')),
        ),
        checks,
      ),
    );
    function checks(text: string): void {
      const limit = parseTimeLimit(text);
      if (limit?.kind === 'age') assert.ok(limit.months + limit.days > 0);
    }
  });
});

describe('the date that is asked beside a document', () => {
  it('is when it was issued, or until when it is valid', () => {
    assert.equal(timeLimitLabel(months(3)), 'When was it issued?');
    assert.equal(timeLimitLabel(valid), 'Until when is it valid?');
  });
});

describe('a document with a time limit', () => {
  const now = Date.UTC(2026, 4, 31, 23, 30);
  const cases: [limit: TimeLimit, date: string, problem: RegExp | null, reason: string][] = [
    [months(3), '2026-05-31', null, 'of today'],
    [months(3), '2026-02-28', null, 'the last allowed day, in a month without a 31st'],
    [
      months(3),
      '2026-02-27',
      /^It was issued on 27 February 2026, which is too long ago: attach one issued on 28 February 2026 or later\.$/,
      'a day too old',
    ],
    [months(12), '2025-05-31', null, 'the same day a year ago'],
    [days(90), '2026-03-02', null, 'ninety days ago'],
    [days(90), '2026-03-01', /issued on 2 March 2026 or later/, 'ninety-one days ago'],
    [months(3), '2026-06-01', null, 'where the person is, it is tomorrow already'],
    [months(3), '2026-06-02', /^2 June 2026 is in the future: give the day on which it was issued\.$/, 'nowhere yet'],
    [valid, '2026-05-31', null, 'the last day of its validity'],
    [valid, '2036-01-01', null, 'valid for long'],
    [valid, '2026-05-30', /^It was valid until 30 May 2026: attach one that is still valid\.$/, 'expired yesterday'],
    [valid, '2026-02-30', /is not a date/, 'no such day'],
    [months(3), '31/05/2026', /year, month, day/, 'written another way'],
  ];
  for (const [limit, date, problem, reason] of cases) {
    it(`${limit.kind} ${date}: ${reason}`, () => {
      const message = checkTimeLimit({ limit, date, now });
      if (problem === null) assert.equal(message, null);
      else assert.match(message ?? 'no problem', problem);
    });
  }

  it('is never refused when it was issued within the number of days, and always when before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 0, max: 2000 }), (allowed, age) => {
        const date = new Date(now - age * DAY_MS).toISOString().slice(0, 10);
        assert.equal(checkTimeLimit({ limit: days(allowed), date, now }) === null, age <= allowed);
      }),
    );
  });
});
