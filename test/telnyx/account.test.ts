import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startTelnyx } from './scripted-telnyx.ts';

describe('what an order can name', () => {
  it('lists connections, messaging profiles and billing groups by name', async (t) => {
    const answers: Record<string, unknown[]> = {
      '/v2/connections': [{ id: '1293384261075731499', connection_name: 'Office' }],
      '/v2/messaging_profiles': [{ id: 'profile-1', name: null }],
      '/v2/billing_groups': [
        { id: 'billing-1', name: 'Sales', deleted_at: null },
        { id: 'billing-2', name: 'Gone', deleted_at: '2019-10-15T10:07:15.527Z' },
      ],
    };
    const { telnyx } = await startTelnyx(t, ({ path }) => ({ json: { data: answers[path] } }));
    assert.deepEqual(await telnyx.account.connections(), [{ id: '1293384261075731499', name: 'Office' }]);
    assert.deepEqual(await telnyx.account.messagingProfiles(), [{ id: 'profile-1', name: 'profile-1' }]);
    assert.deepEqual(await telnyx.account.billingGroups(), [{ id: 'billing-1', name: 'Sales' }]);
  });
});

describe('holding numbers', () => {
  it('tells until when each is held', async (t) => {
    const phone_numbers = [
      { id: 'r1', phone_number: '+493012345678', status: 'success', expired_at: '2024-09-13T09:42:19Z' },
      { id: 'r2', phone_number: '+493012345679', status: 'failed', expired_at: null },
    ];
    const { telnyx, seen } = await startTelnyx(t, [
      { json: { data: { id: 'r', status: 'partial_success', phone_numbers } } },
    ]);
    assert.deepEqual(await telnyx.reservations.create(['+493012345678', '+493012345679']), [
      { phoneNumber: '+493012345678', status: 'success', expiresAt: Date.UTC(2024, 8, 13, 9, 42, 19) },
      { phoneNumber: '+493012345679', status: 'failed', expiresAt: null },
    ]);
    assert.deepEqual(seen[0]?.body, {
      phone_numbers: [{ phone_number: '+493012345678' }, { phone_number: '+493012345679' }],
    });
  });
});

describe('coverage', () => {
  const us = {
    code: 'US',
    phone_number_type: ['local', 'local', 'toll_free'],
    features: ['sms', 'voice'],
    region: null,
  };
  const read = { country: 'US', numberTypes: ['local', 'toll_free'], features: ['sms', 'voice'] };

  it('names each number type once', async (t) => {
    const { telnyx, seen } = await startTelnyx(t, [{ json: { data: us } }]);
    assert.deepEqual(await telnyx.coverage.get('US'), read);
    assert.equal(seen[0]?.path, '/v2/country_coverage/countries/US');
  });

  it('lists all countries', async (t) => {
    const data = { 'United States': us, 'Aland Islands': { code: 'AX', phone_number_type: [], features: null } };
    const { telnyx } = await startTelnyx(t, [{ json: { data } }]);
    assert.deepEqual(await telnyx.coverage.list(), [read, { country: 'AX', numberTypes: [], features: [] }]);
  });
});
