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
import type { Route, ViewHandler } from './handler.ts';
import type { Members } from './members.ts';
import { createSurface, type OpenAck, type Surface, type Whereabouts } from './surface.ts';
import { problemHome } from './views/problem.ts';
import { ofAction, ofCommand, ofShortcut, ofSubmission } from './whereabouts.ts';

type Options = { app: App; routes: Route[]; members: Members; log: Log; newReference: () => string };
type Work = {
  route: Route;
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
  const atWork = new Set<Promise<void>>();
  const track = (work: Promise<void>): Promise<void> => {
    atWork.add(work);
    return work.finally(() => atWork.delete(work));
  };
  const start = (work: Work): Promise<void> => track(perform(options, work));
  for (const route of options.routes) {
    if (route.kind === 'event') registerEvent({ ...options, track }, route);
    else if (route.kind === 'options') registerOptions({ ...options, track }, route);
    else if (route.kind === 'closing') registerClosing({ ...options, track }, route);
    else register({ ...options, start }, route);
  }
  return {
    settled: async () => {
      while (atWork.size > 0) await Promise.allSettled([...atWork]);
    },
  };
};

const perform = async (
  { members, log, newReference }: Options,
  { route, client, where, respond, openAck, run }: Work,
): Promise<void> => {
  const surface = createSurface({ client, where, respond, ...(openAck ? { openAck } : {}) });
  try {
    await members.checkMayOrder(where.userId);
    await run(surface);
  } catch (error) {
    const reference = newReference();
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
const registerEvent = (
  { app, members, log, newReference, track }: Options & { track: (work: Promise<void>) => Promise<void> },
  route: EventRoute,
): void => {
  const show = async (userId: string, client: WebClient): Promise<void> => {
    try {
      await members.checkMayOrder(userId);
      await route.handle({ userId, client });
    } catch (error) {
      const [reference, reason] = [newReference(), error instanceof Error ? error.message : 'unknown'];
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
      if (event.tab === 'home') await track(show(event.user, client));
    },
  );
};

type OptionsRoute = Extract<Route, { kind: 'options' }>;
type ClosingRoute = Extract<Route, { kind: 'closing' }>;
type Tracked = Options & { track: (work: Promise<void>) => Promise<void> };

const noteUntold = ({ log }: Options, { route, error }: { route: string; error: unknown }): void => {
  const line = { route, code: isAppError(error) ? error.code : 'bug' };
  if (isAppError(error)) log.info({ ...line, reason: error.message }, 'failed where nobody can be told');
  else log.error({ ...line, stack: error instanceof Error ? error.stack : String(error) }, 'a handler failed');
};

/** A menu has no place for a reason: what fails offers nothing, and the form itself still says what is wrong. */
const registerOptions = (options: Tracked, route: OptionsRoute): void => {
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
    options.track(answer(args)),
  );
};

/** A closed form has nobody before it. */
const registerClosing = (options: Tracked, route: ClosingRoute): void => {
  const close = async ({ view, userId }: Parameters<ClosingRoute['handle']>[0]): Promise<void> => {
    await options.members.checkMayOrder(userId);
    await route.handle({ view, userId });
  };
  options.app.view<ViewClosedAction>({ type: 'view_closed', callback_id: route.id }, async ({ ack, body, view }) => {
    await ack();
    const work = close({ view, userId: body.user.id });
    await options.track(work.catch((error: unknown) => noteUntold(options, { route: `closing ${route.id}`, error })));
  });
};

const register = (
  { app, start }: Options & { start: (work: Work) => Promise<void> },
  route: Exclude<Route, EventRoute | OptionsRoute | ClosingRoute>,
): void => {
  switch (route.kind) {
    case 'command':
      app.command(route.id, async ({ ack, command, client, respond }) => {
        await ack();
        await start({
          route,
          client,
          where: ofCommand(command),
          respond,
          run: (surface) => route.handle({ command, surface }),
        });
      });
      return;
    case 'action':
      app.action<BlockAction>(
        { type: 'block_actions', action_id: route.id },
        async ({ ack, body, action, client, respond }) => {
          await ack();
          const hasUrl = typeof (body as { response_url?: unknown }).response_url === 'string';
          await start({
            route,
            client,
            where: ofAction(body),
            respond: hasUrl ? respond : null,
            run: (surface) => route.handle({ action, body, surface }),
          });
        },
      );
      return;
    case 'view':
      app.view<ViewSubmitAction>(
        { type: 'view_submission', callback_id: route.id },
        async ({ ack, body, view, client }) => {
          const { openAck, ackOnce } = toOpenAck(ack);
          const run = (surface: Surface) => route.handle({ view, body, ack: ackOnce, surface });
          await start({ route, client, where: ofSubmission(body), respond: null, openAck, run });
        },
      );
      return;
    case 'shortcut':
      app.shortcut<MessageShortcut>(
        { type: 'message_action', callback_id: route.id },
        async ({ ack, shortcut, client, respond }) => {
          await ack();
          await start({
            route,
            client,
            where: ofShortcut(shortcut),
            respond,
            run: (surface) => route.handle({ shortcut, surface }),
          });
        },
      );
      return;
  }
};
