import dayjs from 'dayjs';
import { isCalendarDate, toDayText } from './calendar-date.ts';
import { toPlainWords } from './plain-words.ts';

/** How old a document may be (months and days add up), or that it may not have expired. */
export type TimeLimit = { kind: 'age'; months: number; days: number } | { kind: 'valid' };

const NUMBER_WORDS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const UNITS: Partial<Record<string, { months: number; days: number }>> = {
  day: { months: 0, days: 1 },
  week: { months: 0, days: 7 },
  month: { months: 1, days: 0 },
  year: { months: 12, days: 0 },
};

const SPAN = `(?<count>\\d{1,3}|an?|${NUMBER_WORDS.join('|')}) (?<unit>day|week|month|year)s?`;
const MUST_BE = '(?:(?:must|should|has to|needs to) be )?';
const NO = `(?:${MUST_BE}not?|(?:must not|should not|may not|cannot) be)`;
const AGES: readonly RegExp[] = [
  `${MUST_BE}(?:dated|issued) within (?:the )?(?:last |past )?${SPAN}`,
  `${MUST_BE}(?:dated |issued )?(?:within|in|from|during) the (?:last|past) ${SPAN}`,
  `${NO} older than ${SPAN}`,
  `(?:${NO} more|${MUST_BE}less) than ${SPAN} old`,
  `${MUST_BE}(?:dated|issued) (?:not? more|less) than ${SPAN} ago`,
  `${MUST_BE}(?:under|at most|up to|maximum|max) ${SPAN} old`,
].map((pattern) => new RegExp(`^${pattern}$`));

const CURRENT =
  /^(?:(?:must|should|has to|needs to) be )?(?:(?:current|valid|currently valid)(?: and)? (?:not expired|unexpired)|(?:currently )?valid|not expired|unexpired)$|^must not (?:be|have) expired$/;

const toCount = (word: string): number => {
  if (/^an?$/.test(word)) return 1;
  return /^\d+$/.test(word) ? Number(word) : NUMBER_WORDS.indexOf(word) + 1;
};

const readAge = (words: string): TimeLimit | null => {
  const groups = AGES.map((pattern) => pattern.exec(words)?.groups).find((found) => found !== undefined);
  const unit = UNITS[groups?.unit ?? ''];
  const count = toCount(groups?.count ?? '0');
  if (unit === undefined || count === 0) return null;
  return { kind: 'age', months: unit.months * count, days: unit.days * count };
};

/**
 * Reads Telnyx's `time_limit`: "Dated within 3 months", "Less than 3 months old", "Current and not expired". The whole text
 * has to say it; other prose is null, to be shown and not guessed.
 */
export const parseTimeLimit = (text: string | null): TimeLimit | null => {
  // "1.5 months" would lose its point, and become 15.
  if (text === null || /\d[.,]\d/.test(text)) return null;
  const words = toPlainWords(text);
  return CURRENT.test(words) ? { kind: 'valid' } : readAge(words);
};

/** What to ask beside a document that has this limit. */
export const timeLimitLabel = ({ kind }: TimeLimit): string =>
  kind === 'age' ? 'When was it issued?' : 'Until when is it valid?';

type Dated = { limit: TimeLimit; date: string; now: number };

const checkAge = ({ limit, date, now }: Dated & { limit: Extract<TimeLimit, { kind: 'age' }> }): string | null => {
  const today = dayjs.utc(now);
  const earliest = today.subtract(limit.months, 'month').subtract(limit.days, 'day').format('YYYY-MM-DD');
  // Where the person is, it may be tomorrow already.
  if (date > today.add(1, 'day').format('YYYY-MM-DD'))
    return `${toDayText(date)} is in the future: give the day on which it was issued.`;
  if (date >= earliest) return null;
  return `It was issued on ${toDayText(date)}, which is too long ago: attach one issued on ${toDayText(earliest)} or later.`;
};

/**
 * One sentence that says what to change, or null. `date` is a day as YYYY-MM-DD: of issue where the age is limited, of
 * expiry where it must be valid. Days are those of UTC, the last allowed one included; `now` is in epoch milliseconds.
 */
export const checkTimeLimit = ({ limit, date, now }: Dated): string | null => {
  if (!isCalendarDate(date)) return 'This is not a date: write it as year, month, day, such as 2031-01-31.';
  if (limit.kind === 'age') return checkAge({ limit, date, now });
  if (date >= dayjs.utc(now).format('YYYY-MM-DD')) return null;
  return `It was valid until ${toDayText(date)}: attach one that is still valid.`;
};
