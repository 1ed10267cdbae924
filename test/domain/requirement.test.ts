import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AcceptanceCriteria, Answer, RequirementType } from '../../src/domain/requirement.ts';
import {
  checkAnswer,
  fieldKindOf,
  isNotApplicable,
  NOT_APPLICABLE,
  toRequirementValueText,
  worstRequirements,
} from '../../src/domain/requirement.ts';

const noCriteria: AcceptanceCriteria = {
  minLength: null,
  maxLength: null,
  acceptableCharacters: null,
  acceptableValues: [],
  localityLimit: null,
  timeLimit: null,
};

type Change = Partial<Omit<RequirementType, 'criteria'>> & { criteria?: Partial<AcceptanceCriteria> };

const aType = ({ criteria = {}, ...change }: Change = {}): RequirementType => ({
  id: 'type-1',
  name: 'Company website',
  kind: 'textual',
  description: null,
  example: null,
  ...change,
  criteria: { ...noCriteria, ...criteria },
});

const text = (value: string): Answer => ({ kind: 'text', value });

describe('how a requirement is asked for', () => {
  const cases: [change: Change, field: string, reason: string][] = [
    [{}, 'text', 'a plain text'],
    [{ criteria: { acceptableValues: ['Passport', 'Identity card'] } }, 'select', 'only some values are accepted'],
    [{ kind: 'datetime', name: 'Anything' }, 'date', 'Telnyx says it is a date'],
    [{ name: 'Date of birth' }, 'date', 'plainly a date by its name'],
    [{ name: 'Identity document expiration date' }, 'date', 'plainly a date by its name'],
    [{ name: 'Place of birth' }, 'text', 'not a date'],
    [{ name: 'Date and place of birth' }, 'text', 'more than a date'],
    [{ name: 'Date of birth, nationality' }, 'text', 'more than a date'],
    [{ name: 'Is the address up to date' }, 'text', 'the word alone says nothing'],
    [{ name: 'Date of birth', criteria: { maxLength: 8 } }, 'text', 'a date as we write it would not fit'],
    [{ kind: 'address' }, 'address', 'an address'],
    [{ kind: 'document' }, 'document', 'a document'],
    [{ kind: 'action' }, 'action', 'an act of the end user'],
    [{ kind: 'hologram' }, 'text', 'a kind that is new'],
  ];
  for (const [change, field, reason] of cases) {
    it(`${JSON.stringify(change)}: as ${field}, ${reason}`, () => assert.equal(fieldKindOf(aType(change)), field));
  }
});

const twelveValues = Array.from({ length: 12 }, (_, at) => `v${at}`);

describe('an answer that can be checked at once', () => {
  const siren: Change = { criteria: { minLength: 9, maxLength: 9, acceptableCharacters: '0123456789' } };
  const customerType: Change = { criteria: { acceptableValues: ['natural_person', 'legal_entity'] } };
  const plate: Change = { criteria: { acceptableCharacters: 'A-Z0-9' } };
  const cases: [change: Change, answer: Answer, problem: RegExp | null, reason: string][] = [
    [siren, text('123456789'), null, 'right'],
    [siren, text(' 123456789 '), null, 'blanks around do not count'],
    [siren, text(''), null, 'no answer is no problem'],
    [siren, text('   '), null, 'blanks are no answer'],
    [siren, text('12345678'), /needs exactly 9 characters; it has 8\.$/, 'one digit short'],
    [siren, text('12345678A'), /^Only these characters are accepted: 0123456789\. Change “A”\.$/, 'a letter'],
    [
      { criteria: { minLength: 9, maxLength: 9 } },
      text('123 456 789'),
      /has 11\. Leave out spaces/,
      'written in groups',
    ],
    [{ criteria: { minLength: 16, maxLength: 16 } }, text('RSSMRA85A31H501Z'), null, 'an Italian tax code'],
    [{ criteria: { minLength: 16, maxLength: 16 } }, text('RSSMRA85A31H501'), /exactly 16 .* has 15/, 'cut short'],
    [{ criteria: { minLength: 2 } }, text('a'), /at least 2 characters/, 'too short'],
    [{ criteria: { maxLength: 3 } }, text('abcd'), /at most 3 characters/, 'too long'],
    [{ criteria: { minLength: 2, maxLength: 3 } }, text('a'), /2 to 3 characters/, 'too short'],
    [{ criteria: { maxLength: 2 } }, text('👍👍'), null, 'two characters, although four units'],
    [customerType, text('natural_person'), null, 'right'],
    [
      customerType,
      text('Natural_Person'),
      /^Write it as “natural_person”; the values are: natural_person, /,
      'other case',
    ],
    [
      customerType,
      text('robot'),
      /“robot” is not accepted; the values are: natural_person, legal_entity\.$/,
      'other word',
    ],
    [{ criteria: { acceptableValues: twelveValues } }, text('x'), /v8, v9 and 2 more\.$/, 'a long list is cut'],
    [plate, text('AB12'), null, 'right'],
    [plate, text('ab-12'), /Change “a” “b” “-”/, 'names each wrong character once'],
    [{ criteria: { acceptableCharacters: '[A-Za-z0-9 -]' } }, text('Ab 1-2'), null, 'a class with blank and hyphen'],
    [{ criteria: { acceptableCharacters: 'letters and digits' } }, text('!?'), null, 'prose is not guessed'],
    [
      { criteria: { acceptableCharacters: 'a-z, not case sensitive' } },
      text('ABC'),
      null,
      'prose with a range neither',
    ],
    [{ criteria: { acceptableCharacters: '^[0-9]{9}$' } }, text('x'), null, 'a pattern with counts neither'],
    [{ criteria: { acceptableCharacters: '[^a-z]' } }, text('x'), null, 'nor a negation'],
    [{ criteria: { acceptableCharacters: '[A-Z\\d\\-]' } }, text('A-1'), null, 'escapes in a class'],
    [{ criteria: { acceptableCharacters: '[A-Z\\d\\-]' } }, text('a'), /Change “a”/, 'escapes in a class'],
    [{ name: 'Date of birth' }, { kind: 'date', value: '2000-02-29' }, null, 'a leap day'],
    [{ name: 'Date of birth' }, { kind: 'date', value: '1900-02-29' }, /“1900-02-29” is not a date/, 'no such day'],
    [{ name: 'Date of birth' }, text('31/01/1985'), /write it as year, month, day/, 'another way to write it'],
    [{ kind: 'datetime' }, { kind: 'date', value: '2031-13-01' }, /is not a date/, 'no such month'],
    [{ kind: 'datetime' }, { kind: 'date', value: '' }, null, 'no answer is no problem'],
    [{ kind: 'address' }, { kind: 'address', addressId: '1', label: null }, null, 'one of the account'],
    [{ kind: 'address' }, text('Main Street'), /Choose an address/, 'a text is no address'],
    [{ kind: 'document' }, { kind: 'file', fileId: 'F1', name: null, revision: 0 }, null, 'a new file'],
    [{ kind: 'document' }, { kind: 'address', addressId: '1', label: null }, /Add a file/, 'an address is no document'],
    [{ kind: 'document' }, text(' '), null, 'no answer is no problem, whatever was asked'],
    [{ kind: 'action' }, text('done'), /Only the end user/, 'cannot be answered here'],
  ];
  for (const [change, answer, problem, reason] of cases) {
    it(`${JSON.stringify(change)} <- ${JSON.stringify(answer)}: ${reason}`, () => {
      const message = checkAnswer(aType(change), answer);
      if (problem === null) assert.equal(message, null);
      else assert.match(message ?? 'no problem', problem);
    });
  }
});

describe('a question that a person says is not theirs', () => {
  const cases: [change: Change, answer: Answer, taken: boolean, reason: string][] = [
    [{ criteria: { minLength: 16, maxLength: 16 } }, text('N/A'), true, 'no length is asked of it'],
    [{ criteria: { acceptableCharacters: '0-9' } }, text(' N/A '), true, 'nor certain characters'],
    [{ criteria: { acceptableValues: ['yes', 'no'] } }, text('N/A'), true, 'nor one of the values'],
    [{ name: 'Date of birth' }, text('N/A'), true, 'nor a date, where Telnyx takes a text'],
    [{ kind: 'datetime' }, text('N/A'), false, 'Telnyx takes nothing but a date'],
    [{ kind: 'document' }, text('N/A'), false, 'no file'],
    [{ kind: 'action' }, text('N/A'), false, 'cannot be answered here'],
    [{ criteria: { minLength: 16, maxLength: 16 } }, text('none'), false, 'another word'],
  ];
  for (const [change, answer, taken, reason] of cases) {
    it(`${JSON.stringify(change)} <- ${JSON.stringify(answer)}: ${taken ? 'taken' : 'refused'}, ${reason}`, () => {
      assert.equal(isNotApplicable(aType(change), answer), taken);
    });
  }

  it('is answered with the word that Telnyx itself suggests', () => {
    assert.equal(toRequirementValueText({ kind: 'text', value: NOT_APPLICABLE }), 'N/A');
  });
});

describe('what Telnyx is sent', () => {
  it('is the text without blanks around it, and a date as it was chosen', () => {
    assert.equal(toRequirementValueText({ kind: 'text', value: ' Rossi ' }), 'Rossi');
    assert.equal(toRequirementValueText({ kind: 'date', value: '1985-01-31' }), '1985-01-31');
  });

  it('is ISO 8601 where Telnyx asks for an instant', () => {
    assert.equal(toRequirementValueText({ kind: 'date', value: '1985-01-31' }, 'datetime'), '1985-01-31T00:00:00Z');
  });
});

describe('a requirement over all numbers of a part', () => {
  const state = (status: string | null, answered = true) => ({ requirementId: 'r', kind: 'textual', answered, status });
  const cases: [statuses: (string | null)[], worst: string | null, reason: string][] = [
    [['approved', 'declined', 'awaiting-value'], 'declined', 'a decline comes first'],
    [['pending-approval', 'awaiting-value'], 'awaiting-value', 'then what is missing'],
    [['approved', 'pending-approval'], 'pending-approval', 'then what is under review'],
    [['brand-new', 'approved'], 'brand-new', 'a word that is not known may need somebody'],
    [[null, 'approved'], null, 'what is not told of one number may be its decline'],
    [[null, 'pending-approval'], null, 'the same before what is under review'],
    [[null, 'awaiting-value'], 'awaiting-value', 'what is missing is certain'],
    [[null, 'brand-new'], 'brand-new', 'any word before none'],
    [[null, null], null, 'Telnyx does not say'],
  ];
  for (const [statuses, worst, reason] of cases) {
    it(`${statuses.join(' + ')}: ${reason}`, () => {
      const perNumber = statuses.map((status) => [state(status)]);
      assert.deepEqual(worstRequirements(perNumber), [state(worst)]);
      assert.deepEqual(worstRequirements(perNumber.toReversed()), [state(worst)]);
    });
  }

  it('is answered only when it is answered on every number', () => {
    assert.deepEqual(worstRequirements([[state(null, true)], [state(null, false)]]), [state(null, false)]);
  });
});
