import { refuse } from './refusal.ts';
import type { Clock, Stamps } from './stamps.ts';

/** Slack's own: a trigger opens one modal within three seconds of the person's act. */
export const TRIGGER_LIFE_MS = 3000;

/** `channel` is where the person was; `viewId` the modal that the act came from, which `views.push` needs. */
export type TriggerOrigin = { person: string; channel: string | null; viewId: string | null };

export type Triggers = {
  issue(origin: TriggerOrigin): string;
  /** Looks without using up; refuses with `invalid_trigger_id`, `exchanged_trigger_id` or `expired_trigger_id`. */
  check(triggerId: string): TriggerOrigin;
  use(triggerId: string): void;
  /** The next so many triggers are dead when the app gets them, as after a slow start. */
  spoil(times: number): void;
};

type Issued = { origin: TriggerOrigin; issuedAt: number; isUsed: boolean };

export const createTriggers = ({ clock, stamps }: { clock: Clock; stamps: Stamps }): Triggers => {
  const issued = new Map<string, Issued>();
  let spoiled = 0;
  return {
    issue: (origin) => {
      const id = `${stamps.seconds()}.${stamps.id('Tr')}.${stamps.secret()}`;
      const isSpoiled = spoiled > 0;
      if (isSpoiled) spoiled -= 1;
      issued.set(id, { origin, issuedAt: isSpoiled ? Number.NEGATIVE_INFINITY : clock.now(), isUsed: false });
      return id;
    },
    check: (triggerId) => {
      const trigger = issued.get(triggerId) ?? refuse('invalid_trigger_id');
      if (trigger.isUsed) refuse('exchanged_trigger_id');
      if (clock.now() - trigger.issuedAt > TRIGGER_LIFE_MS) refuse('expired_trigger_id');
      return trigger.origin;
    },
    use: (triggerId) => {
      const trigger = issued.get(triggerId);
      if (trigger !== undefined) trigger.isUsed = true;
    },
    spoil: (times) => {
      spoiled = times;
    },
  };
};
