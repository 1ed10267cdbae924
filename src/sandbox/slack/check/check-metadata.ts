import { found, isObject, object, pattern, type Rule } from './rule.ts';
import { type SlackProblem, toSlackProblem, wholeProblem } from './slack-problem.ts';

/** Slack publishes no size; a message needs a handful of ids, so this is ample. */
const METADATA_BYTES = 8000;

/** Every member and app of the workspace can read it, so a value must look like an id: no blanks, no address, no phone number. */
const idValue = pattern({
  matches: /^[A-Za-z0-9_][A-Za-z0-9_.:|/=-]*$/,
  words: 'metadata holds ids only, nothing personal',
  max: 255,
});

const payloadValue: Rule = (value, at) => {
  if (typeof value === 'number' || typeof value === 'boolean') return [];
  if (Array.isArray(value)) return value.flatMap((item, position) => payloadValue(item, `${at}/${position}`));
  if (isObject(value)) return payload(value, at);
  return idValue(value, at);
};

const payload: Rule = (value, at) =>
  isObject(value)
    ? Object.entries(value).flatMap(([name, field]) =>
        field === undefined ? [] : payloadValue(field, `${at}/${name}`),
      )
    : found(at, 'must provide an object');

const metadataRule = object({
  required: {
    event_type: pattern({ matches: /^[A-Za-z0-9_.:-]+$/, words: 'must be alphanumeric', max: 255 }),
    event_payload: payload,
  },
});

/** Judges a message's `metadata`: `event_type`, and an `event_payload` of ids. */
export const checkMetadata = (metadata: unknown): SlackProblem | null => {
  if (!isObject(metadata)) return wholeProblem('invalid_metadata_format', 'must provide an object');
  if (Buffer.byteLength(JSON.stringify(metadata)) > METADATA_BYTES) {
    return wholeProblem('metadata_too_large', `must be less than ${METADATA_BYTES + 1} bytes`);
  }
  return toSlackProblem('invalid_metadata_format', metadataRule(metadata, '/metadata'));
};
