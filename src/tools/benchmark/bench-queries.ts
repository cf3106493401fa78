import { RECORD_FIELDS } from '../../domain/registry/records/canonical-record.js'
import { nameTerms } from '../../domain/registry/golden/person-terms.js'
import { damageNik } from '../synthetic/errors/number-errors.js'
import { mistype, spellVariant } from '../synthetic/errors/spelling.js'
import { Random } from '../synthetic/population/random.js'
import type { FlatRecord } from '../synthetic/population/record.js'
import { generateRecords } from '../synthetic/records.js'
import type { LoadRequest } from './load-plan.js'

const SEED = 2007

/** Match requests for the sampled records: every second one as it is in its source, the others with typing errors. */
export function matchRequests(sample: readonly FlatRecord[]): LoadRequest[] {
  return sample.map((flat, at) => {
    const record = at % 2 === 0 ? flat : misspelt(flat, Random.at(SEED, at))
    return post('/v1/match', { record: givenOf(record) })
  })
}

/** The NIK has a wrong digit, two swapped digits, or is missing; a word of the name is respelt. */
function misspelt(flat: FlatRecord, random: Random): FlatRecord {
  const error = random.pick(['wrongDigit', 'transposed', 'blank'] as const)
  const nearby = { ofHead: '', familyCard: '', ofStranger: '' }
  const nik = flat.nik.length === 16 ? damageNik(flat.nik, error, nearby, random) : flat.nik
  return { ...flat, nik, name: misspeltName(flat.name, random), household_ref: '' }
}

function misspeltName(name: string, random: Random): string {
  const words = name.toUpperCase().split(' ')
  const changed = random.below(words.length)
  const respell = random.chance(0.5) ? spellVariant : mistype
  return words.map((word, at) => (at === changed && word.length > 2 ? respell(word, random) : word)).join(' ')
}

function givenOf(flat: FlatRecord): object {
  const filled = RECORD_FIELDS.filter((field) => field !== 'source_key' && flat[field] !== '')
  return Object.fromEntries(filled.map((field) => [field, flat[field]]))
}

const CODE_OF_REGENCY = 5
const CODE_OF_DISTRICT = 8

/** Searches for the sampled names: every second one in full within its kecamatan, the others by first word. */
export function searchRequests(sample: readonly FlatRecord[]): LoadRequest[] {
  return sample.flatMap((flat, at) => {
    const isWhole = at % 2 === 0
    const name = isWhole ? flat.name : (flat.name.trim().split(/\s+/)[0] ?? '')
    const area = flat.village_code.slice(0, isWhole ? CODE_OF_DISTRICT : CODE_OF_REGENCY)
    return nameTerms(name).length === 0 || area === '' ? [] : [post('/v1/persons/search', { name, area_code: area })]
  })
}

const NEW_RECORDS_SEED = 1009

/** Requests that add generated records which the registry does not have yet. */
export function putRequests(count: number): LoadRequest[] {
  return Array.from(generateRecords({ records: count, seed: NEW_RECORDS_SEED }), ({ flat }, at) => ({
    method: 'PUT',
    path: `/v1/sources/${flat.source}/records/new-${at}`,
    body: JSON.stringify(givenOf(flat)),
  }))
}

function post(path: string, body: object): LoadRequest {
  return { method: 'POST', path, body: JSON.stringify(body) }
}
