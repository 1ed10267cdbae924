import { PAGE } from './query.ts';
import { type Call, data, paged, type Reply, type Route } from './route.ts';

const SINCE = '2024-01-15T08:00:00.000Z';

const CONNECTIONS = [
  { id: '1293384261075731499', connection_name: 'Support desk' },
  { id: '1293384261075731500', connection_name: 'Sales dialler' },
].map((connection) => ({
  ...connection,
  record_type: 'ip_connection',
  active: true,
  anchorsite_override: 'Latency',
  outbound_voice_profile_id: '1293384261075731501',
  tags: [],
  webhook_api_version: '2',
  webhook_event_url: null,
  webhook_event_failover_url: null,
  created_at: SINCE,
  updated_at: SINCE,
}));

const MESSAGING_PROFILES = [
  { id: '3fa85f64-5717-4562-b3fc-2c963f66afa6', name: 'Order updates' },
  { id: '4fb85f64-5717-4562-b3fc-2c963f66afa7', name: 'Two-factor codes' },
].map((profile) => ({
  ...profile,
  record_type: 'messaging_profile',
  enabled: true,
  webhook_url: null,
  webhook_failover_url: null,
  webhook_api_version: '2',
  whitelisted_destinations: ['US', 'DE'],
  created_at: SINCE,
  updated_at: SINCE,
}));

const BILLING_GROUPS = [
  { id: '5fc85f64-5717-4562-b3fc-2c963f66afa8', name: 'Support' },
  { id: '6fd85f64-5717-4562-b3fc-2c963f66afa9', name: 'Sales' },
].map((group) => ({
  ...group,
  record_type: 'billing_group',
  organization_id: '7b3f6b5e-6f0a-4c63-9d0e-2f4b8a1c5d70',
  created_at: SINCE,
  updated_at: SINCE,
  deleted_at: null,
}));

export const connectionExists = (id: string): boolean => CONNECTIONS.some((connection) => connection.id === id);
export const messagingProfileExists = (id: string): boolean => MESSAGING_PROFILES.some((profile) => profile.id === id);

const same = (value: unknown): unknown => value;

const balance = ({ simulation }: Call): Reply => {
  const amount = simulation.state.fundsMissing ? '0.00' : '300.00';
  return data({
    record_type: 'balance',
    balance: amount,
    available_credit: amount,
    credit_limit: '0.00',
    pending: '0.00',
    currency: 'USD',
  });
};

const messagingProfiles = ({ query }: Call) => {
  const part = query.text('filter[name][contains]') ?? '';
  const exact = query.text('filter[name][eq]') ?? query.text('filter[name]');
  return MESSAGING_PROFILES.filter(({ name }) => name.includes(part) && (exact === null || name === exact));
};

export const accountRoutes: Route[] = [
  {
    method: 'GET',
    path: '/connections',
    query: ['filter[connection_name][contains]', 'sort', ...PAGE],
    handle: (call) => {
      const part = call.query.text('filter[connection_name][contains]') ?? '';
      const found = CONNECTIONS.filter(({ connection_name: name }) => name.includes(part));
      return paged(call, { items: found, toWire: same, usual: 250 });
    },
  },
  {
    method: 'GET',
    path: '/messaging_profiles',
    query: ['filter[name]', 'filter[name][eq]', 'filter[name][contains]', ...PAGE],
    handle: (call) => paged(call, { items: messagingProfiles(call), toWire: same }),
  },
  {
    method: 'GET',
    path: '/billing_groups',
    query: PAGE,
    handle: (call) => paged(call, { items: BILLING_GROUPS, toWire: same }),
  },
  { method: 'GET', path: '/balance', handle: balance },
];
