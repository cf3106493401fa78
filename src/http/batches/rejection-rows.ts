import { listBatchRejections, type RejectionPage } from '../../application/batches/list-batch-rejections.js'
import { isRefusal } from '../../application/context/refusals.js'
import type { Registry } from '../../application/context/registry.js'

type Rejection = RejectionPage['items'][number]

const ROWS_PER_PAGE = 1000
export const ERROR_COLUMN = 'padan_error'

/** The rejections of a batch, a page at a time. */
export async function* rejectionPages(
  { database }: Registry,
  batchId: string,
): AsyncGenerator<readonly Rejection[], void> {
  let after: number | undefined = 0
  while (after !== undefined) {
    const page: Awaited<ReturnType<typeof listBatchRejections>> = await listBatchRejections(database.conn, batchId, {
      after,
      limit: ROWS_PER_PAGE,
    })
    if (isRefusal(page)) return
    yield page.items
    after = page.next
  }
}

/** Rejections as NDJSON. */
export async function* rejectionLines(registry: Registry, batchId: string): AsyncGenerator<string, void> {
  for await (const items of rejectionPages(registry, batchId))
    yield items
      .map(({ line, sourceKey, errors }) => {
        const key = sourceKey === undefined ? {} : { source_key: sourceKey }
        return `${JSON.stringify({ line, ...key, errors })}\n`
      })
      .join('')
}

/**
 * The rejected rows as cells under the columns of their source, with one more column for the errors; the corrected file
 * can be sent again. The rows are read twice, since a row may lack columns that a later row has.
 */
export async function* rejectionTable(
  registry: Registry,
  batchId: string,
): AsyncGenerator<readonly (readonly string[])[], void> {
  const columns = new Set<string>()
  for await (const items of rejectionPages(registry, batchId))
    for (const { payload = {} } of items) for (const name of Object.keys(payload)) columns.add(name)
  columns.delete(ERROR_COLUMN)
  const names = [...columns]
  yield [[...names, ERROR_COLUMN]]
  for await (const items of rejectionPages(registry, batchId)) yield items.map((item) => cellsOf(item, names))
}

function cellsOf({ line, errors, payload = {} }: Rejection, names: readonly string[]): string[] {
  const values = payload as Readonly<Record<string, unknown>>
  const words = errors.map(({ field, code, detail }) => `${field === undefined ? '' : `${field}: `}${code}: ${detail}`)
  const sheet = errors[0]?.sheet
  const place = sheet === undefined ? `Line ${line}.` : `Sheet "${sheet}", line ${line}.`
  return [...names.map((name) => cellText(values[name])), `${place} ${words.join(' ')}`]
}

function cellText(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : `${value as string | number | boolean}`
}
