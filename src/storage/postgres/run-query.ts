import type { Pool, PoolClient } from 'pg'
import type { Statement } from './connection.js'
import { DatabaseError } from './database-error.js'

/** What a statement returned. */
export interface Result<Row> {
  readonly rows: readonly Row[]
  readonly count: number
}

/** Statements are prepared once on each connection: a single change runs some thirty of them. */
export async function runQuery<Row>(runner: Pool | PoolClient, { text, values }: Statement): Promise<Result<Row>> {
  const result = await orRefuse(() => runner.query({ name: statementName(text), text, values: values as unknown[] }))
  return { rows: result.rows as Row[], count: result.rowCount ?? 0 }
}

const statementNames = new Map<string, string>()

function statementName(text: string): string {
  const known = statementNames.get(text)
  if (known !== undefined) return known
  const name = `padan_${statementNames.size}`
  statementNames.set(text, name)
  return name
}

/** The driver's errors go no further than here: they carry values of the rows. */
export async function orRefuse<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw new DatabaseError(error)
  }
}
