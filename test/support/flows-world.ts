import type { PlaceRequest } from '../../src/domain/order-offer.ts';
import { createCheckConnections, type SlackStanding } from '../../src/flows/check-connections.ts';
import { createConverse } from '../../src/flows/converse.ts';
import { createEndUserLinks } from '../../src/flows/end-user-links.ts';
import { createFindOrders } from '../../src/flows/find-orders.ts';
import type { Flows } from '../../src/flows/flows.ts';
import { createFulfilRequirements } from '../../src/flows/fulfil-requirements.ts';
import { createGroups } from '../../src/flows/groups.ts';
import { createKnownGroups } from '../../src/flows/known-groups.ts';
import { createPlaceOrder } from '../../src/flows/place-order.ts';
import { createReadAudit } from '../../src/flows/read-audit.ts';
import { createSaveAsGroup } from '../../src/flows/save-as-group.ts';
import { createSearchNumbers } from '../../src/flows/search-numbers.ts';
import { createShowRequirements } from '../../src/flows/show-requirements.ts';
import { createSpreadAnswers } from '../../src/flows/spread-answers.ts';
import { createTrackOrders } from '../../src/flows/track-orders.ts';
import { createWallet } from '../../src/flows/wallet.ts';
import { createWatchOrder } from '../../src/flows/watch-order.ts';
import { anAvailableNumber, aPlaceRequest, aRequirementType, MINUTE_MS, NOW } from './builders.ts';
import { createFakeAccountWatch, createFakeAdminAlerts } from './fake-account-watch.ts';
import { createFakeAuditLog } from './fake-audit-log.ts';
import { createFakeDrafts } from './fake-drafts.ts';
import { createFakeGroupStore, createFakeGroupThreads } from './fake-group-store.ts';
import { createFakeTelnyx } from './fake-telnyx.ts';
import {
  createCountingTokens,
  createFakeAttachments,
  createFakeClock,
  createFakeHeartbeat,
  createFakeOrders,
  createFakePace,
  createFakeThreads,
  createLife,
  createQuietLog,
} from './fakes.ts';

export const BERLIN = '+4930901820001';
export const BERLIN_2 = '+4930901820002';
export const NEW_YORK = '+12125550101';

/** All flows over in-memory ports. `restart` makes them anew on what is stored, as a new process would. */
export const createFlowsWorld = (
  given: { refusedFiles?: Record<string, string>; ordersPerTick?: number; defaultChannel?: string } = {},
) => {
  const life = createLife();
  const clock = createFakeClock(NOW);
  const fake = createFakeTelnyx(life, clock);
  const orders = createFakeOrders(life);
  const threads = createFakeThreads(life);
  const groups = createFakeGroupStore(life);
  const groupThreads = createFakeGroupThreads(life);
  const drafts = createFakeDrafts(life);
  const heartbeat = createFakeHeartbeat();
  const auditLog = createFakeAuditLog(life);
  const accountWatch = createFakeAccountWatch(life);
  const adminAlerts = createFakeAdminAlerts(life);
  const newToken = createCountingTokens();
  const { pace, waits } = createFakePace();
  const { log, lines } = createQuietLog();
  fake.state.available = [
    anAvailableNumber({ phoneNumber: BERLIN }),
    anAvailableNumber({ phoneNumber: BERLIN_2 }),
    anAvailableNumber({ phoneNumber: NEW_YORK, country: 'US', place: 'New York' }),
  ];
  fake.state.paperwork = {
    'DE:local': [aRequirementType(), aRequirementType({ id: 'req-id', name: 'Passport', kind: 'document' })],
  };

  const store = {
    check: () => life.run('store.check', () => undefined),
    sizeBytes: () => life.run('store.size', () => 3 * 1024 * 1024),
  };
  const slack: SlackStanding = {
    transport: 'socket',
    isConnected: () => true,
    look: () => life.run('slack.look', () => ({ workspace: 'Acme', missingScopes: [] })),
    checkCanPost: (channelId) => life.run(`slack.canPost ${channelId}`, () => undefined),
  };
  const settings = { defaultChannel: null, webhookKeys: 1, encryptionKeys: 1 };

  const start = (): Flows => {
    const showRequirements = createShowRequirements({ telnyx: fake.telnyx, clock });
    const wallet = createWallet({ telnyx: fake.telnyx, clock });
    const shared = {
      telnyx: fake.telnyx,
      wallet,
      drafts,
      orders,
      groups,
      threads,
      groupThreads,
      knownGroups: createKnownGroups({ telnyx: fake.telnyx, clock, log }),
      attachments: createFakeAttachments(life, given.refusedFiles),
      showRequirements,
      clock,
      log,
      newToken,
      heartbeat,
      pace,
      defaultChannel: given.defaultChannel ?? null,
      accountWatch,
      adminAlerts,
      ...(given.ordersPerTick === undefined ? {} : { ordersPerTick: given.ordersPerTick }),
    };
    const placeOrder = createPlaceOrder(shared);
    const groupsFlow = createGroups(shared);
    const findOrders = createFindOrders(shared);
    const trackOrders = createTrackOrders({ ...shared, placeOrder, checkGroups: groupsFlow.check });
    return {
      wallet,
      endUserLinks: createEndUserLinks(shared),
      spreadAnswers: createSpreadAnswers(shared),
      saveAsGroup: createSaveAsGroup({ ...shared, groupFlow: groupsFlow }),
      searchNumbers: createSearchNumbers(shared),
      showRequirements,
      placeOrder,
      findOrders,
      watchOrder: createWatchOrder({ ...shared, findOrders }),
      fulfilRequirements: createFulfilRequirements(shared),
      converse: createConverse(shared),
      groups: groupsFlow,
      trackOrders,
      checkConnections: createCheckConnections({
        ...shared,
        store: { orders, groups, heartbeat, lastWebhook: createFakeHeartbeat(), ...store },
        slack,
        lastTick: trackOrders.lastTick,
        settings,
      }),
      readAudit: createReadAudit({ auditLog, orders, groups }),
    };
  };

  const world = {
    ...fake,
    life,
    clock,
    orders,
    groups,
    drafts,
    threads,
    groupThreads,
    heartbeat,
    auditLog,
    accountWatch,
    adminAlerts,
    waits,
    log,
    lines,
    flows: start(),
    restart: (): void => {
      life.restart();
      world.flows = start();
    },
    /** Polls once after the time has passed. */
    later: async (milliseconds: number = MINUTE_MS) => {
      clock.pass(milliseconds);
      return world.flows.trackOrders.tick();
    },
    /** Places an order, of one Berlin number unless told otherwise, and forgets what was posted so far. */
    ordered: async (request: Partial<PlaceRequest> = {}) => {
      const outcome = await world.flows.placeOrder.place(aPlaceRequest(request));
      threads.posted.length = 0;
      if (outcome.kind !== 'placed') throw new Error(`not placed: ${outcome.kind}`);
      const partId = outcome.order.order?.parts[0]?.id ?? '';
      return { orderKey: outcome.order.key, partId };
    },
  };
  return world;
};
