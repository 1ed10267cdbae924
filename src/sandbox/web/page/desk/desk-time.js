/** Instants are epoch milliseconds; words are in the viewer's time zone. */

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const LOCALE = 'en-GB';

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/**
 * Making one is slow, and the log asks for hundreds.
 * @param {string} timeZone
 * @param {Intl.DateTimeFormatOptions} options
 */
const formatOf = (timeZone, options) => {
  const key = `${timeZone} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(LOCALE, { ...options, timeZone });
  formats.set(key, known);
  return known;
};

/** @typedef {{ at: number, timeZone: string }} Moment */

/** "Wed, 25 Nov 2026" @param {Moment} moment */
export const dayText = ({ at, timeZone }) =>
  formatOf(timeZone, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(at);

/** "14:05:09" @param {Moment} moment */
export const clockText = ({ at, timeZone }) =>
  formatOf(timeZone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(at);

/** "Wed 25 Nov, 14:05" @param {Moment} moment */
export const momentText = ({ at, timeZone }) => {
  const day = formatOf(timeZone, { weekday: 'short', day: 'numeric', month: 'short' }).format(at);
  const time = formatOf(timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  return `${day.replace(',', '')}, ${time}`;
};

/** @param {number} count @param {string} noun */
export const counted = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/**
 * The two largest units: "2 days 4 h", "3 h 10 min", "under a minute".
 * @param {number} ms
 */
export const spanText = (ms) => {
  const days = Math.floor(ms / DAY_MS);
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS);
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  if (days > 0) return hours > 0 ? `${counted(days, 'day')} ${hours} h` : counted(days, 'day');
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  return minutes > 0 ? `${minutes} min` : 'under a minute';
};

/** @param {Moment} moment */
const wallParts = ({ at, timeZone }) => {
  const format = formatOf(timeZone, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
};

/** What a `datetime-local` input takes. @param {Moment} moment */
export const toInputText = wallParts;

/**
 * What was typed into a `datetime-local` input, as an instant; null for what is no moment.
 * @param {{ text: string, timeZone: string }} typed
 */
export const parseInputText = ({ text, timeZone }) => {
  const asUtc = Date.parse(`${text}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  const shiftAt = (/** @type {number} */ at) => Date.parse(`${wallParts({ at, timeZone })}:00Z`) - at;
  // Twice, because the zone's offset may differ between the first guess and the moment itself.
  const guess = asUtc - shiftAt(asUtc);
  return asUtc - shiftAt(guess);
};
