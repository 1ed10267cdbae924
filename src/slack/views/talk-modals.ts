import { type Comment, isPartOpen, type Part, partName } from '../../domain/order.ts';
import type { TrackedOrder } from '../../domain/tracked-order.ts';
import { orderRef, type PartRef, partRef, VIEWS } from '../ids.ts';
import {
  context,
  escapeLine,
  type KnownBlock,
  LIMITS,
  type ModalView,
  modal,
  option,
  quote,
  section,
} from './blocks.ts';
import { type FormState, readOption, readText, selectInput, textInput } from './form-inputs.ts';
import { counted, dateText, numbersText, partText } from './words.ts';

/** Block ids of the comment, extension and cancel forms. */
export const TALK_FIELDS = { part: 'talk:part', body: 'talk:body', reason: 'talk:reason' } as const;

export const COMMENT_TITLE = 'Write to Number Ops';
const OTHER_REQUESTS = 'Only Number Ops at Telnyx and your account read it.';

/** What was said last, on top of a comment's form; nothing where nothing was. */
export const lastCommentBlocks = (comments: readonly Comment[]): KnownBlock[] => {
  const last = comments.toSorted((one, other) => other.createdAt - one.createdAt)[0];
  if (last === undefined) return [];
  return [
    section(`*Last comment*, ${escapeLine(last.author, 80)}, ${dateText(last.createdAt)}:\n${quote(last.body, 2000)}`),
  ];
};

/** `body` is an editable preview; null: nothing is written yet. `told` says where the comment can be read again. */
export const commentInputs = ({ body, told }: { body: string | null; told: string }): KnownBlock[] => [
  ...(body === null ? [] : [section('*This will be sent to Number Ops as it stands.* Change it as you like first.')]),
  textInput({
    blockId: TALK_FIELDS.body,
    label: 'Your comment',
    hint: `${OTHER_REQUESTS} ${told}`,
    multiline: true,
    initial: body,
  }),
];

const partsOf = (order: TrackedOrder): Part[] => {
  const parts = order.order?.parts ?? [];
  const open = parts.filter(isPartOpen);
  return open.length === 0 ? parts : open;
};

const partOption = (part: Part) => option(`${partName(part)}, ${counted(part.numbers.length, 'number')}`, part.id);

/** Asked only where there is a choice; a part that was clicked on is chosen already. */
const partInput = (parts: Part[], partId: string | null): KnownBlock[] => {
  if (parts.length < 2) return [];
  const chosen = parts.filter((part) => part.id === partId);
  const shown = [...chosen, ...parts.filter((part) => part.id !== partId)].slice(0, LIMITS.options);
  const left = parts.length - shown.length;
  return [
    selectInput({
      blockId: TALK_FIELDS.part,
      label: 'About which part?',
      hint: left > 0 ? `and ${left} more: open those from their own line in the order.` : null,
      options: shown.map(partOption),
      initial: partId,
    }),
  ];
};

/** To be edited before it is sent. */
export const notApplicableQuestion = (names: string[]): string =>
  `These do not apply to this customer:\n${names.map((name) => `- ${name}`).join('\n')}\nMay they be left out, or what should we send instead?`.slice(
    0,
    LIMITS.inputText,
  );

/**
 * A comment to Number Ops. `body` is an editable preview (the message shortcut); `partId` is the part that was clicked
 * on, null when the person has yet to say which.
 */
export const commentModal = (form: { order: TrackedOrder; partId: string | null; body?: string }): ModalView => {
  const parts = partsOf(form.order);
  const only = parts.length === 1 ? parts[0] : parts.find((part) => part.id === form.partId);
  return modal({
    title: COMMENT_TITLE,
    submit: 'Send',
    close: 'Cancel',
    callbackId: VIEWS.commentSubmit,
    metadata:
      only === undefined
        ? orderRef.encode({ orderKey: form.order.key })
        : partRef.encode({ orderKey: form.order.key, partId: only.id }),
    blocks: [
      ...lastCommentBlocks(only?.comments ?? []),
      ...partInput(parts, only?.id ?? null),
      ...commentInputs({ body: form.body ?? null, told: 'The thread will say what you sent.' }),
    ],
  });
};

export type CommentForm = { orderKey: string; partId: string | null; body: string };

/** `partId` is null when neither the form nor the click said which part. */
export const readCommentForm = (state: FormState, metadata: string): CommentForm => {
  const chosen = readOption(state, TALK_FIELDS.part);
  return { ...readPart(metadata, chosen), body: readText(state, TALK_FIELDS.body) };
};

const readPart = (metadata: string, chosen: string | null): { orderKey: string; partId: string | null } => {
  const { orderKey } = orderRef.decode(metadata);
  if (chosen !== null) return { orderKey, partId: chosen };
  const list: unknown = JSON.parse(metadata);
  return Array.isArray(list) && list.length > 1 ? partRef.decode(metadata) : { orderKey, partId: null };
};

const findIn = (order: TrackedOrder, partId: string): Part | null =>
  order.order?.parts.find((part) => part.id === partId) ?? null;

/** Asks Number Ops for a later deadline: a comment with a reason, no more than that, and the form says so. */
export const extensionModal = (form: { order: TrackedOrder; partId: string }): ModalView => {
  const deadlineAt = findIn(form.order, form.partId)?.deadlineAt ?? null;
  const stands = deadlineAt === null ? 'No deadline is known at present.' : `The deadline is ${dateText(deadlineAt)}.`;
  return modal({
    title: 'Ask for more time',
    submit: 'Ask Number Ops',
    close: 'Cancel',
    callbackId: VIEWS.extensionSubmit,
    metadata: partRef.encode({ orderKey: form.order.key, partId: form.partId }),
    blocks: [
      section(
        `*${partText(form.order, form.partId)}*\n${stands} It stands until Number Ops moves it: asking is not being granted.`,
      ),
      textInput({
        blockId: TALK_FIELDS.reason,
        label: 'Why do you need more time, and how much?',
        hint: `It is sent as a comment. ${OTHER_REQUESTS}`,
        multiline: true,
        maxLength: 1500,
        placeholder: 'The customer’s proof of address arrives on Friday; please give us until next Wednesday.',
      }),
    ],
  });
};

export const readExtensionForm = (state: FormState, metadata: string): PartRef & { reason: string } => ({
  ...partRef.decode(metadata),
  reason: readText(state, TALK_FIELDS.reason),
});

/** The confirmation before a part is cancelled: how many numbers, and that nothing comes back. */
export const cancelModal = (form: { order: TrackedOrder; partId: string }): ModalView => {
  const part = findIn(form.order, form.partId);
  const numbers = part?.numbers.map((each) => each.phoneNumber) ?? [];
  const count = numbers.length === 0 ? 'its numbers' : counted(numbers.length, 'number');
  const others = (form.order.order?.parts.length ?? 0) > 1;
  return modal({
    title: 'Cancel this part?',
    submit: 'Cancel this part',
    close: 'Keep it',
    callbackId: VIEWS.cancelSubmit,
    metadata: partRef.encode({ orderKey: form.order.key, partId: form.partId }),
    blocks: [
      section(`*The ${partText(form.order, form.partId)} with ${count} will be cancelled at Telnyx.*`),
      ...(numbers.length === 0 ? [] : [section(numbersText(numbers, 20))]),
      section(
        `*There is no refund, and no way back:* the numbers become free for others to buy.${others ? ' The other parts of the order go on.' : ''}`,
      ),
      context('The thread will say that you cancelled it.'),
    ],
  });
};

/** The cancel form has no fields; what it is about stands in its context. */
export const readCancelForm = (metadata: string): PartRef => partRef.decode(metadata);
