import type {
  App,
  BlockAction,
  MessageShortcut,
  RespondFn,
  SlackEventMiddlewareArgs,
  SlackOptionsMiddlewareArgs,
  ViewClosedAction,
  ViewSubmitAction,
} from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { AppError, isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import { createRequests, type Requests, type SlackAck } from './follow-requests.ts';
import type { ActionHandler, Route, ViewHandler } from './handler.ts';
import type { Members } from './members.ts';
import { createSurface, type OpenAck, type Surface, type Whereabouts } from './surface.ts';
import { problemHome } from './views/problem.ts';
import { ofAction, ofCommand, ofShortcut, ofSubmission } from './whereabouts.ts';

type Options = {
  app: App;
  routes: Route[];
  members: Members;
  log: Log;
  newReference: () => string;
  onAck?: (ack: SlackAck) => void;
};
type Registering = Options & { requests: Requests };
type Work = {
  route: Route;
  reference: string;
  client: WebClient;
  where: Whereabouts;
  respond: RespondFn | null;
  openAck?: OpenAck;
  run(surface: Surface): Promise<void>;
};

/**
 * Gives Bolt each route once, wrapped: acknowledges, checks who may, counts the work, logs a failure once with the
 * route's id, and tells the person where they are.
 * @returns `settled`: resolves when no handler is at work any more
 */
export const registerRoutes = (options: Options): { settled(): Promise<void> } => {
  const requests = createRequests(options);
  const registering = { ...options, requests };
  for (const route of options.routes) {
    if (route.kind === 'event') registerEvent(registering, route);
    else if (route.kind === 'options') registerOptions(registering, route);
    else if (route.kind === 'closing') registerClosing(registering, route);
    else if (route.kind === 'command') registerCommand(registering, route);
    else if (route.kind === 'shortcut') registerShortcut(registering, route);
  }
  registerActions(registering, ofKind(options.routes, 'action'));
  registerViews(registering, ofKind(options.routes, 'view'));
  return { settled: requests.settled };
};

type RouteOf<Kind extends Route['kind']> = Extract<Route, { kind: Kind }>;

/** By their ids: there are dozens, and Bolt asks every listener that it has at every request, at some cost for each. */
const ofKind = <Kind extends Route['kind']>(routes: Route[], kind: Kind): Map<string, RouteOf<Kind>> =>
  new Map(routes.flatMap((route) => (route.kind === kind ? [[route.id, route as RouteOf<Kind>] as const] : [])));

/** What an earlier version left in Slack, and this one knows no more. */
const outdated = async (): Promise<never> => {
  const hint = 'This is from an older version of numberdesk. Run /numbers orders and go on from there.';
  throw new AppError('invalid_input', 'nothing handles this id', { details: { hint } });
};
const OUTDATED = {
  action: { kind: 'action', id: 'outdated', handle: outdated satisfies ActionHandler },
  view: { kind: 'view', id: 'outdated', handle: outdated satisfies ViewHandler },
} as const;

const perform = async (
  { members, log }: Options,
  { route, reference, client, where, respond, openAck, run }: Work,
): Promise<void> => {
  const surface = createSurface({ client, where, respond, ...(openAck ? { openAck } : {}) });
  try {
    await members.checkMayOrder(where.userId);
    await run(surface);
  } catch (error) {
    const line = { route: `${route.kind} ${route.id}`, reference, code: isAppError(error) ? error.code : 'bug' };
    if (isAppError(error)) log.info({ ...line, reason: error.message }, 'told a person what went wrong');
    else log.error({ ...line, stack: error instanceof Error ? error.stack : String(error) }, 'a handler failed');
    await surface.tell(error, reference).catch((failure: unknown) => {
      log.warn(
        { ...line, failure: failure instanceof Error ? failure.message : 'unknown' },
        'could not tell the person',
      );
    });
  }
};

type ViewAck = Parameters<ViewHandler>[0]['ack'];

const toOpenAck = (ack: ViewAck): { openAck: OpenAck; ackOnce: ViewAck } => {
  let open = true;
  const ackOnce: ViewAck = async (response) => {
    open = false;
    await ack(response);
  };
  return { ackOnce, openAck: { isOpen: () => open, update: (view) => ackOnce({ response_action: 'update', view }) } };
};

/** Whoever opens Home is looking at it: what goes wrong, or that it is not for them, stands there. */
const registerEvent = ({ app, members, log, requests }: Registering, route: RouteOf<'event'>): void => {
  const show = async ({ userId, client, reference }: { userId: string; client: WebClient; reference: string }) => {
    try {
      await members.checkMayOrder(userId);
      await route.handle({ userId, client });
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown';
      const line = { route: `event ${route.id}`, reference, code: isAppError(error) ? error.code : 'bug', reason };
      if (isAppError(error)) log.info(line, 'Home shows what went wrong');
      else log.error(line, 'could not show Home');
      await client.views
        .publish({ user_id: userId, view: problemHome(error, reference) })
        .catch(() => log.warn(line, 'Home could not say so'));
    }
  };
  app.event(
    'app_home_opened',
    async ({ event, client }: SlackEventMiddlewareArgs<'app_home_opened'> & { client: WebClient }) => {
      if (event.tab !== 'home') return;
      // Bolt has acknowledged it.
      const ack = async (): Promise<void> => undefined;
      const run = ({ reference }: { reference: string }) => show({ userId: event.user, client, reference });
      await requests.follow({ route, ack, run });
    },
  );
};

const noteUntold = ({ log }: Options, { route, error }: { route: string; error: unknown }): void => {
  const line = { route, code: isAppError(error) ? error.code : 'bug' };
  if (isAppError(error)) log.info({ ...line, reason: error.message }, 'failed where nobody can be told');
  else log.error({ ...line, stack: error instanceof Error ? error.stack : String(error) }, 'a handler failed');
};

/** A menu has no place for a reason but its choices: what fails offers one that says so, or nothing. */
const registerOptions = (options: Registering, route: RouteOf<'options'>): void => {
  const answer = async ({ ack, body }: SlackOptionsMiddlewareArgs<'block_suggestion'>): Promise<void> => {
    try {
      await options.members.checkMayOrder(body.user.id);
      await ack({ options: await route.handle({ body, userId: body.user.id }) });
    } catch (error) {
      noteUntold(options, { route: `options ${route.id}`, error });
      await ack({ options: route.says?.(error) ?? [] });
    }
  };
  options.app.options<'block_suggestion'>({ type: 'block_suggestion', action_id: route.id }, (args) =>
    options.requests.follow({ route, ack: args.ack, run: ({ ack }) => answer({ ...args, ack }) }),
  );
};

/** A closed form has nobody before it. */
const registerClosing = (options: Registering, route: RouteOf<'closing'>): void => {
  const close = async ({ view, userId }: Parameters<RouteOf<'closing'>['handle']>[0]): Promise<void> => {
    await options.members.checkMayOrder(userId);
    await route.handle({ view, userId });
  };
  options.app.view<ViewClosedAction>({ type: 'view_closed', callback_id: route.id }, ({ ack, body, view }) =>
    options.requests.follow({
      route,
      ack,
      run: async (given) => {
        await given.ack();
        await close({ view, userId: body.user.id }).catch((error: unknown) =>
          noteUntold(options, { route: `closing ${route.id}`, error }),
        );
      },
    }),
  );
};

type PressedRoute = RouteOf<'command' | 'action' | 'shortcut'>;

/** What is acknowledged before anything else: Slack waits for no more than that it arrived. */
const createStart =
  (options: Registering, route: PressedRoute) =>
  (ack: () => Promise<void>, work: Omit<Work, 'route' | 'reference'>): Promise<void> =>
    options.requests.follow({
      route,
      ack,
      run: async (given) => {
        await given.ack();
        await perform(options, { ...work, route, reference: given.reference });
      },
    });

/** A submission is answered by its handler: with errors, with another view, or plainly. */
const registerViews = (options: Registering, routes: Map<string, RouteOf<'view'>>): void =>
  void options.app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: /^/ },
    ({ ack: answer, body, view, client }) => {
      const route = routes.get(view.callback_id) ?? OUTDATED.view;
      return options.requests.follow({
        route,
        ack: answer,
        run: ({ ack, reference }) => {
          const { openAck, ackOnce } = toOpenAck(ack);
          const run = (surface: Surface) => route.handle({ view, body, ack: ackOnce, surface });
          const where = ofSubmission(body);
          return perform(options, { route, reference, client, where, respond: null, openAck, run });
        },
      });
    },
  );

const registerActions = (options: Registering, routes: Map<string, RouteOf<'action'>>): void =>
  void options.app.action<BlockAction>(
    { type: 'block_actions', action_id: /^/ },
    ({ ack, body, action, client, respond }) => {
      const route = routes.get(action.action_id) ?? OUTDATED.action;
      const hasUrl = typeof (body as { response_url?: unknown }).response_url === 'string';
      return createStart(options, route)(ack, {
        client,
        where: ofAction(body),
        respond: hasUrl ? respond : null,
        run: (surface) => route.handle({ action, body, surface }),
      });
    },
  );

const registerCommand = (options: Registering, route: RouteOf<'command'>): void =>
  void options.app.command(route.id, ({ ack, command, client, respond }) =>
    createStart(options, route)(ack, {
      client,
      where: ofCommand(command),
      respond,
      run: (surface) => route.handle({ command, surface }),
    }),
  );

const registerShortcut = (options: Registering, route: RouteOf<'shortcut'>): void =>
  void options.app.shortcut<MessageShortcut>(
    { type: 'message_action', callback_id: route.id },
    ({ ack, shortcut, client, respond }) =>
      createStart(options, route)(ack, {
        client,
        where: ofShortcut(shortcut),
        respond,
        run: (surface) => route.handle({ shortcut, surface }),
      }),
  );
