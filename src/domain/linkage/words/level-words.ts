import type { Comparison, ComparisonKind } from '../model/model.js'
import { COMPANY_WORDS, LIST_WORDS } from './family-words.js'
import { KK_WORDS, NIK_WORDS } from './number-words.js'
import { BIRTH_DATE_WORDS, NAME_WORDS } from './person-words.js'
import { ADDRESS_WORDS, AREA_WORDS } from './place-words.js'
import { DATE_WORDS, EQUALITY_WORDS, SIMILARITY_WORDS, TOKENS_WORDS } from './value-words.js'
import type { Words } from './words.js'

/** Sentences for each level of each kind of comparison; `{}` stands for the subject. */
export const LEVEL_WORDS: Readonly<Record<ComparisonKind, Readonly<Record<string, Words>>>> = {
  nik: NIK_WORDS,
  kk: KK_WORDS,
  person_name: NAME_WORDS,
  birth_date: BIRTH_DATE_WORDS,
  date: DATE_WORDS,
  equality: EQUALITY_WORDS,
  area: AREA_WORDS,
  address: ADDRESS_WORDS,
  company: COMPANY_WORDS,
  list: LIST_WORDS,
  similarity: SIMILARITY_WORDS,
  tokens: TOKENS_WORDS,
}

/** Subjects of comparisons; others use the name of the comparison. */
const SUBJECTS: ReadonlyMap<string, Words> = new Map(
  Object.entries({
    name: { en: 'name', id: 'nama' },
    mother: { en: "mother's name", id: 'nama ibu' },
    father: { en: "father's name", id: 'nama ayah' },
    sex: { en: 'sex', id: 'jenis kelamin' },
    relation: { en: 'relation to the head of family', id: 'hubungan dengan kepala keluarga' },
    birthplace: { en: 'birthplace', id: 'tempat lahir' },
    phone: { en: 'phone number', id: 'nomor telepon' },
  }),
)

/** Returns the sentence for a level of a comparison, with its subject. Throws if the kind has no such level. */
export function levelWords({ kind, name }: Pick<Comparison, 'kind' | 'name'>, level: string): Words {
  const words = LEVEL_WORDS[kind][level]
  if (words === undefined) throw new Error(`the comparison ${name} has no words for the level ${level}`)
  const ownName = name.replaceAll('_', ' ')
  const subject = SUBJECTS.get(name) ?? { en: ownName, id: ownName }
  return { en: words.en.replace('{}', subject.en), id: words.id.replace('{}', subject.id) }
}
