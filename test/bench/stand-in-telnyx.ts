import { createServer } from 'node:http';
import { numberId, orderId, placeOf, toNumber, toOldPart, toPart } from './wire-parts.ts';

/**
 * The little of Telnyx that a tick asks for, in a process of its own so that its work is nobody's cost. Prints its port.
 * Parts that are over come after those that are pending, and are listed to whoever does not ask for the pending ones only.
 * `POST /change?every=100` changes every hundredth part, `GET /count` says how many calls came, and begins anew.
 */
const [pending = 0, old = 0] = process.argv.slice(2).map(Number);
/** Far enough that nobody is reminded of it. */
const DEADLINE = new Date(Date.now() + 13 * 86_400_000).toISOString();
const changed = new Set<number>();
/** Of the pending ones, as they were sent last, by query: made once, since every tick asks for all of them. */
const pages = new Map<string, string>();
let calls = 0;

const partAt = (at: number) => (at < pending ? toPart(at, changed.has(at)) : toOldPart(at));

/** The places that a status stands at; all without one. */
const placesOf = (status: string | null): { from: number; count: number } => {
  if (status === null) return { from: 0, count: pending + old };
  if (status === 'pending') return { from: 0, count: pending };
  return { from: pending, count: status === 'success' ? old : 0 };
};

const listPage = (search: URLSearchParams) => {
  const size = Math.min(250, Number(search.get('page[size]') ?? 20));
  const page = Number(search.get('page[number]') ?? 1);
  const { from, count } = placesOf(search.get('filter[status]'));
  const first = (page - 1) * size;
  const length = Math.max(0, Math.min(size, count - first));
  const data = Array.from({ length }, (_, at) => partAt(from + first + at));
  return {
    data,
    meta: { page_number: page, page_size: size, total_pages: Math.ceil(count / size), total_results: count },
  };
};

const answer = (url: URL): unknown => {
  const [, , resource, id = ''] = url.pathname.split('/');
  const at = placeOf(id);
  const isChanged = changed.has(at);
  if (resource === 'sub_number_orders') return id === '' ? listPage(url.searchParams) : { data: partAt(at) };
  if (resource === 'comments') return { data: [] };
  if (resource === 'number_order_phone_numbers')
    return {
      data: {
        ...toNumber(at, { n: 0, isChanged }),
        id: numberId(at, 0),
        order_request_id: orderId(at),
        sub_number_order_id: toPart(at, isChanged).id,
        deadline: isChanged ? DEADLINE : null,
        locality: 'Berlin',
      },
    };
  return { errors: [{ code: '10005', title: 'Not found', detail: url.pathname }] };
};

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (url.pathname === '/count') {
    response.end(String(calls));
    calls = 0;
    return;
  }
  if (url.pathname === '/change') {
    for (let at = 0; at < pending; at += Number(url.searchParams.get('every'))) changed.add(at);
    pages.clear();
    response.end();
    return;
  }
  calls += 1;
  response.setHeader('content-type', 'application/json');
  const isKept = url.pathname.endsWith('/sub_number_orders') && url.searchParams.get('filter[status]') === 'pending';
  const body = (isKept ? pages.get(url.search) : undefined) ?? JSON.stringify(answer(url));
  if (isKept) pages.set(url.search, body);
  response.end(body);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
