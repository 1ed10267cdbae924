import type { Link } from './fault-rules.ts';

const ID = /\/(?:[0-9a-f]{8}-[0-9a-f-]{27}|\d+)(?=\/|$)/g;

const nameOfInbound = (path: string, body: string): string => {
  if (path.endsWith('/webhooks')) return 'webhook';
  const form = new URLSearchParams(body);
  const payload = form.get('payload');
  if (payload !== null) return String((JSON.parse(payload) as { type: unknown }).type);
  return form.has('command') ? 'command' : 'event';
};

/** What a rule of a plan calls an exchange: `POST /number_orders`, `GET /number_orders/:id`, `chat.update`, `view_submission`. */
export const nameOf = ({
  link,
  method,
  path,
  body,
}: {
  link: Link;
  method: string;
  path: string;
  body: string;
}): string => {
  const [bare = ''] = path.split('?');
  if (link === 'telnyx') return `${method} ${bare.replace(/^\/v2/, '').replaceAll(ID, '/:id')}`;
  return link === 'slack' ? bare.replace(/^\/api\//, '') : nameOfInbound(bare, body);
};
