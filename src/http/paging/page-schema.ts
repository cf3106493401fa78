import { z } from 'zod'

const MOST_ITEMS = 500
const DEFAULT_ITEMS = 50
const LONGEST_CURSOR = 2000

/** An integer in a query. */
export function queryNumber(least: number, most: number): z.ZodType<number> {
  return z.preprocess(
    (value) => (typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value),
    z.int().min(least).max(most),
  )
}

/** Values of one query parameter, repeated or separated by commas. */
export function queryList<Item extends z.ZodType>(item: Item): z.ZodType<z.infer<Item>[]> {
  return z.preprocess((value) => (typeof value === 'string' ? value.split(',') : value), z.array(item).min(1).max(100))
}

/** The query of every list. */
export const PAGE_QUERY = {
  limit: queryNumber(1, MOST_ITEMS)
    .optional()
    .default(DEFAULT_ITEMS)
    .describe(`Items per page, at most ${MOST_ITEMS}.`),
  cursor: z.string().min(1).max(LONGEST_CURSOR).optional().describe('`next` of the page before.'),
}

/** A page of a list. */
export function Page<Item extends z.ZodType>(item: Item) {
  const page = z.strictObject({
    items: z.array(item),
    next: z.string().nullable().describe('Cursor of the next page; null on the last page.'),
  })
  const examples = item.meta()?.examples
  return Array.isArray(examples) ? page.meta({ examples: [{ items: examples as never[], next: null }] }) : page
}

export const Uuid = z.uuid().describe('An id.')
export const Time = z.iso.datetime().describe('A time (RFC 3339, UTC).')
/** The code of an agency, a source or a profile. */
export const Code = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
  .describe('A code: up to 63 lower-case letters, digits and hyphens.')
