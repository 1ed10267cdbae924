import type { SeedPerson, WorkspaceSeed } from './seed.ts';
import type { Fields } from './shapes.ts';
import type { Clock } from './stamps.ts';

export type Person = {
  id: string;
  name: string;
  realName: string;
  timeZone: string;
  teamId: string;
  teamDomain: string;
  isAdmin: boolean;
  isOwner: boolean;
  isRestricted: boolean;
  isUltraRestricted: boolean;
  isDeactivated: boolean;
  isStranger: boolean;
  isBot: boolean;
};

const toPerson = (seed: SeedPerson, team: { id: string; domain: string }): Person => ({
  id: `U0${seed.name.toUpperCase()}`,
  name: seed.name,
  realName: seed.realName,
  timeZone: seed.timeZone,
  teamId: seed.team?.id ?? team.id,
  teamDomain: seed.team?.domain ?? team.domain,
  isAdmin: seed.isAdmin ?? false,
  isOwner: seed.isOwner ?? false,
  isRestricted: (seed.isRestricted ?? false) || (seed.isUltraRestricted ?? false),
  isUltraRestricted: seed.isUltraRestricted ?? false,
  isDeactivated: seed.isDeactivated ?? false,
  isStranger: seed.team !== undefined,
  isBot: false,
});

const toBot = ({ app, team }: WorkspaceSeed): Person => ({
  ...toPerson({ name: app.botName, realName: app.name, timeZone: 'America/Los_Angeles' }, team),
  id: app.botUserId,
  isBot: true,
});

export const toPeople = (seed: WorkspaceSeed): Person[] => [
  ...seed.people.map((person) => toPerson(person, seed.team)),
  toBot(seed),
];

/** Seconds east of UTC at that instant; Slack sends it along with the zone's name. */
export const offsetSeconds = (timeZone: string, at: number): number => {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const text = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(text);
  if (match === null) return 0;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60;
  return match[1] === '-' ? -seconds : seconds;
};

/** A user as `users.info` shows it. Someone of another organisation comes with `is_stranger` and without roles. */
export const toUser = (person: Person, clock: Clock): Fields => {
  const roles = {
    is_admin: person.isAdmin,
    is_owner: person.isOwner,
    is_primary_owner: false,
    is_restricted: person.isRestricted,
    is_ultra_restricted: person.isUltraRestricted,
  };
  return {
    id: person.id,
    team_id: person.teamId,
    name: person.name,
    deleted: person.isDeactivated,
    color: '9f69e7',
    real_name: person.realName,
    tz: person.timeZone,
    tz_label: person.timeZone,
    tz_offset: offsetSeconds(person.timeZone, clock.now()),
    profile: {
      real_name: person.realName,
      real_name_normalized: person.realName,
      display_name: person.name,
      display_name_normalized: person.name,
      team: person.teamId,
      avatar_hash: 'simulated',
    },
    is_bot: person.isBot,
    is_app_user: false,
    updated: Math.floor(clock.now() / 1000),
    ...(person.isStranger ? { is_stranger: true } : roles),
  };
};
