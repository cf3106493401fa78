import { readFile } from 'node:fs/promises'
import { getDistricts, getProvinces, getRegencies, getVillages } from 'idn-area-data'
import { CsvTable, type CsvRow } from '../csv/csv-table.js'
import { type AreaData, type AreaRegister, createAreaRegister } from '../domain/identity/areas/area.js'
import { AREA_SPLITS, FORMER_NAMES } from './area-history.js'

/** NIKs from before SIAK begin with province codes that no longer exist: Jakarta 09, West Java 10. */
export const FORMER_PROVINCE_PREFIXES: readonly string[] = ['09', '10']

/** Names of the two columns of a bridge file with one area in both schemes. A file may have a pair per level. */
export interface BridgeColumns {
  bps: string
  kemendagri: string
}

/**
 * CSV files with a header row, kept by the walidata: former codes in a column `code`, and pairs of BPS and Kemendagri
 * codes.
 */
export interface AreaRegisterFiles {
  retiredCodes?: string
  bridge?: string
  bridgeColumns?: readonly BridgeColumns[]
}

const DEFAULT_BRIDGE_COLUMNS: readonly BridgeColumns[] = [{ bps: 'bps', kemendagri: 'kemendagri' }]

/**
 * Loads the Kemendagri codes in force and, if the files are given, former codes and the pairs with BPS codes. Throws if
 * a file cannot be read or lacks a column.
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
  const history = { splits: AREA_SPLITS, formerNames: FORMER_NAMES, formerProvinces, retired }
  return createAreaRegister({ provinces, regencies, districts, villages, bridge, ...history })
}

async function readRetiredCodes(path: string | undefined): Promise<readonly string[]> {
  if (path === undefined) return []
  const rows = await readCsv(path, ['code'])
  return rows.map((row) => cell(row, 'code'))
}

async function readBridge(files: AreaRegisterFiles): Promise<NonNullable<AreaData['bridge']>> {
  if (files.bridge === undefined) return []
  const pairs = files.bridgeColumns ?? DEFAULT_BRIDGE_COLUMNS
  const required = pairs.flatMap(({ bps, kemendagri }) => [bps, kemendagri])
  const rows = await readCsv(files.bridge, required)
  return pairs.flatMap((columns) =>
    rows.map((row) => ({ bps: cell(row, columns.bps), kemendagri: cell(row, columns.kemendagri) })),
  )
}

async function readCsv(path: string, required: readonly string[]): Promise<readonly CsvRow[]> {
  const rows: CsvRow[] = []
  const table = new CsvTable({ name: path, required, onRow: (row) => rows.push(row) })
  table.push(await readFile(path, 'utf8'))
  table.end()
  return rows
}

function cell(row: CsvRow, column: string): string {
  return (row[column] ?? '').trim()
}
