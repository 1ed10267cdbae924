import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Person } from '../slack/people.ts';
import type { SlackSimulator } from '../slack/start-slack-simulator.ts';
import type { TelnyxSimulator } from '../telnyx/start-telnyx-simulator.ts';
import type { Changes } from './changes.ts';
import { checkRequest, SECURITY_HEADERS } from './check-request.ts';
import type { DeskActs } from './desk-acts.ts';
import type { EventStreams } from './event-streams.ts';
import type { PageFiles } from './page-files.ts';
import type { ToPageState } from './page-state.ts';
import { parseDeskAct, parsePersonAct } from './parse-act.ts';
import { findPlayable, playablePeople } from './people-cards.ts';
import type { PersonActs } from './person-acts.ts';
import type { ActAnswer } from './protocol.ts';
import { readBody } from './read-body.ts';
import { sendAddress, sendDocument } from './stored-papers.ts';

export type AnswerParts = {
  slack: SlackSimulator;
  telnyx: TelnyxSimulator;
  changes: Changes;
  toState: ToPageState;
  streams: EventStreams;
  files: PageFiles;
  personActs: PersonActs;
  deskActs: DeskActs;
  /** Known once the server listens. */
  port: () => number;
};

export type WebExchange = { request: IncomingMessage; response: ServerResponse; url: URL };

const UPLOAD_BYTES = 20 * 1024 * 1024;
const ACT_BYTES = 64 * 1024;

const sendJson = (response: ServerResponse, { status, body }: { status: number; body: unknown }): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
};

const refuse = (response: ServerResponse, { status, error }: { status: number; error: string }): void => {
  // What is left of a body that nobody reads would be taken for the next request.
  if (status === 413) response.setHeader('connection', 'close');
  sendJson(response, { status, body: { ok: false, error } satisfies ActAnswer });
};

const BODY_PROBLEMS: Record<number, string> = {
  400: 'That is not JSON.',
  413: 'That is too large: files may have up to 15 MB.',
};

const answerPersonAct = async (parts: AnswerParts, { request, response }: WebExchange): Promise<void> => {
  const body = await readBody(request, UPLOAD_BYTES);
  if (body.kind === 'refused') {
    return refuse(response, { status: body.status, error: BODY_PROBLEMS[body.status] ?? '' });
  }
  const parsed = parsePersonAct(body.value);
  if (!parsed.ok) return refuse(response, { status: 400, error: parsed.error });
  const { person: name, act } = parsed.value;
  if (act.type !== 'upload' && body.bytes > ACT_BYTES)
    return refuse(response, { status: 413, error: 'That is too long.' });
  const person = findPlayable(parts.slack.workspace, name);
  if (person === null) return refuse(response, { status: 404, error: `There is nobody called ${name} to act as.` });
  const answer = await parts.personActs({ person: person.id, given: act });
  parts.changes.touch();
  sendJson(response, { status: 200, body: answer });
};

const answerDeskAct = async (parts: AnswerParts, { request, response }: WebExchange): Promise<void> => {
  const body = await readBody(request, ACT_BYTES);
  if (body.kind === 'refused') {
    return refuse(response, { status: body.status, error: BODY_PROBLEMS[body.status] ?? '' });
  }
  const parsed = parseDeskAct(body.value);
  if (!parsed.ok) return refuse(response, { status: 400, error: parsed.error });
  const answer = await parts.deskActs(parsed.value);
  parts.changes.touch();
  sendJson(response, { status: 200, body: answer });
};

/** Without `person`, the first whom one can be. */
const readPerson = ({ slack: { workspace } }: AnswerParts, { url }: WebExchange): Person | null => {
  const name = url.searchParams.get('person');
  return name === null ? (playablePeople(workspace)[0] ?? null) : findPlayable(workspace, name);
};

const answerState = (parts: AnswerParts, exchange: WebExchange): void => {
  const { response, url } = exchange;
  const person = readPerson(parts, exchange);
  if (person === null) refuse(response, { status: 404, error: 'There is nobody of that name to look as.' });
  else if (url.pathname === '/events') parts.streams.open(person, response);
  else sendJson(response, { status: 200, body: parts.toState(person, parts.changes.seq()) });
};

const answerGet = async (parts: AnswerParts, exchange: WebExchange): Promise<void> => {
  const { request, response, url } = exchange;
  const [, folder = '', id = ''] = /^\/(documents|addresses)\/([\w-]+)$/.exec(url.pathname) ?? [];
  if (parts.files.has(url.pathname)) return parts.files.send(url.pathname, { request, response });
  if (url.pathname === '/state' || url.pathname === '/events') return answerState(parts, exchange);
  if (folder === 'documents') return sendDocument(parts.telnyx, { id, response });
  if (folder === 'addresses') return sendAddress(parts.telnyx, { id, response });
  refuse(response, { status: 404, error: 'There is nothing here.' });
};

/** One request of the page, from its checks to its answer. */
export const answerRequest = async (parts: AnswerParts, exchange: WebExchange): Promise<void> => {
  const { request, response, url } = exchange;
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  const problem = checkRequest(request, parts.port());
  if (problem !== null) return refuse(response, problem);
  const { method = 'GET' } = request;
  if (method === 'GET' || method === 'HEAD') return answerGet(parts, exchange);
  if (method === 'POST' && url.pathname === '/acts') return answerPersonAct(parts, exchange);
  if (method === 'POST' && url.pathname === '/desk') return answerDeskAct(parts, exchange);
  refuse(response, { status: method === 'POST' ? 404 : 405, error: 'There is nothing here.' });
};
