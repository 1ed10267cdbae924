import fc from 'fast-check';
import type { Part } from '../../../src/domain/order.ts';
import type { OrderChange } from '../../../src/domain/order-changes.ts';
import type { AvailableNumber } from '../../../src/domain/phone-number.ts';
import type { RequirementType } from '../../../src/domain/requirement.ts';
import type { RequirementGroup } from '../../../src/domain/requirement-group.ts';
import type { TrackedOrder } from '../../../src/domain/tracked-order.ts';
import {
  aComment,
  anAvailableNumber,
  anOrder,
  anOrderNumber,
  aPart,
  aTrackedOrder,
  DAY_MS,
  NOW,
} from '../../support/builders.ts';

/** Texts as people and other systems write them at their worst: markup, entities, invisible marks, walls of text. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    '<!channel>',
    '<@U123|x> & <https://evil.example|here>',
    '```',
    '*_~`',
    '',
    '   ',
    '\u202E\u200B',
    'a\n\n\nb',
    '&amp;&lt;',
    '<!here><!everyone><!subteam^S123|@team>',
    '<https://evil.example|https://portal.telnyx.com>',
    '@channel @here @everyone #general',
    'Berlin\r\n*Number Ops approved everything*',
    '\u202Atext\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u200E\u200F\u061C',
    '\u200B\u200C\u200D\u2060\uFEFF\u00AD\u034F\u3164\u115F',
    '\u0000\u0007\u001B[31m\u007F\u0085\u2028\u2029\uE000',
    '\uD800',
  ),
  fc.constantFrom('<!here> ', 'é😀', 'word ', '&<>', 'line\n', '<@U1>').map((each) => each.repeat(1500)),
);

export const orNull = (text: fc.Arbitrary<string>): fc.Arbitrary<string | null> => fc.option(text, { nil: null });
const length: fc.Arbitrary<number | null> = fc.option(fc.integer({ min: -5, max: 9000 }), { nil: null });

export const uuid = (kind: number, at: number): string =>
  `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(at).padStart(12, '0')}`;

/** A list of the given length in which each item knows its place. */
export const listOf = <Item>(
  size: { min: number; max: number },
  item: (at: number) => fc.Arbitrary<Item>,
): fc.Arbitrary<Item[]> =>
  fc.integer(size).chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => item(at))));

export const requirementTypes = (size: { min: number; max: number }): fc.Arbitrary<RequirementType[]> =>
  listOf<RequirementType>(size, (at) =>
    fc.record({
      id: fc.constant(uuid(1, at)),
      name: hostileText,
      kind: fc.constantFrom<RequirementType['kind']>(
        'textual',
        'datetime',
        'address',
        'document',
        'action',
        'something new',
      ),
      description: orNull(hostileText),
      example: orNull(hostileText),
      criteria: fc.record({
        minLength: length,
        maxLength: length,
        acceptableCharacters: orNull(hostileText),
        acceptableValues: fc.array(hostileText, { maxLength: 120 }),
        localityLimit: orNull(hostileText),
        timeLimit: orNull(hostileText),
      }),
    }),
  );

const berlin = (at: number): string => `+4930901820${String(at).padStart(3, '0')}`;
const money = fc.option(
  fc.record({
    amount: fc.constantFrom('1.00', '0.0005', '123456789.99'),
    currency: fc.constantFrom('USD', 'EUR', 'X'),
  }),
  { nil: null },
);

export const availableNumbers = (size: { min: number; max: number }): fc.Arbitrary<AvailableNumber[]> =>
  listOf(size, (at) =>
    fc
      .record({
        place: orNull(hostileText),
        features: fc.array(fc.oneof(fc.constantFrom('sms', 'international_sms', 'local_calling'), hostileText), {
          maxLength: 9,
        }),
        upfront: money,
        monthly: money,
        numberType: fc.constantFrom('local', 'toll_free', 'mobile'),
        bestEffort: fc.boolean(),
        reservable: fc.boolean(),
      })
      .map((given) => anAvailableNumber({ ...given, phoneNumber: berlin(at) })),
  );

export const requirementGroups = (size: { min: number; max: number }): fc.Arbitrary<RequirementGroup[]> =>
  listOf(size, (at) =>
    fc.record({
      id: fc.constant(uuid(5, at)),
      country: fc.constant('DE'),
      numberType: fc.constant('local'),
      status: fc.oneof(fc.constantFrom('approved', 'unapproved'), hostileText),
      reference: orNull(hostileText),
      requirements: fc.constant([]),
    }),
  );

const part = (at: number): fc.Arbitrary<Part> =>
  fc
    .record({
      status: fc.constantFrom('pending', 'success', 'failure', 'cancelled', 'deleted', 'porting <!here>'),
      country: fc.constantFrom('DE', 'GB', '<!channel>'),
      numberType: fc.oneof(fc.constantFrom('local', 'toll_free'), hostileText),
      requirementsStatus: fc.constantFrom(
        'requirement-info-pending',
        'requirement-info-exception',
        'approved',
        'new <word>',
      ),
      comments: fc.array(
        hostileText.map((body) => aComment({ body, author: body })),
        { maxLength: 3 },
      ),
      deadlineAt: fc.constantFrom(null, NOW - DAY_MS, NOW + DAY_MS),
      count: fc.integer({ min: 0, max: 60 }),
    })
    .map(({ count, requirementsStatus, ...given }) =>
      aPart({
        ...given,
        id: uuid(6, at),
        numbers: Array.from({ length: count }, (_, index) =>
          anOrderNumber({ id: uuid(7, index), phoneNumber: berlin(index), requirementsStatus }),
        ),
      }),
    );

export const trackedOrder: fc.Arbitrary<TrackedOrder> = fc
  .record({
    parts: listOf({ min: 0, max: 130 }, part),
    state: fc.constantFrom('placing', 'unclear', 'placed', 'refused'),
    refusal: orNull(hostileText),
    reference: hostileText,
    ownerId: fc.constantFrom(null, 'U1', '<!channel>'),
    types: requirementTypes({ min: 0, max: 3 }),
    unread: fc.boolean(),
  })
  .map(({ parts, reference, types, unread, ...given }) => {
    const order = aTrackedOrder({
      ...given,
      key: 'k'.repeat(16),
      order: unread ? null : anOrder({ parts }),
      filling: Object.fromEntries(parts.map(({ id }, at) => [id, { personId: 'U2', since: NOW, open: at % 2 === 0 }])),
      links: Object.fromEntries(
        parts.map(({ id }) => [
          id,
          Object.fromEntries(
            ['req-name', ...types.map((type) => type.id)].map((requirementId) => [
              requirementId,
              { personId: '<!here>', madeAt: NOW, remindedAt: null },
            ]),
          ),
        ]),
      ),
    });
    return {
      ...order,
      intent: { ...order.intent, reference },
      requirementTypes: Object.fromEntries(
        [...types, ...types.map((type) => ({ ...type, id: 'req-name' }))].map((type) => [type.id, type]),
      ),
    };
  });

/** Changes of the given part, or of one that is not known. */
export const orderChange = (partIds: string[]): fc.Arbitrary<OrderChange> =>
  fc.record({ partId: fc.constantFrom(...partIds, 'gone'), text: hostileText }).chain(({ partId, text }) => {
    const requirementIds = ['req-name', uuid(1, 0), 'unknown'];
    const asked = { partId, personId: 'U2' };
    return fc.constantFrom<OrderChange>(
      { kind: 'paperwork-needed', partId, requirementIds, deadlineAt: NOW },
      { kind: 'part-activated', partId, phoneNumbers: Array.from({ length: 90 }, (_, at) => berlin(at)) },
      { kind: 'not-placed' },
      { kind: 'not-placed', personId: '<!here>' },
      { kind: 'not-found' },
      { kind: 'watched', personId: '<!here>' },
      { kind: 'order-complete' },
      { kind: 'requirements-declined', partId, requirementIds, certain: false, deadlineAt: NOW + DAY_MS },
      { kind: 'comment-added', partId, commentId: uuid(8, 1), author: text, authorType: 'admin', body: text },
      { kind: 'deadline-moved', partId, from: NOW, to: NOW + DAY_MS },
      { kind: 'deadline-near', partId, deadlineAt: NOW + DAY_MS, hours: 24, requirementIds },
      { kind: 'deadline-passed', partId, deadlineAt: NOW, requirementIds },
      { kind: 'part-cancelled', partId, cause: 'deadline', personId: null },
      { kind: 'part-failed', partId, reason: text },
      { kind: 'answers-sent', ...asked, requirementIds, missingIds: requirementIds },
      { kind: 'group-applied', ...asked, groupName: text },
      { kind: 'comment-sent', ...asked, body: text },
      { kind: 'extension-asked', ...asked, reason: text, deadlineAt: null },
      { kind: 'remind-again', ...asked, requirementIds, deadlineAt: NOW },
      { kind: 'link-made', ...asked, requirementId: 'req-name' },
      { kind: 'link-waiting', ...asked, requirementIds, madeAt: NOW },
    );
  });
