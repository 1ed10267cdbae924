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
import { isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import { createRequests, type Requests, type SlackAck } from './follow-requests.ts';
import type { Route, ViewHandler } from './handler.ts';
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
    else if (route.kind === 'view') registerView(registering, route);
    else register(registering, route);
  }
  return { settled: requests.settled };
};

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

type EventRoute = Extract<Route, { kind: 'event' }>;

/** Whoever opens Home is looking at it: what goes wrong, or that it is not for them, stands there. */
const registerEvent = ({ app, members, log, requests }: Registering, route: EventRoute): void => {
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

type OptionsRoute = Extract<Route, { kind: 'options' }>;
type ClosingRoute = Extract<Route, { kind: 'closing' }>;

const noteUntold = ({ log }: Options, { route, error }: { route: string; error: unknown }): void => {
  const line = { route, code: isAppError(error) ? error.code : 'bug' };
  if (isAppError(error)) log.info({ ...line, reason: error.message }, 'failed where nobody can be told');
  else log.error({ ...line, stack: error instanceof Error ? error.stack : String(error) }, 'a handler failed');
};

/** A menu has no place for a reason: what fails offers nothing, and the form itself still says what is wrong. */
const registerOptions = (options: Registering, route: OptionsRoute): void => {
  const answer = async ({ ack, body }: SlackOptionsMiddlewareArgs<'block_suggestion'>): Promise<void> => {
    try {
      await options.members.checkMayOrder(body.user.id);
      await ack({ options: await route.handle({ body, userId: body.user.id }) });
    } catch (error) {
      noteUntold(options, { route: `options ${route.id}`, error });
      await ack({ options: [] });
    }
  };
  options.app.options<'block_suggestion'>({ type: 'block_suggestion', action_id: route.id }, (args) =>
    options.requests.follow({ route, ack: args.ack, run: ({ ack }) => answer({ ...args, ack }) }),
  );
};

/** A closed form has nobody before it. */
const registerClosing = (options: Registering, route: ClosingRoute): void => {
  const close = async ({ view, userId }: Parameters<ClosingRoute['handle']>[0]): Promise<void> => {
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

type ViewRoute = Extract<Route, { kind: 'view' }>;
type PressedRoute = Exclude<Route, EventRoute | OptionsRoute | ClosingRoute | ViewRoute>;

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
const registerView = (options: Registering, route: ViewRoute): void => {
  options.app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: route.id },
    ({ ack: answer, body, view, client }) =>
      options.requests.follow({
        route,
        ack: answer,
        run: ({ ack, reference }) => {
          const { openAck, ackOnce } = toOpenAck(ack);
          const run = (surface: Surface) => route.handle({ view, body, ack: ackOnce, surface });
          const where = ofSubmission(body);
          return perform(options, { route, reference, client, where, respond: null, openAck, run });
        },
      }),
  );
};

const register = (options: Registering, route: PressedRoute): void => {
  const { app } = options;
  const start = createStart(options, route);
  switch (route.kind) {
    case 'command':
      app.command(route.id, ({ ack, command, client, respond }) =>
        start(ack, {
          client,
          where: ofCommand(command),
          respond,
          run: (surface) => route.handle({ command, surface }),
        }),
      );
      return;
    case 'action':
      app.action<BlockAction>(
        { type: 'block_actions', action_id: route.id },
        ({ ack, body, action, client, respond }) => {
          const hasUrl = typeof (body as { response_url?: unknown }).response_url === 'string';
          return start(ack, {
            client,
            where: ofAction(body),
            respond: hasUrl ? respond : null,
            run: (surface) => route.handle({ action, body, surface }),
          });
        },
      );
      return;
    case 'shortcut':
      app.shortcut<MessageShortcut>(
        { type: 'message_action', callback_id: route.id },
        ({ ack, shortcut, client, respond }) =>
          start(ack, {
            client,
            where: ofShortcut(shortcut),
            respond,
            run: (surface) => route.handle({ shortcut, surface }),
          }),
      );
      return;
  }
};
