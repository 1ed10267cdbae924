import { createAccount } from './account.ts';
import { createAddresses } from './addresses.ts';
import { type ClientOptions, createClient } from './client.ts';
import { createComments } from './comments.ts';
import { createCoverage } from './coverage.ts';
import { createDocuments } from './documents.ts';
import { createExternalRequirements } from './external-requirements.ts';
import { createNumbers } from './numbers.ts';
import { createOrderNumbers } from './order-numbers.ts';
import { createOrders } from './orders.ts';
import { createRequirementGroups } from './requirement-groups.ts';
import { createRequirements } from './requirements.ts';
import { createReservations } from './reservations.ts';
import { createSubOrders } from './sub-orders.ts';
import type { Telnyx } from './telnyx.ts';

export type TelnyxOptions = ClientOptions & {
  /** Says which version of the requirements is in force; the sandbox passes its own. Default: the machine's clock. */
  clock?: { now(): number };
};

/** The Telnyx client: one file for each resource over one shared request. Calls nothing until asked. */
export const createTelnyx = ({ clock = { now: Date.now }, ...options }: TelnyxOptions): Telnyx => {
  const client = createClient(options);
  return {
    numbers: createNumbers(client),
    coverage: createCoverage(client),
    orders: createOrders(client),
    subOrders: createSubOrders(client),
    orderNumbers: createOrderNumbers(client),
    comments: createComments(client),
    requirements: createRequirements(client, clock),
    documents: createDocuments(client),
    addresses: createAddresses(client),
    requirementGroups: createRequirementGroups(client),
    externalRequirements: createExternalRequirements(client),
    reservations: createReservations(client),
    account: createAccount(client),
  };
};
