import {
  COORDINATES,
  type Facts,
  NUMBER_FACTS,
  type Photo,
  TEXT_FACTS,
} from '../../domain/registry/records/canonical-record.js'
import type { Profile } from '../schema/profile.js'
import { type TargetRow, textOf } from './target-row.js'
import type { Json, JsonObject } from '../formats/file-item.js'
import { isObject } from '../formats/json-document.js'

const RUPIAH = /^rp\.?\s*|\s+/gi
const THOUSANDS = /^-?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/
const ENGLISH_THOUSANDS = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const DECIMAL = /^-?\d+(?:[.,]\d+)?$/
const YES = /^(?:ya|y|1|true|yes|x|v|ada|menerima|penerima)$/i
const PHOTO_FILES = ['file', 'foto', 'path', 'url', 'nama']
const FARTHEST = { latitude: 90, longitude: 180 } as const

/** Reads the facts of a row: what it holds besides identity. Blank and unreadable values stay in the raw row only. */
export function mapFacts(row: TargetRow, profile: Profile): Facts {
  const facts: Record<string, unknown> = {}
  for (const fact of TEXT_FACTS) {
    const text = row.text(fact).trim()
    if (text !== '') facts[fact] = labelOf(text, profile.labels?.[fact])
  }
  for (const fact of NUMBER_FACTS) setDefined(facts, fact, readAmount(row.text(fact)))
  for (const part of COORDINATES) setDefined(facts, part, readCoordinate(row.text(part), part))
  const receives = row.all('receives').filter(({ value }) => YES.test(textOf(value).trim()))
  if (receives.length > 0) facts['receives'] = receives.map(({ shows }) => shows ?? '')
  const photos = row.all('photos').flatMap(({ value, shows }) => readPhotos(value, shows))
  if (photos.length > 0) facts['photos'] = photos
  return facts
}

function setDefined(facts: Record<string, unknown>, name: string, value: number | undefined): void {
  if (value !== undefined) facts[name] = value
}

/** Returns the profile's label of a code; a code without a label stays as it is. */
export function labelOf(text: string, labels: Readonly<Record<string, string>> | undefined): string {
  if (labels === undefined) return text
  const key = text.toUpperCase()
  return Object.hasOwn(labels, key) ? (labels[key] ?? text) : text
}

/** `650000`, `650.000`, `Rp 650.000,00`, `1,300,000`: in Indonesia a point separates thousands. */
function readAmount(original: string): number | undefined {
  if (original === '') return undefined
  const text = original.trim().replace(RUPIAH, '')
  if (THOUSANDS.test(text)) return Number(text.replaceAll('.', '').replace(',', '.'))
  if (ENGLISH_THOUSANDS.test(text)) return Number(text.replaceAll(',', ''))
  return DECIMAL.test(text) ? Number(text.replace(',', '.')) : undefined
}

function readCoordinate(original: string, part: keyof typeof FARTHEST): number | undefined {
  const text = original.trim()
  if (!DECIMAL.test(text)) return undefined
  const degrees = Number(text.replace(',', '.'))
  return Math.abs(degrees) <= FARTHEST[part] ? degrees : undefined
}

function readPhotos(value: Json, shows: string | undefined): Photo[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((item) => readPhotos(item, shows))
  if (isObject(value)) return readPhotoObject(value, shows)
  const file = typeof value === 'string' ? value.trim() : ''
  return file === '' ? [] : [shows === undefined ? { file } : { file, shows }]
}

function readPhotoObject(photo: JsonObject, shows: string | undefined): Photo[] {
  const file = PHOTO_FILES.map((name) => photo[name]).find((name) => typeof name === 'string' && name !== '')
  if (typeof file !== 'string') return []
  const latitude = readCoordinate(textOf(photo['lat'] ?? photo['latitude']), 'latitude')
  const longitude = readCoordinate(textOf(photo['lon'] ?? photo['long'] ?? photo['longitude']), 'longitude')
  return [
    {
      file,
      ...(shows === undefined ? {} : { shows }),
      ...(latitude === undefined || longitude === undefined ? {} : { latitude, longitude }),
    },
  ]
}
