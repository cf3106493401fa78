import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { getDistricts, getProvinces, getRegencies, getVillages } from 'idn-area-data'
import { z } from 'zod'
import { type AreaData, type AreaRegister, createAreaRegister } from '../domain/identity/area.js'

/** NIKs from before SIAK begin with province codes that no edition has any more: Jakarta 09, West Java 10. */
export const FORMER_PROVINCE_PREFIXES: readonly string[] = ['09', '10']

/** The two columns of a bridge file that hold the same area in both schemes; a file may have a pair for each level. */
export interface BridgeColumns {
  bps: string
  kemendagri: string
}

/** CSV files with a header row that the walidata keeps: former codes in a column `code`, and the bridge from BPS codes. */
export interface AreaRegisterFiles {
  retiredCodes?: string
  bridge?: string
  bridgeColumns?: readonly BridgeColumns[]
}

const DEFAULT_BRIDGE_COLUMNS: readonly BridgeColumns[] = [{ bps: 'bps', kemendagri: 'kemendagri' }]
const CsvRows = z.array(z.record(z.string(), z.string()))

/**
 * Loads the Kemendagri codes in force and, from the files if given, former codes and the bridge from BPS codes. Throws
 * when a file cannot be read or lacks its columns.
 */
export async function loadAreaRegister(files: AreaRegisterFiles = {}): Promise<AreaRegister> {
  const [provinces, regencies, districts, villages, retired, bridge] = await Promise.all([
    getProvinces(),
    getRegencies(),
    getDistricts(),
    getVillages(),
    readRetiredCodes(files.retiredCodes),
    readBridge(files),
  ])
  const formerProvinces = FORMER_PROVINCE_PREFIXES
  return createAreaRegister({ provinces, regencies, districts, villages, retired, formerProvinces, bridge })
}

async function readRetiredCodes(path: string | undefined): Promise<readonly string[]> {
  if (path === undefined) return []
  const rows = await readCsv(path)
  return rows.map((row) => cell(row, 'code'))
}

async function readBridge(files: AreaRegisterFiles): Promise<NonNullable<AreaData['bridge']>> {
  if (files.bridge === undefined) return []
  const rows = await readCsv(files.bridge)
  return (files.bridgeColumns ?? DEFAULT_BRIDGE_COLUMNS).flatMap((columns) =>
    rows.map((row) => ({ bps: cell(row, columns.bps), kemendagri: cell(row, columns.kemendagri) })),
  )
}

async function readCsv(path: string): Promise<z.infer<typeof CsvRows>> {
  const text = await readFile(path, 'utf8')
  return CsvRows.parse(parse(text, { bom: true, columns: true, skip_empty_lines: true, trim: true }))
}

function cell(row: Record<string, string>, column: string): string {
  const value = row[column]
  if (value === undefined) throw new Error(`The file has no column ${column}`)
  return value
}
