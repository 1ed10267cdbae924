import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { failureOf, fault, startTelnyx } from './scripted-telnyx.ts';

const aWireGroup = {
  id: 'group-1',
  country_code: 'CH',
  phone_number_type: 'local',
  action: 'ordering',
  status: 'no-longer-eligible',
  customer_reference: 'Zürich',
  regulatory_requirements: [
    {
      requirement_id: 'a',
      field_type: 'textual',
      field_value: 'ACME',
      status: 'approved',
      expires_at: '2026-01-01T00:00:00Z',
    },
    { requirement_id: 'b', field_type: 'document', field_value: '', status: null, expires_at: null },
  ],
};

const group = {
  id: 'group-1',
  country: 'CH',
  numberType: 'local',
  status: 'no-longer-eligible',
  reference: 'Zürich',
  requirements: [
    {
      requirementId: 'a',
      kind: 'textual',
      answered: true,
      value: 'ACME',
      status: 'approved',
      expiresAt: Date.UTC(2026, 0, 1),
    },
    { requirementId: 'b', kind: 'document', answered: false, value: null, status: null, expiresAt: null },
  ],
};

describe('requirement groups', () => {
  for (const { why, wrap } of [
    { why: 'bare, as described', wrap: (body: unknown) => body },
    { why: 'wrapped, as programs in the wild expect', wrap: (body: unknown) => ({ data: body }) },
  ]) {
    it(`are taken ${why}`, async (t) => {
      const isList = (path: string) => path.endsWith('/requirement_groups');
      const { telnyx, seen } = await startTelnyx(t, ({ path }) => ({
        json: wrap(isList(path) ? [aWireGroup] : aWireGroup),
      }));
      assert.deepEqual(await telnyx.requirementGroups.list({ country: 'CH', numberType: 'local' }), [group]);
      assert.deepEqual(await telnyx.requirementGroups.get('group-1'), group);
      assert.deepEqual(seen[0]?.query, {
        'filter[country_code]': ['CH'],
        'filter[phone_number_type]': ['local'],
        'filter[action]': ['ordering'],
      });
      assert.equal(seen[1]?.path, '/v2/requirement_groups/group-1');
    });
  }

  for (const json of [{}, null, [], { data: null }, 'no']) {
    it(`are not made of ${JSON.stringify(json)}`, async (t) => {
      const { telnyx } = await startTelnyx(t, [{ json }]);
      assert.equal((await failureOf(telnyx.requirementGroups.get('group-1'))).code, 'telnyx_unreadable');
    });
  }
});

const answer = [{ json: aWireGroup }];

describe('a requirement group', () => {
  it('is listed with all of the account when no country is named', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [{ json: [aWireGroup] }]);
    assert.deepEqual(await telnyx.requirementGroups.list(), [group]);
    assert.deepEqual(seen[0]?.query, { 'filter[action]': ['ordering'] });
  });

  const created = [
    { why: 'with its name', reference: 'Zürich', sent: { customer_reference: 'Zürich' } },
    { why: 'without one', reference: null, sent: {} },
  ];
  for (const { why, reference, sent } of created) {
    it(`is made for ordering ${why}`, async (t) => {
      const { telnyx, seen } = await startTelnyx(t, answer);
      const made = await telnyx.requirementGroups.create({ country: 'CH', numberType: 'toll-free', reference });
      assert.deepEqual(made, group);
      assert.deepEqual([seen[0]?.method, seen[0]?.path], ['POST', '/v2/requirement_groups']);
      const asked = { country_code: 'CH', phone_number_type: 'toll_free', action: 'ordering' };
      assert.deepEqual(seen[0]?.body, { ...asked, ...sent });
    });
  }

  const value = { requirementId: 'a', value: 'ACME' };
  const wireValues = { regulatory_requirements: [{ requirement_id: 'a', field_value: 'ACME' }] };
  const changes = [
    { why: 'values', change: { values: [value] }, sent: wireValues },
    { why: 'the name', change: { reference: 'Bern' }, sent: { customer_reference: 'Bern' } },
    {
      why: 'both',
      change: { values: [value], reference: 'Bern' },
      sent: { ...wireValues, customer_reference: 'Bern' },
    },
  ];
  for (const { why, change, sent } of changes) {
    it(`takes ${why}, and keeps what is not named`, async (t) => {
      const { telnyx, seen } = await startTelnyx(t, answer);
      assert.deepEqual(await telnyx.requirementGroups.update('group-1', change), group);
      assert.deepEqual([seen[0]?.method, seen[0]?.path], ['PATCH', '/v2/requirement_groups/group-1']);
      assert.deepEqual(seen[0]?.body, sent);
    });
  }

  it('does not repeat an answer in an error', async (t) => {
    const { telnyx } = await startTelnyx(t, [fault(422, '10027', { detail: 'Ada Lovelace is not a company' })]);
    const values = [{ requirementId: 'a', value: 'Ada Lovelace' }];
    const error = await failureOf(telnyx.requirementGroups.update('group-1', { values }));
    assert.equal(error.details.telnyx?.detail, '[redacted] is not a company');
    assert.doesNotMatch(inspect(error, { depth: 10 }), /Lovelace/);
  });

  it('is submitted for approval', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, answer);
    assert.deepEqual(await telnyx.requirementGroups.submit('group-1'), group);
    assert.deepEqual(
      [seen[0]?.method, seen[0]?.path, seen[0]?.body],
      ['POST', '/v2/requirement_groups/group-1/submit_for_approval', undefined],
    );
  });

  it('is refused where approval ahead of an order is not offered', async (t) => {
    const { telnyx } = await startTelnyx(t, [fault(422, '10027')]);
    assert.equal((await failureOf(telnyx.requirementGroups.submit('group-1'))).code, 'telnyx_refused');
  });

  const gone = [
    { why: 'with the group in the answer', reply: { json: aWireGroup } },
    { why: 'with nothing in the answer', reply: { status: 204, text: '' } },
  ];
  for (const { why, reply } of gone) {
    it(`is removed ${why}`, async (t) => {
      const { telnyx, seen } = await startTelnyx(t, [reply]);
      assert.equal(await telnyx.requirementGroups.remove('group-1'), undefined);
      assert.deepEqual([seen[0]?.method, seen[0]?.path], ['DELETE', '/v2/requirement_groups/group-1']);
    });
  }

  it('is removed once: what is unclear is not tried again', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [fault(503, '10016')]);
    assert.equal((await failureOf(telnyx.requirementGroups.remove('group-1'))).code, 'telnyx_unclear');
    assert.equal(seen.length, 1);
  });
});
