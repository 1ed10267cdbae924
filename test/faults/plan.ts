import { createDice, type Dice } from './dice.ts';
import { killOf, type Rule, ruleOf } from './fault-rules.ts';

type Presses<Act extends string> = Act extends string ? { do: Act; person: string; at: number; clicks: number } : never;

/** One thing that somebody does, or that time does. `at` chooses among what is there when it is done. */
export type Step =
  | {
      do: 'order';
      person: string;
      search: string;
      count: number;
      clicks: number;
    }
  | Presses<'answer' | 'reply' | 'ask-for-time' | 'cancel' | 'press'>
  | {
      do: 'decide';
      what: 'approve' | 'decline' | 'comment' | 'move-deadline' | 'fail' | 'cancel';
      at: number;
    }
  | { do: 'group'; person: string; clicks: number }
  | { do: 'group-comment'; at: number }
  | { do: 'webhooks'; order: number[] }
  | { do: 'tick' }
  | { do: 'pass'; hours: number }
  | { do: 'pass-minutes'; minutes: number }
  | { do: 'restart'; downHours: number };

/**
 * A pure function of its seed. `extras`: Telnyx has the newer fields. `history`: the app may read what stands in Slack,
 * and so can tell whether a post arrived.
 */
export type Plan = {
  seed: number;
  extras: boolean;
  history: boolean;
  rules: Rule[];
  steps: Step[];
};

const PEOPLE = ['ada', 'ben'];
const SEARCHES = [
  [5, 'DE local Berlin'],
  [2, 'US local'],
  [1, 'FR local'],
] as const;

const shuffled = (dice: Dice): number[] => Array.from({ length: 8 }, () => dice.below(1_000));

const stepOf = (dice: Dice): Step => {
  const person = dice.pick(PEOPLE);
  const [at, clicks] = [dice.below(1_000), dice.weigh([[3, 1] as const, [1, 2] as const, [1, 3] as const])];
  return dice.weigh<() => Step>([
    [4, () => orderOf(dice)],
    [3, () => ({ do: 'answer', person, at, clicks })],
    [1, () => ({ do: 'reply', person, at, clicks })],
    [1, () => ({ do: 'ask-for-time', person, at, clicks })],
    [0.5, () => ({ do: 'cancel', person, at, clicks })],
    [2, () => ({ do: 'press', person, at, clicks })],
    [2, () => ({ do: 'decide', what: 'comment', at })],
    [2, () => ({ do: 'decide', what: 'decline', at })],
    [2, () => ({ do: 'decide', what: 'approve', at })],
    [0.7, () => ({ do: 'decide', what: 'move-deadline', at })],
    [0.5, () => ({ do: 'decide', what: 'fail', at })],
    [0.5, () => ({ do: 'decide', what: 'cancel', at })],
    [1.5, () => ({ do: 'group', person, clicks })],
    [1.5, () => ({ do: 'group-comment', at })],
    [1, () => ({ do: 'webhooks', order: shuffled(dice) })],
    [4, () => ({ do: 'tick' })],
    [2, () => ({ do: 'pass-minutes', minutes: 1 + dice.below(15) })],
    [
      2,
      () => ({
        do: 'pass',
        hours: dice.weigh([[4, 1] as const, [2, 7] as const, [1, 80] as const]),
      }),
    ],
    [1, () => ({ do: 'restart', downHours: dice.pick([0, 1, 9]) })],
  ])();
};

const orderOf = (dice: Dice): Step => ({
  do: 'order',
  person: dice.pick(PEOPLE),
  search: dice.weigh(SEARCHES),
  count: 1 + dice.below(2),
  clicks: dice.weigh([[2, 1] as const, [1, 2] as const, [1, 3] as const]),
});

export const toPlan = (seed: number): Plan => {
  const dice = createDice(seed);
  const rules = Array.from({ length: 4 + dice.below(12) }, () => ruleOf(dice));
  const kills = Array.from({ length: dice.weigh([[3, 0] as const, [4, 1] as const, [3, 3] as const]) }, () =>
    killOf(dice),
  );
  const steps = [orderOf(dice), ...Array.from({ length: 5 + dice.below(10) }, () => stepOf(dice))];
  return {
    seed,
    extras: dice.chance(0.5),
    history: dice.chance(0.5),
    rules: [...kills, ...rules],
    steps,
  };
};
