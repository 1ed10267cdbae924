import { accountRoutes } from './account.ts';
import { addressRoutes } from './addresses.ts';
import { availablePhoneNumberRoutes } from './available-phone-numbers.ts';
import { commentRoutes } from './comments.ts';
import { coverageRoutes } from './coverage.ts';
import { documentLinkRoutes } from './document-links.ts';
import { documentRoutes } from './documents.ts';
import { externalRequirementRoutes } from './external-requirements.ts';
import { orderPhoneNumberRoutes } from './number-order-phone-numbers.ts';
import { numberOrderRoutes } from './number-orders.ts';
import { reservationRoutes } from './number-reservations.ts';
import { requirementGroupRoutes } from './requirement-groups.ts';
import { requirementRoutes } from './requirements.ts';
import type { Route } from './route.ts';
import { subNumberOrderRoutes } from './sub-number-orders.ts';

/** Every endpoint that the simulated Telnyx has. */
export const ROUTES: readonly Route[] = [
  ...availablePhoneNumberRoutes,
  ...coverageRoutes,
  ...numberOrderRoutes,
  ...subNumberOrderRoutes,
  ...orderPhoneNumberRoutes,
  ...commentRoutes,
  ...requirementRoutes,
  ...requirementGroupRoutes,
  ...externalRequirementRoutes,
  ...documentRoutes,
  ...documentLinkRoutes,
  ...addressRoutes,
  ...reservationRoutes,
  ...accountRoutes,
];

const toPattern = (path: string): RegExp => new RegExp(`^${path.replace(/\{([^}]+)\}/g, '(?<$1>[^/]+)')}$`);

const PATTERNS = ROUTES.map((route) => ({ route, pattern: toPattern(route.path) }));

/** @param path below `/v2` */
export const findRoute = (method: string, path: string): { route: Route; params: Record<string, string> } | null => {
  for (const { route, pattern } of PATTERNS) {
    const match = route.method === method ? pattern.exec(path) : null;
    if (match !== null) return { route, params: { ...match.groups } };
  }
  return null;
};
