/** @typedef {{ at: number, now: number, timeZone: string }} Moment instants in epoch milliseconds */

const DAY_MS = 86_400_000;

/**
 * @param {Intl.DateTimeFormatOptions} options
 * @param {Moment} moment
 */
const format = (options, { at, timeZone }) => new Intl.DateTimeFormat('en-US', { ...options, timeZone }).format(at);

/** @param {Moment} moment */
export const dayKey = ({ at, timeZone }) =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

/**
 * The day in a word where there is one.
 * @param {Moment} moment
 */
const nearDay = (moment) => {
  const days = (Date.parse(dayKey(moment)) - Date.parse(dayKey({ ...moment, at: moment.now }))) / DAY_MS;
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : days === -1 ? 'yesterday' : null;
};

/** @param {Moment} moment */
const ordinal = (moment) => {
  const day = Number(format({ day: 'numeric' }, moment));
  const isTeen = day > 10 && day < 14;
  return `${day}${isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')}`;
};

/** @param {Moment} moment */
const ago = (moment) => {
  const seconds = Math.round((moment.at - moment.now) / 1000);
  const words = new Intl.RelativeTimeFormat('en-US', { numeric: 'auto' });
  const [size, unit] = /** @type {[number, Intl.RelativeTimeFormatUnit]} */ (
    Math.abs(seconds) < 3600 ? [60, 'minute'] : Math.abs(seconds) < 86_400 ? [3600, 'hour'] : [86_400, 'day']
  );
  return words.format(Math.round(seconds / size), unit);
};

/** @param {Moment} moment */
const dateWords = (moment) =>
  `${format({ month: 'long' }, moment)} ${ordinal(moment)}, ${format({ year: 'numeric' }, moment)}`;

/** @param {Moment} moment */
const shortWords = (moment) => format({ month: 'short', day: 'numeric', year: 'numeric' }, moment);

/** @param {Moment} moment */
const longWords = (moment) => `${format({ weekday: 'long' }, moment)}, ${dateWords(moment)}`;

/** @param {Moment} moment */
export const timeWords = (moment) => format({ hour: 'numeric', minute: '2-digit' }, moment);

/** @type {Record<string, (moment: Moment) => string>} */
const TOKENS = {
  date_num: dayKey,
  date_slash: (moment) => format({ year: 'numeric', month: '2-digit', day: '2-digit' }, moment),
  date: dateWords,
  date_short: shortWords,
  date_long: longWords,
  date_pretty: (moment) => nearDay(moment) ?? dateWords(moment),
  date_short_pretty: (moment) => nearDay(moment) ?? shortWords(moment),
  date_long_pretty: (moment) => nearDay(moment) ?? longWords(moment),
  time: timeWords,
  time_secs: (moment) => format({ hour: 'numeric', minute: '2-digit', second: '2-digit' }, moment),
  ago,
};

/**
 * What Slack makes of the format of a `<!date^…>`; a token that it does not know stays as it is.
 * @param {string} pattern such as "{date_short_pretty} {time}"
 * @param {Moment} moment
 */
export const slackDate = (pattern, moment) => {
  const words = pattern.replaceAll(/\{(\w+)\}/g, (whole, name) =>
    Object.hasOwn(TOKENS, name) ? (TOKENS[name]?.(moment) ?? whole) : whole,
  );
  return words;
};

/**
 * The day as it stands between messages.
 * @param {Moment} moment
 */
export const dayWords = (moment) => {
  const near = nearDay(moment);
  if (near !== null) return near.charAt(0).toUpperCase() + near.slice(1);
  return `${format({ weekday: 'long' }, moment)}, ${format({ month: 'long' }, moment)} ${ordinal(moment)}`;
};

/**
 * In full, for whoever points at it.
 * @param {Moment} moment
 */
export const momentWords = (moment) =>
  format(
    {
      weekday: 'short',
      month: 'short',
      day: 'numeric',
      year: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      timeZoneName: 'short',
    },
    moment,
  );
