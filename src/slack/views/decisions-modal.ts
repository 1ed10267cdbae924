import { isCalendarDate, toDayText } from '../../domain/calendar-date.ts';
import type { Answer } from '../../domain/requirement.ts';
import type { Conflict, FormTarget } from '../../domain/requirement-form.ts';
import { formContext, VIEWS } from '../ids.ts';
import { context, escapeLine, type KnownBlock, type ModalView, modal, option, section } from './blocks.ts';
import { type FormState, radioInput, readOption } from './form-inputs.ts';
import { dateText, personText } from './words.ts';

const BLOCK = 'decide';
const MAX_ASKED = 30;

const blockId = (key: string): string => `${BLOCK}:${key}`;

const whoWords = ({ by }: Conflict): string =>
  by === null
    ? 'was answered elsewhere, in the Telnyx portal or by another program'
    : `was sent by ${personText(by.personId)}, ${dateText(by.at)}`;

/** So that both answers and their names fit into one block, whatever has to be escaped in them. */
const MAX_ANSWER = 200;

const dayOf = (value: string): string => {
  const day = value.slice(0, 10);
  return isCalendarDate(day) ? toDayText(day) : value;
};

const nameOf = (answer: Answer): string => {
  switch (answer.kind) {
    case 'text':
      return answer.value;
    case 'date':
      return dayOf(answer.value);
    case 'file':
      return answer.name ?? 'the file that you picked';
    case 'address':
      return answer.label ?? 'an address that is not listed at Telnyx now';
    case 'document':
      return answer.label ?? 'a document that is not listed at Telnyx now';
  }
};

const answerText = (answer: Answer | null): string =>
  answer === null
    ? 'not told by Telnyx, or not the same for all of the numbers'
    : `“${escapeLine(nameOf(answer), MAX_ANSWER)}”`;

const answersText = ({ mine, theirs }: Conflict): string =>
  `*There now:* ${answerText(theirs)}\n*Yours:* ${answerText(mine)}`;

const conflictBlocks = (conflict: Conflict): KnownBlock[] => {
  const area = conflict.locality === null ? '' : ` (${escapeLine(conflict.locality, 60)})`;
  const told = `*${escapeLine(conflict.requirement.name, 150)}*${area} ${whoWords(conflict)}.`;
  if (conflict.settled) return [section(`${told} Number Ops has approved it, so it stays.\n${answersText(conflict)}`)];
  return [
    section(`${told}\n${answersText(conflict)}`),
    radioInput({
      blockId: blockId(conflict.key),
      label: 'Which answer should Number Ops review?',
      options: [option('The one that is there', 'theirs'), option('Mine, in its place', 'mine')],
      initial: 'theirs',
    }),
  ];
};

/** Before anything is sent: a colleague answered some of it since the form was opened. Shows both answers, to who may order. */
export const decisionsModal = ({ target, conflicts }: { target: FormTarget; conflicts: Conflict[] }): ModalView =>
  modal({
    title: 'Answered meanwhile',
    submit: 'Go on',
    close: 'Cancel',
    callbackId: VIEWS.decisionsSubmit,
    metadata: formContext.encode({ target, page: 0, isLast: true }),
    notifyOnClose: true,
    blocks: [
      section('*Nothing was sent yet.* Since you opened the form, this changed:'),
      ...conflicts.slice(0, MAX_ASKED).flatMap(conflictBlocks),
      context('What you typed is kept. Without a change of yours, the answers that are there stay.'),
    ],
  });

/** By field key. What was not asked, since it is settled, stays theirs. */
export const readDecisions = (state: FormState): Record<string, 'mine' | 'theirs'> =>
  Object.fromEntries(
    Object.keys(state.values)
      .filter((id) => id.startsWith(`${BLOCK}:`))
      .map((id) => [id.slice(BLOCK.length + 1), readOption(state, id) === 'mine' ? 'mine' : 'theirs']),
  );
