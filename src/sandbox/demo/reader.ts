import type { TextOptions } from '../slack/text/inline-text.ts';
import type { World } from '../slack/world.ts';

const DATE_WORDS: Record<string, Intl.DateTimeFormatOptions> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_pretty: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_short_pretty: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  date_long_pretty: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  time_secs: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
};

/** Dates in one person's time zone, people and channels by their names: what Slack's client adds on that person's side. */
export const createReader = (world: World, { timeZone }: { timeZone: string }): TextOptions => ({
  formatDate: (unixSeconds, format) =>
    format.replaceAll(/\{(\w+)\}/g, (whole, word: string) => {
      const options = DATE_WORDS[word];
      return options ? new Intl.DateTimeFormat('en-GB', { ...options, timeZone }).format(unixSeconds * 1000) : whole;
    }),
  nameOf: (id) =>
    world.people.find((person) => person.id === id)?.realName ??
    world.channels.all().find((channel) => channel.id === id)?.name ??
    null,
});
