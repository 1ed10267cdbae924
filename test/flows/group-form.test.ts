import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Comment } from '../../src/domain/order.ts';
import type { GroupRequirement } from '../../src/domain/requirement-group.ts';
import { aComment, aRequirementGroup, aRequirementType, HOUR_MS, NOW } from '../support/builders.ts';
import { aTelnyxError } from '../support/fakes.ts';
import { createFlowsWorld } from '../support/flows-world.ts';
import { aCriteria } from '../support/form-builders.ts';
import { document, file, sitDown, text } from '../support/form-world.ts';

const held = (requirementId: string, value: string | null, kind = 'textual'): GroupRequirement => ({
  requirementId,
  kind,
  answered: value !== null,
  value,
  status: 'approved',
  expiresAt: null,
});

/** A group that holds a name, a day and a document, and lacks an e-mail address. */
const openGroup = async () => {
  const world = createFlowsWorld();
  world.state.paperwork['CH:local'] = [
    aRequirementType({ id: 'name' }),
    aRequirementType({ id: 'born', name: 'Date of birth', kind: 'datetime' }),
    aRequirementType({ id: 'paper', name: 'Passport', kind: 'document' }),
    aRequirementType({ id: 'mail', name: 'E-mail', criteria: aCriteria({ maxLength: 20 }) }),
  ];
  world.state.groups = [
    aRequirementGroup({
      requirements: [
        held('name', 'Ada'),
        held('born', '1985-01-31T00:00:00Z', 'datetime'),
        held('paper', 'd1', 'document'),
        held('mail', null),
      ],
    }),
  ];
  const at = sitDown(world, { target: { kind: 'group', groupId: 'group-1' }, personId: 'U2' });
  return { world, at, values: () => world.state.groups[0]?.requirements.map(({ value }) => value) };
};

/** As the form shows it before anybody types. */
const PREFILLED = { name: text('Ada'), born: { kind: 'date', value: '1985-01-31' } } as const;

describe('the form of a requirement group', () => {
  it('asks for all of it, what is missing first, with texts prefilled and documents not', async () => {
    const { at } = await openGroup();
    const { form, draft } = await at.open();
    assert.deepEqual(
      form.fields.map(({ key, current, answered }) => [key, current, answered]),
      [
        ['mail', null, false],
        ['name', 'Ada', true],
        ['born', '1985-01-31T00:00:00Z', true],
        ['paper', null, true],
      ],
    );
    assert.deepEqual([form.numbers, form.settled, form.deadlineAt, form.reference], [[], [], null, 'Zurich office']);
    assert.equal(draft.title, 'Requirement group · Zurich office');
  });

  it('sends only what was changed: the rest stays approved', async () => {
    const { at, world, values } = await openGroup();
    const updates: unknown[] = [];
    const { update } = world.telnyx.requirementGroups;
    world.telnyx.requirementGroups.update = (id, given) => {
      updates.push(given);
      return update(id, given);
    };
    const outcome = await at.send({ ...PREFILLED, mail: text('a@b.example') });
    assert.deepEqual(outcome, { kind: 'sent', sent: ['mail'], missing: [], deadlineAt: null, failure: null });
    assert.deepEqual(updates, [{ values: [{ requirementId: 'mail', value: 'a@b.example' }] }]);
    assert.equal(values()?.[3], 'a@b.example');
    assert.equal(await at.draft(), null);
  });

  it('sends nothing when nothing was changed', async () => {
    const { at, world } = await openGroup();
    assert.deepEqual(await at.send(PREFILLED), { kind: 'nothing' });
    assert.equal(world.life.count('telnyx.groups.update'), 0);
  });

  it('sends another text, another day and another document', async () => {
    const { at, values } = await openGroup();
    const outcome = await at.send({
      name: text('Grace'),
      born: { kind: 'date', value: '1985-02-01' },
      paper: file('F1'),
    });
    assert.ok(outcome.kind === 'sent');
    assert.deepEqual(outcome.missing, ['mail']);
    assert.deepEqual(values(), ['Grace', '1985-02-01T00:00:00Z', 'doc-1', null]);
  });

  it('sends nothing that is plainly wrong, and keeps what was typed', async () => {
    const { at, world } = await openGroup();
    const outcome = await at.send({ mail: text('a'.repeat(21)) });
    assert.ok(outcome.kind === 'problems');
    assert.deepEqual(
      outcome.problems.map(({ field }) => field),
      ['mail'],
    );
    assert.equal(world.life.count('telnyx.groups.update'), 0);
    assert.ok(await at.draft());
  });

  it('names no group on a card: closing it forgets what is empty', async () => {
    const { at, world } = await openGroup();
    await at.open();
    await at.close();
    assert.equal(await at.draft(), null);
    assert.deepEqual(world.threads.posted, []);
  });

  it('that is gone cannot be opened', async () => {
    const { at, world } = await openGroup();
    world.state.groups = [];
    await assert.rejects(at.open(), { code: 'not_found' });
  });
});

describe('what Number Ops wrote about a group, above its form', () => {
  const [hour, two, three] = [1, 2, 3].map((hours) => NOW + hours * HOUR_MS);
  const ops = (body: string, createdAt?: number) => aComment({ id: body, body, ...(createdAt ? { createdAt } : {}) });
  const ours = (createdAt?: number) => ({ ...ops('May we?', createdAt), authorType: 'user' });

  const cases: [why: string, status: string, comments: Comment[], shown: string[]][] = [
    ['is all of it while it is declined', 'declined', [ops('No.', hour), ours(two)], ['No.']],
    [
      'is the answer to what was asked',
      'unapproved',
      [ops('Hi.', hour), ours(two), ops('You may.', three)],
      ['You may.'],
    ],
    ['is nothing while a question waits', 'unapproved', [ops('Hi.', hour), ours(two)], []],
    ['is nothing where nothing was asked', 'unapproved', [ops('Hi.', hour)], []],
  ];
  for (const [why, status, comments, shown] of cases)
    it(why, async () => {
      const { world, at } = await openGroup();
      const [group] = world.state.groups;
      Object.assign(group ?? {}, { status });
      world.state.groupComments['group-1'] = comments;
      assert.deepEqual(
        (await at.open()).form.comments.map(({ body }) => body),
        shown,
      );
    });

  it('keeps nobody from filling it in when it cannot be read, unless it says what to correct', async () => {
    const { world, at } = await openGroup();
    world.life.failAlways('telnyx.comments.listOfGroup', aTelnyxError('telnyx_unreachable'));
    assert.deepEqual((await at.open()).form.comments, []);
    Object.assign(world.state.groups[0] ?? {}, { status: 'declined' });
    await assert.rejects(at.open(), { code: 'telnyx_unreachable' });
  });
});

describe('a document of a requirement group that was declined', () => {
  it('is told when it is given once more, and sent when the form is sent again', async () => {
    const { world, at, values } = await openGroup();
    const paper = world.state.groups[0]?.requirements.find(({ requirementId }) => requirementId === 'paper');
    if (paper) paper.status = 'declined';
    const outcome = await at.send({ paper: document('d1') });
    assert.ok(outcome.kind === 'problems', outcome.kind);
    assert.match(
      outcome.problems.map(({ field, message }) => `${field}: ${message}`).join(),
      /^paper: .*declined this very/,
    );
    assert.equal(world.life.count('telnyx.requirementGroups.update'), 0);
    assert.equal((await at.submit()).kind, 'sent');
    assert.equal(values()?.[2], 'd1');
  });
});
