/** One offence: `at` is a JSON pointer from the call's arguments, `message` is in Slack's words. */
export type Finding = { at: string; message: string };

/** Judges one value; an empty list means that Slack takes it. */
export type Rule = (value: unknown, at: string) => Finding[];

/** Judges how the fields of one object go together. */
export type Together = (value: JsonObject, at: string) => Finding[];

export type Fields = Record<string, Rule>;
export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const found = (at: string, message: string): Finding[] => [{ at, message }];

/** Lengths are UTF-16 units: where Slack counts code points this refuses a little earlier, never later. */
export const string =
  ({ min = 1, max }: { min?: number; max: number }): Rule =>
  (value, at) => {
    if (typeof value !== 'string') return found(at, 'must provide a string');
    if (value.length > max) return found(at, `must be less than ${max + 1} characters`);
    // Blanks alone are invisible and useless to a screen reader, and some surfaces trim them to nothing: refused as empty.
    if (min > 0 && value.trim().length < min) return found(at, `must be more than ${min - 1} characters`);
    return [];
  };

export const pattern =
  ({ matches, words, max = 3000 }: { matches: RegExp; words: string; max?: number }): Rule =>
  (value, at) => {
    const findings = string({ max })(value, at);
    if (findings.length > 0) return findings;
    return matches.test(String(value)) ? [] : found(at, words);
  };

export const boolean: Rule = (value, at) => (typeof value === 'boolean' ? [] : found(at, 'must provide a boolean'));

export const integer =
  ({ min, max }: { min: number; max: number }): Rule =>
  (value, at) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return found(at, 'must provide an integer');
    if (value < min) return found(at, `must be greater than or equal to ${min}`);
    return value > max ? found(at, `must be less than or equal to ${max}`) : [];
  };

export const oneOf =
  (...words: (string | number)[]): Rule =>
  (value, at) =>
    words.some((word) => word === value) ? [] : found(at, `failed to match one of: ${words.join(', ')}`);

export const list =
  ({ min, max, of }: { min: number; max: number; of: Rule }): Rule =>
  (value, at) => {
    if (!Array.isArray(value)) return found(at, 'must provide an array');
    if (value.length > max) return found(at, `no more than ${max} items allowed`);
    if (value.length < min) return found(at, `no fewer than ${min} items allowed`);
    return value.flatMap((item, position) => of(item, `${at}/${position}`));
  };

/**
 * An object with exactly these fields: a missing one is named at the object, an unknown one too.
 * `also` judges how the fields go together, and only once each is good alone.
 */
export const object =
  ({
    required = {},
    optional = {},
    also,
  }: {
    required?: Fields;
    optional?: Fields;
    also?: Together | undefined;
  }): Rule =>
  (value, at) => {
    if (!isObject(value)) return found(at, 'must provide an object');
    const findings = [
      ...missingFields(value, { required, at }),
      ...Object.entries(value).flatMap(([name, field]) => {
        // JSON has no undefined: the field is simply not sent.
        if (field === undefined) return [];
        const rule = ownRule(required, name) ?? ownRule(optional, name);
        return rule ? rule(field, `${at}/${name}`) : found(at, `invalid additional property: ${name}`);
      }),
    ];
    return findings.length === 0 && also ? also(value, at) : findings;
  };

/** Chooses the rule by the object's `type`. */
export const byType =
  (rules: Record<string, Rule>): Rule =>
  (value, at) => {
    if (!isObject(value)) return found(at, 'must provide an object');
    if (typeof value.type !== 'string') return found(at, 'missing required field: type');
    return ownRule(rules, value.type)?.(value, at) ?? found(at, `unsupported type: ${value.type}`);
  };

/** Fields that Slack takes as they are, `type` above all, once `byType` has read it. */
export const anything: Rule = () => [];

const missingFields = (value: JsonObject, { required, at }: { required: Fields; at: string }): Finding[] =>
  Object.keys(required)
    .filter((name) => value[name] === undefined)
    .flatMap((name) => found(at, `missing required field: ${name}`));

// "constructor" and its kin are words that a payload may hold; they must not be read from the prototype.
const ownRule = (rules: Record<string, Rule>, name: string): Rule | undefined =>
  Object.hasOwn(rules, name) ? rules[name] : undefined;
