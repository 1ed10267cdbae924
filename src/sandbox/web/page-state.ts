import type { ManualClock } from '../clock.ts';
import { elementsOf } from '../slack/elements.ts';
import type { Person } from '../slack/people.ts';
import type { Block, Message, StateValues } from '../slack/shapes.ts';
import type { SlackSimulator } from '../slack/start-slack-simulator.ts';
import { shapeOf } from '../slack/state-values.ts';
import type { World } from '../slack/world.ts';
import type { DeskGroup } from '../telnyx/desk-groups.ts';
import type { DeskPart } from '../telnyx/desk-overview.ts';
import type { TelnyxSimulator } from '../telnyx/start-telnyx-simulator.ts';
import { OFFERED_COMMANDS, OFFERED_SHORTCUTS } from './app-offers.ts';
import type { CallLines } from './call-lines.ts';
import type { FaultSwitches } from './fault-switches.ts';
import { playablePeople, toChannelCard, toPersonCard } from './people-cards.ts';
import type { PageState } from './protocol.ts';
import type { ReadMarks } from './read-marks.ts';

const MESSAGES_SHOWN = 300;
const NOTICES_SHOWN = 20;
/** A reviewer's queue is worked off from the top; more than these would only slow the page. */
const PARTS_SHOWN = 200;
const GROUPS_SHOWN = 100;
/** What became of the latest: enough to see that an act had its effect. */
const FINISHED_SHOWN = 20;

export type StateParts = {
  slack: SlackSimulator;
  telnyx: TelnyxSimulator;
  clock: ManualClock;
  marks: ReadMarks;
  lines: CallLines;
  faults: FaultSwitches;
};

/** The latest, and with replies the messages that they answer, however old. */
const toShown = (world: World, { channel, person }: { channel: string; person: Person }): Message[] => {
  const all = [...world.messages.inChannel(channel), ...world.messages.ephemerals(person.id, channel)].toSorted(
    (one, other) => Number(one.ts) - Number(other.ts),
  );
  const latest = all.slice(-MESSAGES_SHOWN);
  if (latest.length === all.length) return all;
  const answered = new Set(latest.map((message) => message.thread_ts));
  return [...all.slice(0, -MESSAGES_SHOWN).filter(({ ts }) => answered.has(ts)), ...latest];
};

/** Blocks are replaced with their message, so what they hold is looked up once. */
const createFields = () => {
  const known = new WeakMap<Block[], boolean>();
  return ({ blocks }: Message): boolean => {
    const has = known.get(blocks) ?? elementsOf(blocks).some(({ element }) => shapeOf(element) !== null);
    known.set(blocks, has);
    return has;
  };
};

type DeskView = { parts: DeskPart[]; groups: DeskGroup[] };

/** Parts and groups are laid out again only when something about them changed. */
const createDeskView = ({ desk }: TelnyxSimulator) => {
  let version = -1;
  let view: DeskView = { parts: [], groups: [] };
  const layOut = (): DeskView => ({
    parts: [...desk.finished(FINISHED_SHOWN), ...desk.pending().slice(0, PARTS_SHOWN)],
    groups: desk.groups().slice(-GROUPS_SHOWN),
  });
  return (): DeskView => {
    const current = desk.version();
    if (current !== version) view = layOut();
    version = current;
    return view;
  };
};

/** The soonest deadline that still lies ahead. */
export const nextDeadlineOf = (parts: DeskPart[], now: number): number | null => {
  const ahead = parts.flatMap(({ deadlineAt }) => (deadlineAt !== null && deadlineAt > now ? [deadlineAt] : []));
  return ahead.length === 0 ? null : Math.min(...ahead);
};

/** What one person's page shows, made anew from the simulators at each call; `seq` is the caller's count of changes. */
export const createPageState = ({ slack, telnyx, clock, marks, lines, faults }: StateParts) => {
  const world = slack.workspace;
  const hasFields = createFields();
  const deskView = createDeskView(telnyx);
  const names = Object.fromEntries(world.people.map((person) => [person.id, toPersonCard(person)]));
  const people = playablePeople(world).map(toPersonCard);
  const statesOf = (person: Person, messages: Message[]): Record<string, StateValues> =>
    Object.fromEntries(
      messages
        .filter(hasFields)
        .map((message) => [`${message.channel} ${message.ts}`, world.messageStates.of(person.id, message)]),
    );
  return (person: Person, seq: number): PageState => {
    const channels = world.channels.all().filter(({ members }) => members.includes(person.id));
    const shown = channels.map((channel) => ({ channel, messages: toShown(world, { channel: channel.id, person }) }));
    const { parts: desk, groups } = deskView();
    const now = clock.now();
    return {
      seq,
      team: world.seed.team.name,
      me: toPersonCard(person),
      people,
      names,
      commands: OFFERED_COMMANDS,
      shortcuts: OFFERED_SHORTCUTS,
      channels: channels.map((channel) => toChannelCard(world, { channel, person, marks })),
      messages: Object.fromEntries(shown.map(({ channel, messages }) => [channel.id, messages])),
      messageStates: statesOf(
        person,
        shown.flatMap(({ messages }) => messages),
      ),
      views: world.views.stack(person.id),
      errors: world.views.errors(world.views.top(person.id)?.id ?? ''),
      home: world.views.home(person.id),
      notices: world.notices.of(person.id).slice(-NOTICES_SHOWN),
      clock: { now, speed: clock.speed(), nextDeadlineAt: nextDeadlineOf(desk, now) },
      desk,
      groups,
      faults: faults.list(),
      calls: lines.latest(),
    };
  };
};

export type ToPageState = ReturnType<typeof createPageState>;
