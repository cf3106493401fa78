import { test } from 'tap'
import { FIELD_RATES } from '../../../../src/tools/synthetic/field/field-rates.js'
import { KINDS, type Kind } from '../../../../src/tools/synthetic/field/kinds.js'
import type { SyntheticRecord } from '../../../../src/tools/synthetic/population/record.js'
import { SOURCES } from '../../../../src/tools/synthetic/population/sources.js'
import { generateRecords, type RecordOptions } from '../../../../src/tools/synthetic/records.js'
import { TRAITS } from '../../../../src/tools/synthetic/villages/fate.js'

function make(options: Omit<RecordOptions, 'family'>): SyntheticRecord[] {
  return [...generateRecords({ ...options, family: 'field' })]
}

const RECORDS = make({ seed: 61, records: 40_000 })

function has({ labels }: SyntheticRecord, kind: Kind): boolean {
  return labels!.kinds.includes(kind)
}

function withKind(kind: Kind, records: readonly SyntheticRecord[] = RECORDS): SyntheticRecord[] {
  return records.filter((record) => has(record, kind))
}

/** The kinds that say something about one column. */
function kindsOf(column: 'nik' | 'dob'): Kind[] {
  return KINDS.filter((kind) => kind.startsWith(`${column}_`) || kind === `ocr_${column}`)
}

const KINDS_OF_NAMES: readonly Kind[] = [
  'second_name',
  'teknonym',
  'husbands_name',
  'nickname',
  'clan_dropped',
  'clan_first',
  'muhammad',
  'arabic',
  'phonetic',
  'name_typo',
  'father_appended',
  'ocr_name',
  'mojibake',
  'name_cut',
]

/** The value of a column in the records of each person to which nothing was done there. */
function cleanValues(valueOf: (record: SyntheticRecord) => string, kinds: readonly Kind[]): Map<number, Set<string>> {
  const values = new Map<number, Set<string>>()
  for (const record of RECORDS) {
    if (kinds.some((kind) => has(record, kind))) continue
    values.set(record.personId, (values.get(record.personId) ?? new Set()).add(valueOf(record)))
  }
  return values
}

const CLEAN = {
  nik: cleanValues(({ flat }) => flat.nik, kindsOf('nik')),
  dob: cleanValues(({ flat }) => flat.dob, kindsOf('dob')),
  name: cleanValues(({ flat }) => flat.name.toUpperCase(), KINDS_OF_NAMES),
}

function clean(column: keyof typeof CLEAN, { personId }: SyntheticRecord): string | undefined {
  return [...(CLEAN[column].get(personId) ?? [])][0]
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}

test('the records depend on the seed alone, and a longer run begins like a shorter one', async (t) => {
  const first = RECORDS.slice(0, 2000)
  t.same(make({ seed: 61, records: 2000 }), first)
  const other = make({ seed: 62, records: 2000 })
  t.ok(other.filter(({ flat }, at) => flat.nik === first[at]!.flat.nik).length < 50)
  t.ok(RECORDS.every(({ flat }, at) => flat.record_id === String(at)))
})

test('the plain family is the one without an option', async (t) => {
  const plain = [...generateRecords({ seed: 3, records: 300, family: 'plain' })]
  t.same([...generateRecords({ seed: 3, records: 300 })], plain)
  t.ok(plain.every(({ labels }) => labels === undefined))
})

test('each list has records, and keys are unique within it', async (t) => {
  t.same([...new Set(RECORDS.map(({ source }) => source))].sort(), [...SOURCES].sort())
  t.equal(new Set(RECORDS.map(({ source, flat }) => `${source} ${flat.source_key}`)).size, RECORDS.length)
})

test('each kind of error and each trait occurs', async (t) => {
  for (const kind of KINDS) t.ok(withKind(kind).length >= 8, `${kind}: ${withKind(kind).length}`)
  for (const trait of TRAITS) t.ok(RECORDS.filter(({ labels }) => labels!.traits.includes(trait)).length >= 20, trait)
})

test('a value to which nothing was done is the same in all records of a person', async (t) => {
  for (const [column, values] of Object.entries(CLEAN)) {
    const unlike = [...values.values()].filter(({ size }) => size > 1)
    t.same(unlike.slice(0, 3), [], column)
  }
  t.ok(RECORDS.every((record) => (record.flat.sex === record.labels!.sex) !== has(record, 'sex_wrong')))
})

test('a value to which something was done differs', async (t) => {
  for (const column of ['nik', 'dob'] as const) {
    const same = RECORDS.filter((record) => {
      return kindsOf(column).some((kind) => has(record, kind)) && record.flat[column] === clean(column, record)
    })
    t.same(same.map(({ labels }) => labels!.kinds).slice(0, 3), [], column)
  }
  const named = RECORDS.filter((record) => KINDS_OF_NAMES.some((kind) => has(record, kind)))
  const unchanged = named.filter((record) => record.flat.name.toUpperCase() === clean('name', record))
  t.same(unchanged.map(({ labels }) => labels!.kinds).slice(0, 5), [])
})

test('a NIK is of the kind that its label says', async (t) => {
  const rules: Partial<Record<Kind, (record: SyntheticRecord) => boolean>> = {
    nik_missing: ({ flat }) => !/^[1-9]\d{15}$/.test(flat.nik) || flat.nik === '9999999999999999',
    nik_temporary: ({ flat }) => flat.nik.startsWith(`0${flat.village_code.replaceAll('.', '')}`),
    nik_old: ({ labels }) => labels!.traits.includes('nik_reissued'),
    nik_second: ({ labels }) => labels!.traits.includes('two_cards'),
    nik_heir: ({ facts, labels }) => facts.dead && labels!.traits.includes('dead'),
  }
  for (const [kind, holds] of Object.entries(rules)) {
    const alone = withKind(kind as Kind).filter((record) => !has(record, 'ocr_nik') && !has(record, 'nik_row_shift'))
    t.ok(alone.every(holds), kind)
  }
  const letters = withKind('ocr_nik').filter(({ flat }) => /[^\d]/.test(flat.nik)).length
  t.ok(letters > withKind('ocr_nik').length * 0.6, 'most misread digits are letters')
})

test('numbers of kin and neighbours are numbers of other persons', async (t) => {
  const holders = new Map<string, Set<number>>()
  for (const record of RECORDS) {
    const nik = clean('nik', record)
    if (nik !== undefined) holders.set(nik, (holders.get(nik) ?? new Set()).add(record.personId))
  }
  for (const kind of ['nik_head', 'nik_heir', 'nik_neighbour', 'nik_row_shift'] as const) {
    const numbered = withKind(kind).filter((record) => /^[1-9]\d{15}$/.test(record.flat.nik) && !has(record, 'ocr_nik'))
    const ofOthers = numbered.filter(({ flat, personId }) => {
      return [...(holders.get(flat.nik) ?? [])].some((holder) => holder !== personId)
    })
    t.ok(ofOthers.length > numbered.length * 0.7, `${kind}: ${ofOthers.length} of ${numbered.length}`)
  }
})

test('dates of whole files are wrong in one way', async (t) => {
  const alone = (kind: Kind): SyntheticRecord[] => {
    return withKind(kind).filter((record) => {
      return clean('dob', record) !== undefined && kindsOf('dob').filter((each) => has(record, each)).length === 1
    })
  }
  t.ok(alone('dob_excel_1904').every((record) => daysBetween(clean('dob', record)!, record.flat.dob) === 1462))
  t.ok(alone('dob_default_file').every(({ flat }) => /-(01-01|07-01|12-31)$/.test(flat.dob)))
  const swapped = alone('dob_swapped_file')
  const turned = (iso: string): string => iso.replace(/-(..)-(..)$/, '-$2-$1')
  t.ok(swapped.every((record) => turned(record.flat.dob) === clean('dob', record)))
  t.ok([alone('dob_excel_1904'), swapped].every(({ length }) => length > 20))
})

test('a file of the 1904 system has no date of the other', async (t) => {
  const fileOf = ({ source, facts }: SyntheticRecord): string => `${source} ${facts.village.code}`
  const there = withKind('dob_excel_1904').filter((record) => !has(record, 'village_wrong'))
  const files = new Set(there.map(fileOf))
  const others = RECORDS.filter((record) => {
    const elsewhere = ['village_wrong', 'dob_missing', 'dob_row_shift'] as const
    return files.has(fileOf(record)) && !elsewhere.some((kind) => has(record, kind))
  }).filter((record) => !has(record, 'dob_excel_1904'))
  t.equal(others.length, 0)
})

test('names are of the kind that their label says', async (t) => {
  t.ok(withKind('mojibake').every(({ flat }) => flat.name.includes('â')))
  const cut = withKind('name_cut').filter(({ source }) => source === 'bantu-umak')
  t.ok(cut.length > 20 && cut.every(({ flat }) => flat.name.length <= 20 && flat.name.length >= 15))
  t.ok(withKind('teknonym').every(({ flat }) => /^(Bapak|Pak|Bpk|Mak|Ibu|Bu) /i.test(flat.name)))
  const clans = [...withKind('clan_dropped'), ...withKind('clan_first')]
  t.ok(clans.every(({ labels }) => labels!.custom === 'batak'))
  const first = withKind('clan_first').filter(({ labels }) => labels!.kinds.length === 1)
  t.ok(
    first.every((record) => {
      const own = clean('name', record)?.split(' ')
      return own === undefined || record.flat.name.toUpperCase().startsWith(`${own.at(-1)!} `)
    }),
  )
})

test('without dirt only what befell the persons themselves is left', async (t) => {
  const facts: readonly Kind[] = ['nik_old', 'kk_old', 'name_cut']
  const kinds = new Set(make({ seed: 63, records: 4000, dirt: 0 }).flatMap(({ labels }) => labels!.kinds))
  t.same(
    [...kinds].filter((kind) => !facts.includes(kind as Kind)),
    [],
  )
})

test('more dirt causes more errors, and the rates are those of the table', async (t) => {
  const missing = (records: readonly SyntheticRecord[]): number => withKind('nik_missing', records).length
  t.ok(missing(make({ seed: 61, records: 10_000, dirt: 2 })) > missing(RECORDS.slice(0, 10_000)) * 1.5)
  for (const source of ['dtks', 'dtsen', 'muba-survei'] as const) {
    const expected = FIELD_RATES.rows.nikMissing[SOURCES.indexOf(source)]!
    const own = RECORDS.filter((record) => record.source === source)
    const found = missing(own) / own.length
    t.ok(Math.abs(found - expected) < 0.01 + expected * 0.15, `${source}: ${found}, table ${expected}`)
  }
})
