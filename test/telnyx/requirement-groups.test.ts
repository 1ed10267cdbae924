import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failureOf, startTelnyx } from './scripted-telnyx.ts';

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
    { requirementId: 'a', answered: true, status: 'approved', expiresAt: Date.UTC(2026, 0, 1) },
    { requirementId: 'b', answered: false, status: null, expiresAt: null },
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
