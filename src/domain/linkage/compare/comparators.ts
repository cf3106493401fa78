import { atomValues } from '../blocking/block-atoms.js'
import { addressComparator, ADDRESS_LEVELS } from './address.js'
import { areaComparator, AREA_LEVELS } from './area.js'
import { birthDateComparator, BIRTH_DATE_LEVELS } from './birth-date.js'
import { companyComparator, COMPANY_LEVELS, type CompanyColumns } from './company.js'
import type { Comparator } from './comparator.js'
import { DateComparator, DATE_LEVELS } from './date.js'
import { kkComparator, KK_LEVELS } from './kk.js'
import { listComparator, LIST_LEVELS } from './list.js'
import { nikComparator, NIK_LEVELS } from './nik.js'
import { PersonNameComparator, NAME_LEVELS, type NameColumns } from './person-name.js'
import { SimilarityComparator, SIMILARITY_LEVELS } from './similarity.js'
import { TokensComparator, TOKENS_LEVELS } from './tokens.js'
import { equalityComparator, EQUALITY_LEVELS } from './value.js'
import { rarities, type TermFeatures } from '../features/term-features.js'
import { columnOf, type FeatureTable } from '../features/table.js'
import type { Comparison, ComparisonKind } from '../model/model.js'

/** The levels of each kind of comparison, by level number; 0 is a pair that cannot be compared. */
export const LEVELS_OF_KIND: Record<ComparisonKind, readonly string[]> = {
  nik: NIK_LEVELS,
  kk: KK_LEVELS,
  person_name: NAME_LEVELS,
  birth_date: BIRTH_DATE_LEVELS,
  date: DATE_LEVELS,
  equality: EQUALITY_LEVELS,
  area: AREA_LEVELS,
  address: ADDRESS_LEVELS,
  list: LIST_LEVELS,
  company: COMPANY_LEVELS,
  similarity: SIMILARITY_LEVELS,
  tokens: TOKENS_LEVELS,
}

/**
 * Returns the comparator of a comparison of the model over a table. Throws if a field has the wrong type for the
 * comparison.
 */
export function createComparator(comparison: Comparison, table: FeatureTable, terms: TermFeatures): Comparator {
  const [first = '', second] = comparison.fields
  switch (comparison.kind) {
    case 'nik':
      return nikComparator(columnOf(table, first, 'number'), table.vocabulary)
    case 'kk':
      return kkComparator(columnOf(table, first, 'number'), table.vocabulary)
    case 'person_name':
      return new PersonNameComparator(nameColumns(comparison, table), table.vocabulary, rarities(terms, first))
    case 'birth_date':
      return birthDateComparator(
        columnOf(table, first, 'date'),
        second === undefined ? undefined : columnOf(table, second, 'number'),
      )
    case 'date':
      return new DateComparator(columnOf(table, first, 'date'), terms.frequencies.get(first))
    case 'equality':
      return equalityComparator(columnOf(table, first, 'value'))
    case 'area':
      return areaComparator(columnOf(table, first, 'area'))
    case 'address':
      return addressComparator(columnOf(table, first, 'address'), columnOf(table, second ?? '', 'area'))
    case 'list':
      return listComparator(columnOf(table, first, 'value'), columnOf(table, second ?? '', 'family'))
    case 'company':
      return companyComparator(companyColumns(comparison, table, terms))
    case 'similarity':
      return new SimilarityComparator(
        columnOf(table, first, 'value'),
        comparison.fields.slice(1).map((field) => columnOf(table, field, 'value')),
        table.vocabulary,
        terms.bits.get(first),
      )
    case 'tokens':
      return new TokensComparator(columnOf(table, first, 'tokens'), table.size, table.vocabulary)
  }
}

function nameColumns({ fields }: Comparison, table: FeatureTable): NameColumns {
  const [name = '', area] = fields
  return {
    name: columnOf(table, name, 'tokens'),
    area: area === undefined ? undefined : columnOf(table, area, 'area'),
  }
}

/** Returns the columns that the company comparison reads. */
export function companyColumns({ fields }: Comparison, table: FeatureTable, terms: TermFeatures): CompanyColumns {
  const [household = '', nik = '', date = '', name = ''] = fields
  return {
    family: columnOf(table, household, 'family'),
    nik: columnOf(table, nik, 'number'),
    date: columnOf(table, date, 'date'),
    name: columnOf(table, name, 'tokens'),
    keys: terms.keys,
    rarest: atomValues(table, `${name}.rare`, terms),
  }
}
