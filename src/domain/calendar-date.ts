import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat.js';
import utc from 'dayjs/plugin/utc.js';

// Plugins only add methods to dayjs itself: the one thing that an import here does.
dayjs.extend(utc);
dayjs.extend(customParseFormat);

/** Whether a text is a day that exists, written as year, month, day: `2031-01-31`. */
export const isCalendarDate = (text: string): boolean => dayjs.utc(text, 'YYYY-MM-DD', true).isValid();

/** A day for people, `3 December 2026`, of one that exists. */
export const toDayText = (date: string): string => dayjs.utc(date, 'YYYY-MM-DD', true).format('D MMMM YYYY');

/** An instant where nobody's time zone is known: `3 December 2026 at 12:00 UTC`. */
export const toDateText = (at: number): string => dayjs.utc(at).format('D MMMM YYYY [at] HH:mm [UTC]');
