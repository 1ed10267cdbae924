import { isTooMuchAtOnce } from './telnyx-error.ts';

/** What a list answered; null where Telnyx did not say. */
export type ListAnswer<Item> = {
  items: Item[];
  pageSize: number | null;
  totalPages: number | null;
  totalCount: number | null;
};

export type PageRequest = { number: number; size: number };

export type ReadPages<Item> = {
  read: (page: PageRequest) => Promise<ListAnswer<Item>>;
  /** Page sizes to try, largest first; the next one is taken when a page is slow, too large or does not come. */
  sizes?: readonly number[];
  maxPages?: number;
  /** True where Telnyx documents paging: a page that is not full is then the last, even when no total stands there. */
  isPagingDocumented?: boolean;
  slowMs?: number;
};

/** Telnyx's largest page. */
export const MAX_PAGE_SIZE = 250;

type Next = 'more' | 'end' | 'unsure';

type Reading<Item> = {
  answer: ListAnswer<Item>;
  page: PageRequest;
  newCount: number;
  isPagingDocumented: boolean;
};

/** Paging that is ignored answers the same page for ever: a page without anything new ends the reading. */
const whatNext = <Item>({ answer, page, newCount, isPagingDocumented }: Reading<Item>): Next => {
  const { items, totalPages } = answer;
  if (totalPages !== null && page.number >= totalPages) return 'end';
  if (newCount === 0 && (items.length > 0 || totalPages !== null)) return 'unsure';
  if (totalPages !== null || items.length >= page.size) return 'more';
  return page.number > 1 || isPagingDocumented ? 'end' : 'unsure';
};

type Step<Item> = { read: ReadPages<Item>['read']; page: PageRequest; ladder: number[]; slowMs: number };

/** Null: the page was too much, the next one will be smaller. A page that came, but slowly, also makes the next one smaller. */
const readOrShrink = async <Item>({ read, page, ladder, slowMs }: Step<Item>): Promise<ListAnswer<Item> | null> => {
  const canShrink = ladder.length > 1;
  const startedAt = performance.now();
  const answer = await read(page).catch((error: unknown) => {
    if (canShrink && isTooMuchAtOnce(error)) return null;
    throw error;
  });
  const isTooMuch = answer === null || performance.now() - startedAt > slowMs;
  if (canShrink && isTooMuch) ladder.shift();
  return answer;
};

/**
 * Streams a list page by page, each item once. `isWhole` is true only on the last page of a list that is known to have been read to
 * its end; never true when paging was ignored, no total was given or `maxPages` was reached.
 */
export async function* readPages<Item extends { id: string }>({
  read,
  sizes = [MAX_PAGE_SIZE],
  maxPages = 40,
  isPagingDocumented = false,
  slowMs = 5_000,
}: ReadPages<Item>): AsyncGenerator<{ items: Item[]; isWhole: boolean }> {
  const seen = new Set<string>();
  const ladder = [...sizes];
  let learntSize = Number.POSITIVE_INFINITY;
  let readCount = 0;
  for (let pages = 0; pages < maxPages; pages += 1) {
    const size = Math.min(ladder[0] ?? MAX_PAGE_SIZE, learntSize);
    const page = { number: Math.floor(readCount / size) + 1, size };
    const answer = await readOrShrink({ read, page, ladder, slowMs });
    if (answer === null) continue;
    const items = answer.items.filter((item) => !seen.has(item.id));
    for (const item of items) seen.add(item.id);
    if (answer.pageSize) learntSize = Math.min(size, answer.pageSize);
    readCount = page.number * Math.min(size, learntSize);
    const next = whatNext({ answer, page, newCount: items.length, isPagingDocumented });
    yield { items, isWhole: next === 'end' };
    if (next !== 'more') return;
  }
}

/** Reads the whole list into memory: for lists that people look at, not for polls. */
export const readAll = async <Item extends { id: string }>(options: ReadPages<Item>) => {
  const items: Item[] = [];
  let isWhole = false;
  for await (const page of readPages(options)) {
    items.push(...page.items);
    isWhole = page.isWhole;
  }
  return { items, isWhole };
};
