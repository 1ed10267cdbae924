import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dueReminders, isDue, stillApplies } from '../../src/domain/deadline.ts';
import type { Part } from '../../src/domain/order.ts';
import type { OrderChange } from '../../src/domain/order-changes.ts';
import type { EndUserLink } from '../../src/domain/tracked-order.ts';
import {
  anOrder,
  aPart,
  aRequirementState,
  aTrackedOrder,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  NOW,
} from '../support/builders.ts';

const aLink = (given: Partial<EndUserLink> = {}): EndUserLink => ({
  personId: 'U2',
  madeAt: NOW,
  remindedAt: null,
  ...given,
});

const orderWith = (links: Record<string, EndUserLink>, part: Partial<Part> = {}) =>
  aTrackedOrder({
    order: anOrder({
      parts: [
        aPart({
          deadlineAt: null,
          requirements: [aRequirementState({ requirementId: 'act', kind: 'action' })],
          ...part,
        }),
      ],
    }),
    links: { 'part-1': links },
  });

const done = {
  requirements: [aRequirementState({ requirementId: 'act', answered: true, status: 'pending-approval' })],
};
const waiting = (given: Partial<Extract<OrderChange, { kind: 'link-waiting' }>> = {}): OrderChange => ({
  kind: 'link-waiting',
  partId: 'part-1',
  personId: 'U2',
  requirementIds: ['act'],
  madeAt: NOW,
  ...given,
});

describe('a link that the end user has not followed', () => {
  const cases: { why: string; after: number; link?: Partial<EndUserLink>; part?: Partial<Part>; isSaid: boolean }[] = [
    { why: 'is not spoken of at once', after: 48 * HOUR_MS - 1, isSaid: false },
    { why: 'is reminded of after two days', after: 48 * HOUR_MS, isSaid: true },
    {
      why: 'is not spoken of again at the next poll',
      after: 48 * HOUR_MS + MINUTE_MS,
      link: { remindedAt: NOW + 48 * HOUR_MS },
      isSaid: false,
    },
    {
      why: 'is reminded of every two days',
      after: 96 * HOUR_MS,
      link: { remindedAt: NOW + 48 * HOUR_MS },
      isSaid: true,
    },
    { why: 'is left alone once it is done', after: 5 * DAY_MS, part: done, isSaid: false },
    { why: 'is left alone once the part has ended', after: 5 * DAY_MS, part: { status: 'cancelled' }, isSaid: false },
    {
      why: 'is left alone where the part does not ask it',
      after: 5 * DAY_MS,
      part: { requirements: [] },
      isSaid: false,
    },
  ];
  for (const { why, after, link, part, isSaid } of cases)
    it(why, () => {
      const due = dueReminders({ order: orderWith({ act: aLink(link) }, part), now: NOW + after });
      assert.deepEqual(due.changes, isSaid ? [waiting()] : []);
      assert.equal(due.links['part-1']?.act?.remindedAt, isSaid ? NOW + after : (link?.remindedAt ?? null));
    });

  it('is told with the others of its part, in the name of who made the first', () => {
    const requirements = ['act', 'other'].map((requirementId) => aRequirementState({ requirementId, kind: 'action' }));
    const links = { act: aLink({ madeAt: NOW + 1, personId: 'U3' }), other: aLink() };
    const due = dueReminders({ order: orderWith(links, { requirements }), now: NOW + 3 * DAY_MS });
    assert.deepEqual(due.changes, [waiting({ requirementIds: ['act', 'other'] })]);
  });

  it('leaves the links of other parts as they are', () => {
    const links = { 'part-1': { act: aLink() }, gone: { act: aLink() } };
    const due = dueReminders({ order: { ...orderWith({}), links }, now: NOW + 3 * DAY_MS });
    assert.deepEqual(due.links.gone, links.gone);
  });

  const rows: [why: string, part: Partial<Part>, applies: boolean][] = [
    ['is worth saying while it is not done', {}, true],
    ['is not once it is done', done, false],
    ['is not once the part has ended', { status: 'success' }, false],
  ];
  for (const [why, part, applies] of rows)
    it(`that waited to be posted ${why}`, () => {
      assert.equal(stillApplies({ change: waiting(), order: orderWith({}, part), now: NOW }), applies);
    });

  it('that waited to be posted is not worth saying of a part that is gone', () => {
    const order = aTrackedOrder({ order: null });
    assert.equal(stillApplies({ change: waiting(), order, now: NOW }), false);
    assert.equal(isDue(waiting()), false);
  });
});
