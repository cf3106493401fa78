import { parseBirthDate } from '../../domain/identity/dates/birth-date.js'
import { parseRelation, type Relation, relationFromCode } from '../../domain/identity/relation.js'
import { parseSex, type Sex } from '../../domain/identity/sex.js'
import type { CanonicalRecord } from '../../domain/registry/records/canonical-record.js'
import type { FileFormat, Profile } from '../schema/profile.js'
import type { TargetRow } from './target-row.js'
import { labelOf } from './map-facts.js'

/** The relation labels of the family card. */
const LABEL_OF_RELATION: Record<Relation, string> = {
  head: 'KEPALA KELUARGA',
  husband: 'SUAMI',
  wife: 'ISTRI',
  spouse: 'ISTRI/SUAMI',
  child: 'ANAK',
  child_in_law: 'MENANTU',
  grandchild: 'CUCU',
  parent: 'ORANG TUA',
  parent_in_law: 'MERTUA',
  other_family: 'FAMILI LAIN',
  servant: 'PEMBANTU',
  other: 'LAINNYA',
}

export const HEAD = LABEL_OF_RELATION.head

const RT_RW = /^(?:RT|RW)?[\s.:]*0*(\d{1,3})(?:\.0)?$/i

export interface MappingContext {
  readonly profile: Profile
  readonly format: FileFormat
  /** The source's code; without it the row's column `source` applies, then the profile's code. */
  readonly source: string | undefined
}

/** Maps a row to a record. `village_code` is still in the source's scheme, or '' where the row has only names. */
export function mapRecord(row: TargetRow, { profile, format, source }: MappingContext): CanonicalRecord {
  const sex = parseSex(labelOf(row.text('sex'), profile.labels?.sex))
  return {
    source: source ?? (row.text('source') || profile.code),
    source_key: row.text('source_key'),
    nik: row.text('nik'),
    kk: row.text('kk'),
    name: row.text('name'),
    dob: readDate(row.text('dob'), profile, format),
    sex,
    birthplace: row.text('birthplace'),
    mother_name: row.text('mother_name'),
    address: row.text('address'),
    rt: readRt(row.text('rt')),
    rw: readRt(row.text('rw')),
    village_code: row.text('village_code'),
    phone: row.text('phone'),
    shdk: readRelation(labelOf(row.text('shdk'), profile.labels?.shdk), sex, profile),
    household_ref: row.text('household_ref'),
  }
}

/**
 * Only a date that is read without a guess becomes ISO. Others keep their text, so that later steps can weigh the guess.
 * In a workbook a number in a date column is certainly a date.
 */
export function readDate(text: string, { dateOrder }: Profile, format: FileFormat): string {
  if (text === '') return ''
  const date = parseBirthDate(text, { order: dateOrder })
  const isSheetDate = format === 'xlsx' && date.guess === 'excel_serial'
  if (date.certainty !== 'exact' && !isSheetDate) return text
  return `${String(date.year).padStart(4, '0')}-${twoDigits(date.month)}-${twoDigits(date.day)}`
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number)
}

/** Spreadsheets drop leading zeros, so 11 and 011 are the same RT. */
function readRt(text: string): string {
  if (text === '') return ''
  return RT_RW.exec(text.trim())?.[1]?.padStart(3, '0') ?? text
}

/** A label means the same in every source, a code only in its own code list; other texts stay as they are. */
function readRelation(text: string, sex: Sex | '', { relations }: Profile): string {
  if (text === '') return ''
  const relation = parseRelation(text) || (relations === 'labels' ? '' : relationFromCode(text, relations))
  if (relation === '') return text
  if (relation !== 'spouse' || sex === '') return LABEL_OF_RELATION[relation]
  return LABEL_OF_RELATION[sex === 'P' ? 'wife' : 'husband']
}
