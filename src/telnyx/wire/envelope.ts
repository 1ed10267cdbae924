import { z } from 'zod';
import type { ListAnswer, PageRequest } from '../paging.ts';
import { optionalWhole } from './fields.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Requirement groups come bare by the description and wrapped by some accounts of it: both are taken, everywhere. */
const wrap = (body: unknown) => (isRecord(body) && 'data' in body ? body : { data: body });

const EMPTY_META = { page_size: null, total_pages: null, total_results: null };

const meta = z
  .looseObject({ page_size: optionalWhole, total_pages: optionalWhole, total_results: optionalWhole })
  .nullish()
  .catch(null)
  .transform((value) => value ?? EMPTY_META);

/** One object, as `{data}` or bare. */
export const one = <Item>(item: z.ZodType<Item>): z.ZodType<Item> =>
  z.preprocess(wrap, z.looseObject({ data: item })).transform(({ data }) => data);

/** Where nothing in the answer is needed: any JSON will do, or no body at all. */
export const nothing: z.ZodType<void> = z.unknown().transform(() => undefined);

/** A list, as `{data, meta}` or a bare array. */
export const list = <Item>(item: z.ZodType<Item>): z.ZodType<ListAnswer<Item>> =>
  z.preprocess(wrap, z.looseObject({ data: z.array(item), meta })).transform((body) => ({
    items: body.data,
    pageSize: body.meta.page_size,
    totalPages: body.meta.total_pages,
    totalCount: body.meta.total_results,
  }));

export const toPageQuery = ({ number, size }: PageRequest) => ({ 'page[number]': number, 'page[size]': size });

/** For lists whose paging Telnyx does not document: the first page is asked for plainly. */
export const toLaterPageQuery = (page: PageRequest) => (page.number === 1 ? {} : toPageQuery(page));
