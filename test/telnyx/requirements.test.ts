import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failureOf, fault, startTelnyx } from './scripted-telnyx.ts';

const now = Date.UTC(2025, 5, 1);
const clock = { now: () => now };
const noCriteria = {
  minLength: null,
  maxLength: null,
  acceptableCharacters: null,
  acceptableValues: [],
  localityLimit: null,
  timeLimit: null,
};

const aWireType = (over: Record<string, unknown> = {}) => ({
  record_type: 'requirement_type',
  id: 'type-1',
  name: 'Proof of address',
  type: 'document',
  description: 'A bill.',
  example: null,
  acceptance_criteria: { locality_limit: null, time_limit: 'Dated within 3 months' },
  ...over,
});

const aWireSet = (over: Record<string, unknown> = {}) => ({
  record_type: 'requirement',
  id: 'requirement-1',
  country_code: 'DE',
  phone_number_type: 'local',
  action: 'ordering',
  locality: '',
  version: 1,
  effective_start_at: null,
  effective_end_at: null,
  requirement_types: [aWireType()],
  ...over,
});

const german = { country: 'DE', numberType: 'local' };

describe('the paperwork of a country', () => {
  it('lists what an order needs', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data: [aWireSet()] } }], { clock });
    const criteria = { ...noCriteria, timeLimit: 'Dated within 3 months' };
    assert.deepEqual(await telnyx.requirements.list(german), [
      { id: 'type-1', name: 'Proof of address', kind: 'document', description: 'A bill.', example: null, criteria },
    ]);
    assert.deepEqual(seen[0]?.query, {
      'filter[country_code]': ['DE'],
      'filter[phone_number_type]': ['local'],
      'filter[action]': ['ordering'],
      'page[number]': ['1'],
      'page[size]': ['250'],
    });
  });

  it('is nothing when Telnyx lists nothing', async (t) => {
    const { telnyx } = await startTelnyx(t, [{ json: { data: [] } }], { clock });
    assert.deepEqual(await telnyx.requirements.list(german), []);
  });

  it('asks for the same thing once', async (t) => {
    const twice = aWireSet({
      id: 'requirement-2',
      locality: 'Berlin',
      requirement_types: [aWireType(), aWireType({ id: 'b' })],
    });
    const { telnyx } = await startTelnyx(t, [{ json: { data: [aWireSet(), twice] } }], { clock });
    assert.deepEqual(
      (await telnyx.requirements.list(german)).map(({ id }) => id),
      ['type-1', 'b'],
    );
  });

  const rows = [
    { why: 'a version without dates is in force', set: {}, isTaken: true },
    { why: 'a version that begins today', set: { effective_start_at: '2025-06-01T00:00:00Z' }, isTaken: true },
    { why: 'a version of next month is not yet', set: { effective_start_at: '2025-07-01T00:00:00Z' }, isTaken: false },
    { why: 'a version that ended today is over', set: { effective_end_at: '2025-06-01T00:00:00Z' }, isTaken: false },
    { why: 'porting asks for other things', set: { action: 'porting' }, isTaken: false },
    { why: 'what both need, ordering needs', set: { action: 'both' }, isTaken: true },
    { why: 'a filter that Telnyx ignored', set: { phone_number_type: 'national' }, isTaken: false },
    { why: 'another country', set: { country_code: 'AT' }, isTaken: false },
  ];
  for (const { why, set, isTaken } of rows) {
    it(`${isTaken ? 'takes' : 'leaves out'}: ${why}`, async (t) => {
      const { telnyx } = await startTelnyx(t, [{ json: { data: [aWireSet(set)] } }], { clock });
      assert.equal((await telnyx.requirements.list(german)).length, isTaken ? 1 : 0);
    });
  }

  it('reads all pages, and two versions with one id as two', async (t) => {
    const { telnyx, seen } = await startTelnyx(
      t,
      ({ query }) => {
        const page = Number(query['page[number]']?.[0]);
        const old = aWireSet({
          effective_end_at: '2025-01-01T00:00:00Z',
          requirement_types: [aWireType({ id: 'old' })],
        });
        const current = aWireSet({ version: 2, effective_start_at: '2025-01-01T00:00:00Z' });
        return { json: { data: [page === 1 ? old : current], meta: { total_pages: 2, page_size: 1 } } };
      },
      { clock },
    );
    assert.deepEqual(
      (await telnyx.requirements.list(german)).map(({ id }) => id),
      ['type-1'],
    );
    assert.equal(seen.length, 2);
  });

  it('looks in the list of the whole country when Telnyx does not filter by mobile', async (t) => {
    const sets = [
      aWireSet(),
      aWireSet({ phone_number_type: 'mobile', requirement_types: [aWireType({ id: 'mobile' })] }),
    ];
    const { telnyx } = await startTelnyx(
      t,
      ({ query }) => ('filter[phone_number_type]' in query ? fault(422, '10032') : { json: { data: sets } }),
      { clock },
    );
    assert.deepEqual(
      (await telnyx.requirements.list({ country: 'DE', numberType: 'mobile' })).map(({ id }) => id),
      ['mobile'],
    );
    assert.equal((await failureOf(telnyx.requirements.list(german))).code, 'telnyx_refused');
  });
});

describe('requirement types', () => {
  it('tells what a field accepts, also where lengths come as text', async (t) => {
    const acceptance_criteria = {
      min_length: '5',
      max_length: 10,
      acceptable_characters: '0123456789',
      acceptable_values: ['A', 'B'],
      locality_limit: 'Within Spain',
      regex: 'something new',
    };
    const data = aWireType({ type: 'address_id', acceptance_criteria });
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data } }]);
    const type = await telnyx.requirements.type('type-1');
    assert.equal(type.kind, 'address');
    assert.deepEqual(type.criteria, {
      minLength: 5,
      maxLength: 10,
      acceptableCharacters: '0123456789',
      acceptableValues: ['A', 'B'],
      localityLimit: 'Within Spain',
      timeLimit: null,
    });
    assert.equal(seen[0]?.path, '/v2/requirement_types/type-1');
  });

  it('keeps a kind it does not know, and does without criteria', async (t) => {
    const data = [aWireType({ type: 'video', acceptance_criteria: null, description: null })];
    const { telnyx } = await startTelnyx(t, [{ json: { data } }]);
    const [type] = await telnyx.requirements.types();
    assert.deepEqual([type?.kind, type?.criteria], ['video', noCriteria]);
  });
});
