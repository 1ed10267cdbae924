import type { Feed } from './feed.ts';
import type { Block, Message, StateValue, StateValues } from './shapes.ts';
import { toState } from './state-values.ts';

/** What each person chose in a message: others do not see it, and an edit keeps what still fits. */
export type MessageStates = {
  of(person: string, message: Message): StateValues;
  set(chosen: { person: string; message: Message; blockId: string; actionId: string; value: StateValue }): void;
  /** Refers to the blocks of the messages themselves. */
  keep(): Map<string, Held>;
};

/** `blocks`: of the version of the message in which it was chosen. */
export type Held = { blocks: Block[]; values: StateValues };

export const createMessageStates = (feed: Feed, kept?: Map<string, Held>): MessageStates => {
  const states = kept ?? new Map<string, Held>();
  const keyOf = (person: string, message: Message) => `${person} ${message.channel} ${message.ts}`;
  const held = (person: string, message: Message): Held => {
    const earlier = states.get(keyOf(person, message));
    if (earlier?.blocks === message.blocks) return earlier;
    const values = toState({ blocks: message.blocks, earlier: earlier ?? null, currentChannel: message.channel });
    return { blocks: message.blocks, values };
  };
  return {
    keep: () => states,
    of: (person, message) => held(person, message).values,
    set: ({ person, message, blockId, actionId, value }) => {
      const { blocks, values } = held(person, message);
      const inBlock = { ...values[blockId], [actionId]: value };
      states.set(keyOf(person, message), { blocks, values: { ...values, [blockId]: inBlock } });
      feed.emit({ type: 'state_changed', person, where: `${message.channel} ${message.ts}` });
    },
  };
};
