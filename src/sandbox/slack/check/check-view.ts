import { BLOCKS_AT_MOST, checkBlocks } from './check-blocks.ts';
import { plainText } from './check-text-object.ts';
import { id } from './element-fields.ts';
import { parseArgument } from './parse-argument.ts';
import {
  anything,
  boolean,
  byType,
  type Finding,
  found,
  isObject,
  type JsonObject,
  list,
  object,
  string,
} from './rule.ts';
import { type SlackProblem, toSlackProblem, wholeProblem } from './slack-problem.ts';

const BAR_CHARACTERS = 24;
const PRIVATE_METADATA_CHARACTERS = 3000;
/** Slack's bound for a whole view, over its JSON. */
const VIEW_BYTES = 250_000;

const shared = {
  private_metadata: string({ min: 0, max: PRIVATE_METADATA_CHARACTERS }),
  callback_id: id,
  external_id: id,
};

const blocks = list({ min: 1, max: BLOCKS_AT_MOST.modal, of: anything });

const viewRule = byType({
  modal: object({
    required: { type: anything, title: plainText(BAR_CHARACTERS), blocks },
    optional: {
      ...shared,
      submit: plainText(BAR_CHARACTERS),
      close: plainText(BAR_CHARACTERS),
      clear_on_close: boolean,
      notify_on_close: boolean,
    },
    also: (view, at) => checkSubmit(view, at),
  }),
  home: object({ required: { type: anything, blocks }, optional: shared }),
});

/**
 * What Slack would answer to `views.open`, `push`, `update` and `publish`, or to a view in a response to a submission
 * (there the person sees the failure). `hash` is an argument of the call and not looked at here.
 */
export const checkView = (argument: unknown): SlackProblem | null => {
  const view = parseArgument(argument);
  if (!isObject(view)) return toSlackProblem('invalid_arguments', found('/view', 'must provide an object'));
  const problem = toSlackProblem('invalid_arguments', viewRule(view, '/view'));
  if (problem) return problem;
  const surface = view.type === 'home' ? 'home' : 'modal';
  const held = Array.isArray(view.blocks) ? view.blocks : [];
  return toSlackProblem('invalid_arguments', checkBlocks(held, { at: '/view/blocks', surface })) ?? checkSize(view);
};

const checkSize = (view: JsonObject): SlackProblem | null =>
  Buffer.byteLength(JSON.stringify(view)) > VIEW_BYTES
    ? wholeProblem('view_too_large', `must be less than ${VIEW_BYTES} bytes`)
    : null;

/** Without *Submit* nobody could send what they typed. */
const checkSubmit = (view: JsonObject, at: string): Finding[] => {
  const held = Array.isArray(view.blocks) ? view.blocks : [];
  return view.submit === undefined && held.some((block) => isObject(block) && block.type === 'input')
    ? found(at, 'missing required field: submit (required when the view has an input block)')
    : [];
};
