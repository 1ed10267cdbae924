import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const MEMBER = { id: 'UBENCH0001', team_id: 'TBENCH0001', is_bot: false, deleted: false };

const ANSWERS: Record<string, unknown> = {
  'auth.test': { ok: true, team_id: 'TBENCH0001', user_id: 'UBOT000001', bot_id: 'BBOT000001', url: 'https://x/' },
  'users.info': { ok: true, user: MEMBER },
};

const send = (response: ServerResponse, body: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
};

export type StandInSlack = { apiUrl: string; responseUrl: string; answers(): number; stop(): void };

/** Says yes to every call, and costs next to nothing: what is measured is the app. */
export const startStandInSlack = async (): Promise<StandInSlack> => {
  let answers = 0;
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      const method = (request.url ?? '').split('/').at(-1) ?? '';
      if (method === 'respond' || method === 'chat.postEphemeral') answers += 1;
      send(response, ANSWERS[method] ?? { ok: true });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    apiUrl: `${url}/api/`,
    responseUrl: `${url}/respond`,
    answers: () => answers,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
