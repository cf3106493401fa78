import { parseBirthDate, type ParsedBirthDate } from '../../../identity/dates/birth-date.js'
import { parseKk, type ParsedKk } from '../../../identity/numbers/kk.js'
import { parseName, type ParsedName } from '../../../identity/names/name.js'
import { parseNik, type ParsedNik } from '../../../identity/numbers/nik.js'
import { isInvalidRow } from '../../records/presence.js'
import type { RegistryRecord } from '../../records/registry-record.js'

/**
 * A record whose values are parsed on first use and then kept. Where all sources agree, most values are never needed. A
 * caller that reads a record more than once should keep the instance.
 */
export class ParsedRecord {
  readonly source: RegistryRecord
  #nik: ParsedNik | undefined
  #kk: ParsedKk | undefined
  #name: ParsedName | undefined
  #mother: ParsedName | undefined
  #birthDate: ParsedBirthDate | undefined
  #year = -1

  constructor(source: RegistryRecord) {
    this.source = source
  }

  get nik(): ParsedNik {
    return (this.#nik ??= parseNik(this.source.record.nik))
  }

  get kk(): ParsedKk {
    return (this.#kk ??= parseKk(this.source.record.kk))
  }

  get name(): ParsedName {
    return (this.#name ??= parseName(this.source.record.name))
  }

  get mother(): ParsedName {
    return (this.#mother ??= parseName(this.source.record.mother_name))
  }

  get birthDate(): ParsedBirthDate {
    return (this.#birthDate ??= parseBirthDate(this.source.record.dob))
  }

  /** Whether the register calls the row invalid. */
  get isInvalid(): boolean {
    return isInvalidRow(this.source)
  }

  /** The year stated by the source itself; 0 if it states none. */
  get year(): number {
    if (this.#year < 0) this.#year = yearOf(this.source)
    return this.#year
  }
}

/** Wraps a record for survivorship. */
export function parsedRecord(source: RegistryRecord): ParsedRecord {
  return new ParsedRecord(source)
}

const YEAR = /\b(?:19|20)\d\d\b/

function yearOf({ facts }: RegistryRecord): number {
  if (facts.list_year !== undefined) return facts.future?.includes('list_year') === true ? 0 : facts.list_year
  return facts.period === undefined || facts.future?.includes('period') === true
    ? 0
    : Number(YEAR.exec(facts.period)?.[0] ?? 0)
}
