export type SeedPerson = {
  /** The handle, also the driver's name for the person. */
  name: string;
  realName: string;
  timeZone: string;
  isAdmin?: boolean;
  isOwner?: boolean;
  /** A guest who may be in several channels. */
  isRestricted?: boolean;
  /** A guest of a single channel. */
  isUltraRestricted?: boolean;
  isDeactivated?: boolean;
  /** Another organisation's person, met in a shared channel. */
  team?: { id: string; domain: string };
};

export type SeedChannel = {
  name: string;
  members: string[];
  topic?: string;
  hasApp?: boolean;
  isArchived?: boolean;
  isPrivate?: boolean;
  isShared?: boolean;
};

export type WorkspaceSeed = {
  team: { id: string; name: string; domain: string };
  app: { id: string; botId: string; botUserId: string; name: string; botName: string };
  people: SeedPerson[];
  channels: SeedChannel[];
  /** Slash commands that Slack knows of; another word is "not a valid command". */
  commands: string[];
  userGroups: { handle: string; name: string; members: string[] }[];
};

/** One of each kind of person and channel that the app treats differently. */
export const DEFAULT_SEED: WorkspaceSeed = {
  team: { id: 'T0ACME', name: 'Acme Telecom', domain: 'acme-telecom' },
  app: {
    id: 'A0NUMBERDESK',
    botId: 'B0NUMBERDESK',
    botUserId: 'U0NUMBERDESK',
    name: 'numberdesk',
    botName: 'numberdesk',
  },
  people: [
    { name: 'ada', realName: 'Ada Lindqvist', timeZone: 'Europe/Berlin', isAdmin: true },
    { name: 'ben', realName: 'Ben Okafor', timeZone: 'America/New_York' },
    { name: 'gus', realName: 'Gus Moreau', timeZone: 'Europe/Paris', isRestricted: true },
    {
      name: 'olga',
      realName: 'Olga Petrenko',
      timeZone: 'Europe/Warsaw',
      team: { id: 'T0ORBIT', domain: 'orbit-support' },
    },
  ],
  channels: [
    {
      name: 'telecom',
      topic: 'Numbers, carriers, paperwork',
      members: ['ada', 'ben', 'gus', 'olga'],
      hasApp: true,
      isShared: true,
    },
    { name: 'numbers-alerts', topic: 'What needs someone now', members: ['ada', 'ben'], hasApp: true },
    { name: 'random', members: ['ada', 'ben', 'gus'] },
    { name: 'old', members: ['ada', 'ben'], hasApp: true, isArchived: true },
  ],
  commands: ['/numbers'],
  userGroups: [{ handle: 'telecom-backup', name: 'Telecom backup', members: ['ada', 'ben'] }],
};
