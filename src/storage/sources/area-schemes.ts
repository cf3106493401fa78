import { eq } from 'drizzle-orm'
import type { AreaScheme } from '../../domain/identity/areas/area.js'
import type { Conn, Tx } from '../postgres/connection.js'
import { readRow, select, update, write } from '../postgres/queries.js'
import { sources } from './schema.js'

/** What is known of the area codes of a source: their scheme, or the codes that it had so far. */
export interface KnownAreas {
  readonly scheme: AreaScheme | undefined
  readonly codes: readonly string[]
}

const { areaScheme, areaCodes } = sources

export async function findKnownAreas(conn: Conn, source: string): Promise<KnownAreas> {
  const row = await readRow(conn, select({ areaScheme, areaCodes }).from(sources).where(eq(sources.code, source)))
  return { scheme: row?.areaScheme ?? undefined, codes: row?.areaCodes ?? [] }
}

/** Keeps the scheme of a source; the codes are of no use any more. */
export async function saveAreaScheme(tx: Tx, source: string, scheme: AreaScheme): Promise<void> {
  await write(tx, update(sources).set({ areaScheme: scheme, areaCodes: null }).where(eq(sources.code, source)))
}

export async function saveAreaCodes(tx: Tx, source: string, codes: readonly string[]): Promise<void> {
  await write(tx, update(sources).set({ areaCodes: codes }).where(eq(sources.code, source)))
}
