import { type Part, partName } from '../../domain/order.ts';
import type { TrackedOrder } from '../../domain/tracked-order.ts';
import { partRef, type RequirementsRef, requirementsRef, VIEWS } from '../ids.ts';
import {
  context,
  describedOption,
  escapeLine,
  type KnownBlock,
  LIMITS,
  type ModalView,
  modal,
  plainLine,
  section,
} from './blocks.ts';
import { checkboxesInput, type FormState, readOptions } from './form-inputs.ts';
import { counted, listed, partText, requirementsText } from './words.ts';

/** An open part that lacks some of the answers, or had them declined. */
export type Candidate = { order: TrackedOrder; part: Part; requirementIds: string[] };

const BLOCK = 'spread:parts';
const CHECKBOXES = 10;
/** A form of so many checkboxes is not read; the rest comes with the next fix. */
const MOST_LISTED = 100;

const candidateOption = ({ order, part, requirementIds }: Candidate) => {
  const declined = part.requirements.some(
    ({ requirementId, status }) => status === 'declined' && requirementIds.includes(requirementId),
  );
  return describedOption({
    text: plainLine(`${order.intent.reference}: ${partName(part)}`, LIMITS.optionText),
    value: partRef.encode({ orderKey: order.key, partId: part.id }),
    description: `${counted(part.numbers.length, 'number')}, ${declined ? 'declined' : 'missing'}: ${counted(requirementIds.length, 'requirement')}`,
  });
};

const partInputs = (candidates: Candidate[]): KnownBlock[] =>
  Array.from({ length: Math.ceil(candidates.length / CHECKBOXES) }, (_, at) =>
    checkboxesInput({
      blockId: `${BLOCK}:${at}`,
      label: at === 0 ? 'For which parts?' : 'And these?',
      optional: true,
      options: candidates.slice(at * CHECKBOXES, (at + 1) * CHECKBOXES).map(candidateOption),
      initial: [],
    }),
  );

/** Each part is ticked by hand: it may be another customer's. */
export const spreadModal = ({ from, candidates }: { from: RequirementsRef; candidates: Candidate[] }): ModalView => {
  const [first] = candidates;
  if (first === undefined)
    return modal({ title: 'Nothing to fix', blocks: [section('*No other open part lacks these answers any more.*')] });
  const shown = candidates.slice(0, MOST_LISTED);
  const left = candidates.length - shown.length;
  const ids = [...new Set(candidates.flatMap(({ requirementIds }) => requirementIds))];
  const types = Object.assign({}, ...candidates.map(({ order }) => order.requirementTypes));
  return modal({
    title: 'The same answers there',
    submit: 'Send for these',
    close: 'Cancel',
    callbackId: VIEWS.spreadSubmit,
    metadata: requirementsRef.encode(from),
    blocks: [
      section(`What you sent for ${requirementsText(types, ids)} can go to these parts too.`),
      context('*None is ticked: they may be for other customers.* What is bound to an area is never among them.'),
      ...partInputs(shown),
      ...(left > 0 ? [context(`and ${left} more: send these first, then they are listed`)] : []),
    ],
  });
};

export const readSpreadForm = (state: FormState): { orderKey: string; partId: string }[] =>
  Object.keys(state.values)
    .filter((blockId) => blockId.startsWith(`${BLOCK}:`))
    .flatMap((blockId) => readOptions(state, blockId))
    .map((value) => partRef.decode(value));

type Result = { order: TrackedOrder; partId: string; outcome: 'sent' | 'nothing' | 'failed'; reason: string | null };

const nameOf = ({ order, partId }: Result): string =>
  `${escapeLine(order.intent.reference, 80)}: ${partText(order, partId)}`;

const resultBlocks = (results: Result[]): KnownBlock[] => {
  const of = (outcome: Result['outcome']): Result[] => results.filter((each) => each.outcome === outcome);
  const [sent, nothing, failed] = [of('sent'), of('nothing'), of('failed')];
  return [
    ...(sent.length === 0
      ? []
      : [section(`*Sent for ${counted(sent.length, 'part')}:* ${listed(sent.map(nameOf), 20)}.`)]),
    ...(nothing.length === 0
      ? []
      : [section(`*Needed no more:* ${listed(nothing.map(nameOf), 20)}. Somebody answered there meanwhile.`)]),
    ...failed
      .slice(0, 20)
      .map((each) =>
        section(`*Not sent:* ${nameOf(each)}. ${escapeLine(each.reason ?? '', 300)} Open its form to send it there.`),
      ),
  ];
};

export const spreadDoneModal = (results: Result[]): ModalView =>
  modal({
    title: 'The same answers there',
    blocks: [...resultBlocks(results), context('Each order’s thread says what was sent and by whom.')],
  });
