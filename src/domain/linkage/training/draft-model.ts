import { LEVELS_OF_KIND } from '../compare/comparators.js'
import { mappedColumns, type Mapping } from '../model/mapping.js'
import { SOURCE_FIELD } from '../blocking/sources.js'
import type { BlockRule, Comparison, ComparisonKind, Field, Model } from '../model/model.js'

/** The day (yyyymmdd) from which ages and two-digit years of mapped files are computed. */
const REFERENCE_DATE = 20261231

type MappedField = Mapping['fields'][string]
type GenericType = MappedField['type']

/**
 * Returns a model for a mapped file before training: its fields, comparisons and all candidate block rules. All levels
 * of a comparison are equally likely until training.
 */
export function draftModel(mapping: Mapping): Model {
  const entries = Object.entries(mapping.fields)
  const nameFields = entries.filter(([, field]) => field.type === 'name').map(([name]) => name)
  return {
    name: 'mapped',
    version: 1,
    description: 'Trained without labels on a mapped file.',
    fields: [
      ...entries.flatMap(([name, field]) => fieldsOf(name, field)),
      ...(mapping.mode === 'link' ? [sourceField(mapping)] : []),
    ],
    comparisons: entries.map(([name, field]) => comparisonOf(name, field, nameFields)),
    blocking: blockRules(entries),
    stopKeys: [],
    termFrequencies: [],
    spelling: 'plain',
    prior: { matchBits: -20 },
    thresholds: { certain: 3, probable: 0, possible: -3 },
    clustering: { bound: 12, leastMean: 0 },
    vetoes: [],
    distinctWithinSource: mapping.mode === 'link',
    referenceDate: REFERENCE_DATE,
  }
}

function sourceField(mapping: Mapping): Field {
  return { name: SOURCE_FIELD, type: 'source', columns: [mapping.source] }
}

function fieldsOf(name: string, field: MappedField): Field[] {
  const columns = [...mappedColumns(field)]
  const format = field.format === undefined ? {} : { format: field.format }
  if (field.type === 'name') {
    return [
      { name, type: 'category', columns },
      { name: tokensField(name), type: 'name', columns },
    ]
  }
  return [{ name, type: field.type, columns, ...format }]
}

/** Returns the name of the field with the words of a name. Names are compared as a whole and blocked by their words. */
export function tokensField(name: string): string {
  return `${name}_words`
}

const KIND: Record<GenericType, ComparisonKind> = {
  identifier: 'similarity',
  name: 'similarity',
  code: 'similarity',
  category: 'similarity',
  phone: 'similarity',
  date: 'date',
  text: 'tokens',
}

function comparisonOf(name: string, field: MappedField, nameFields: readonly string[]): Comparison {
  const kind = KIND[field.type]
  const levels = LEVELS_OF_KIND[kind].slice(1)
  const mistakenFor = field.type === 'name' ? nameFields.filter((other) => other !== name) : []
  const even = 1 / levels.length
  return { name, kind, fields: [name, ...mistakenFor], levels: levels.map((level) => ({ level, m: even, u: even })) }
}

const ATOMS: Record<GenericType, readonly string[]> = {
  identifier: ['value'],
  phone: ['value'],
  code: ['value'],
  category: ['value'],
  date: ['value', 'year_month', 'month_day', 'year'],
  name: ['each'],
  text: ['each'],
}

/**
 * Returns every atom alone and every pair of atoms of different fields. Training keeps those without oversized blocks.
 */
function blockRules(entries: readonly (readonly [string, MappedField])[]): BlockRule[] {
  const atoms = entries.flatMap(([name, field]) =>
    ATOMS[field.type].map((atom) => ({
      field: name,
      path: `${field.type === 'name' ? tokensField(name) : name}.${atom}`,
    })),
  )
  const rules: BlockRule[] = atoms.map(({ path }) => ({ name: path, atoms: [path] }))
  atoms.forEach((first, at) => {
    for (const second of atoms.slice(at + 1)) {
      if (first.field === second.field) continue
      rules.push({ name: `${first.path}, ${second.path}`, atoms: [first.path, second.path] })
    }
  })
  return rules
}
