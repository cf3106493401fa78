/** The sex that a word shows of its bearer: L, P or unknown. */
export type NameSex = 'L' | 'P' | ''

/** A word before a name that is never part of it, and the sex it shows. */
export interface TitleWord {
  title: string
  sex: NameSex
}

function titles(sex: NameSex, words: Readonly<Record<string, string>>): [string, TitleWord][] {
  return Object.entries(words).map(([word, title]) => [word, { title, sex }])
}

function same(...words: string[]): Record<string, string> {
  return Object.fromEntries(words.map((word) => [word, word]))
}

/**
 * Titles before the name. The ones of Palembang (Kiagus, Kemas, Masagus; Nyayu, Masayu) and Bali are inherited and show
 * the sex. Sources leave them out as freely as the pilgrim's title Haji.
 */
export const FRONT_TITLES: ReadonlyMap<string, TitleWord> = new Map([
  ...titles('L', { H: 'H', HAJI: 'H', KH: 'KH', TN: 'TN', TUAN: 'TN', SDR: 'SDR', SAUDARA: 'SDR' }),
  ...titles('L', { BPK: 'BAPAK', BAPAK: 'BAPAK', PAK: 'BAPAK', UST: 'USTADZ', USTAD: 'USTADZ', USTADZ: 'USTADZ' }),
  ...titles('L', { KGS: 'KIAGUS', KIAGUS: 'KIAGUS', KIAGOES: 'KIAGUS', KMS: 'KEMAS', KEMAS: 'KEMAS' }),
  ...titles('L', { MGS: 'MASAGUS', MASAGUS: 'MASAGUS', MASAGOES: 'MASAGUS', KYAI: 'KYAI', KIAI: 'KYAI' }),
  ...titles('L', { TGK: 'TEUNGKU', TEUNGKU: 'TEUNGKU', RM: 'RADEN MAS', IB: 'IDA BAGUS', DRS: 'DRS' }),
  ...titles('P', { HJ: 'HJ', HJH: 'HJ', HAJJAH: 'HJ', HAJAH: 'HJ', NY: 'NY', NYONYA: 'NY', NN: 'NN', NONA: 'NN' }),
  ...titles('P', {
    SDRI: 'SDRI',
    SAUDARI: 'SDRI',
    IBU: 'IBU',
    BU: 'IBU',
    MAK: 'MAK',
    DRA: 'DRA',
    USTADZAH: 'USTADZAH',
  }),
  ...titles('P', {
    NYAYU: 'NYAYU',
    NYIAYU: 'NYAYU',
    NYY: 'NYAYU',
    MSY: 'MASAYU',
    MASAYU: 'MASAYU',
    RR: 'RARA',
    RA: 'RADEN AYU',
  }),
  ...titles('P', { IA: 'IDA AYU', DAYU: 'IDA AYU', DESAK: 'DESAK', SAGUNG: 'SAGUNG' }),
  ...titles('', same('DR', 'DRG', 'DRH', 'IR', 'PROF', 'KRT', 'RNGT', 'NGT', 'COKORDA', 'TJOKORDA', 'COK')),
])

/** Titles that are never a name: if one is the only word, the name is unknown. */
export const NO_NAMES: ReadonlySet<string> = new Set([
  ...['KGS', 'KIAGUS', 'KIAGOES', 'KMS', 'KEMAS', 'MGS', 'MASAGUS', 'MASAGOES', 'NYAYU', 'NYIAYU', 'NYY', 'MSY'],
  ...['MASAYU', 'H', 'HJ', 'HJH', 'KH', 'TN', 'NY', 'NN', 'NI', 'SDR', 'SDRI', 'BPK', 'DRS', 'DRA', 'PROF', 'TGK'],
])

/** Titles of two words before the name. */
export const FRONT_PHRASES: ReadonlyMap<string, TitleWord> = new Map([
  ...titles('L', { 'K H': 'KH', 'IDA BAGUS': 'IDA BAGUS', 'KI AGUS': 'KIAGUS', 'MAS AGUS': 'MASAGUS' }),
  ...titles('P', { 'IDA AYU': 'IDA AYU', 'MAS AYU': 'MASAYU', 'NYI AYU': 'NYAYU' }),
  ...titles('', { 'ANAK AGUNG': 'ANAK AGUNG' }),
])

/** I and Ni mark a Balinese man or woman only before a Balinese word; elsewhere I is an initial. */
export const BALINESE_MARKERS: ReadonlyMap<string, TitleWord> = new Map([
  ...titles('L', { I: 'I' }),
  ...titles('P', { NI: 'NI' }),
  ...titles('', { AA: 'ANAK AGUNG' }),
])

/** Balinese ranks as two letters. */
export const BALINESE_RANKS: ReadonlyMap<string, TitleWord> = new Map([
  ...titles('L', { IB: 'IDA BAGUS' }),
  ...titles('P', { IA: 'IDA AYU' }),
  ...titles('', { AA: 'ANAK AGUNG' }),
])

/**
 * Balinese birth-order and rank words with their abbreviations; the short ones have this meaning only after a marker.
 */
export const BALINESE_WORDS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(same('WAYAN', 'PUTU', 'GEDE', 'MADE', 'KADEK', 'NENGAH', 'NYOMAN', 'KOMANG', 'KETUT', 'LUH')),
  ...Object.entries(same('GUSTI', 'DEWA', 'NGURAH', 'AYU', 'ISTRI', 'RAKA', 'RAI', 'OKA', 'AGUNG', 'ALIT', 'BAGUS')),
  ...Object.entries({ WYN: 'WAYAN', PT: 'PUTU', GD: 'GEDE', MD: 'MADE', KD: 'KADEK', NYM: 'NYOMAN', KMG: 'KOMANG' }),
  ...Object.entries({ WY: 'WAYAN', KM: 'KOMANG', KT: 'KETUT', GST: 'GUSTI', DW: 'DEWA', NGR: 'NGURAH', NGH: 'NENGAH' }),
])

/** Words before the name that are a title for some persons and the given name of others. */
export const OPTIONAL_FRONT: ReadonlyMap<string, NameSex> = new Map([
  ...(['LALU', 'TEUKU'] as const).map((word) => [word, 'L'] as const),
  ...(['BAIQ', 'CUT'] as const).map((word) => [word, 'P'] as const),
  ...(['ANDI', 'RADEN', 'GUSTI', 'DEWA', 'SULTAN', 'R', 'T', 'DAENG', 'DATUK', 'SUTAN'] as const).map(
    (word) => [word, ''] as const,
  ),
])

/** Such words in later positions: Bugis Daeng, and Minang Datuk and Sutan, follow the name of youth. */
export const OPTIONAL_LATER: ReadonlySet<string> = new Set(['DAENG', 'DATUK', 'SUTAN', 'PETTA'])

/** Degrees without dots; the short ones count as degrees only after a comma or with dots inside. */
export const DEGREES: ReadonlySet<string> = new Set([
  ...[
    'SPD',
    'SPDI',
    'SPDSD',
    'SH',
    'SHI',
    'SE',
    'SEI',
    'ST',
    'SKOM',
    'SSOS',
    'SSOSI',
    'SAG',
    'SSI',
    'SIP',
    'SP',
    'SPT',
  ],
  ...['SHUT', 'SKM', 'SKEP', 'SPI', 'STP', 'SST', 'SSTP', 'SPSI', 'SFARM', 'SGZ', 'STRKEB', 'STRKES', 'SIKOM', 'SSN'],
  ...[
    'AMD',
    'AMA',
    'AMAPD',
    'AMDKEB',
    'AMDKEP',
    'AMKEB',
    'AMK',
    'AMKL',
    'AMKG',
    'NERS',
    'NS',
    'APT',
    'LC',
    'BA',
    'BSC',
  ],
  ...[
    'MSI',
    'MPD',
    'MPDI',
    'MM',
    'MH',
    'MHUM',
    'MKOM',
    'MKES',
    'MT',
    'MA',
    'MAG',
    'MAP',
    'ME',
    'MEI',
    'MSC',
    'MSOS',
    'MP',
  ],
  ...['DRS', 'DRA', 'IR', 'DR', 'PHD', 'AK', 'CA'],
])

/** Degrees that are never a name, so they count as degrees at the end even without dots. */
export const PLAIN_DEGREES: ReadonlySet<string> = new Set([
  ...[
    'SPD',
    'SPDI',
    'SKOM',
    'SSOS',
    'SKM',
    'SKEP',
    'STP',
    'SST',
    'AMD',
    'AMKEB',
    'AMDKEB',
    'AMK',
    'MPD',
    'MPDI',
    'MKES',
  ],
  ...['MHUM', 'MKOM', 'DRS', 'DRA', 'STRKEB', 'SHUT'],
])

/** Titles after the name; a plain degree counts even if a father's name or a note follows it. */
export const BACK_TITLES: ReadonlyMap<string, TitleWord> = new Map([
  ...titles('L', { HAJI: 'H' }),
  ...titles('P', { HJ: 'HJ', HJH: 'HJ', HAJJAH: 'HJ' }),
  ...titles('', same(...PLAIN_DEGREES)),
])

const MUHAMMAD = ['MUH', 'MOH', 'MOCH', 'MUCH', 'MOKH', 'MUKH', 'MHD', 'MOHD', 'MUHD', 'MHMD', 'MD']

/** Abbreviations that stand for one name in any position. */
export const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ...MUHAMMAD.map((word) => [word, 'MUHAMMAD'] as const),
  ...Object.entries({ ABD: 'ABDUL', ABDL: 'ABDUL', ABDOEL: 'ABDUL', AHM: 'AHMAD', ACH: 'ACHMAD', NR: 'NUR' }),
  ...Object.entries({ RD: 'RADEN', BQ: 'BAIQ', DG: 'DAENG', DT: 'DATUK' }),
  ...Object.entries({ WYN: 'WAYAN', NYM: 'NYOMAN', KMG: 'KOMANG', GST: 'GUSTI', NGR: 'NGURAH' }),
])

/** Abbreviations that stand for a name only in front, with more words to follow. */
export const FRONT_ABBREVIATIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({ M: 'MUHAMMAD', AH: 'AHMAD', ST: 'SITI', STI: 'SITI', SIT: 'SITI' }),
)

/** Marks of the father's name (Ak and Anak: Sumbawa, Dayak) and the sex they show of the child. */
export const PATRONYMICS: ReadonlyMap<string, NameSex> = new Map([
  ...(['BIN', 'B.'] as const).map((word) => [word, 'L'] as const),
  ...(['BINTI', 'BINTE', 'BTE', 'BTI', 'BT', 'BNT', 'BINT'] as const).map((word) => [word, 'P'] as const),
  ...(['AK', 'ANAK'] as const).map((word) => [word, ''] as const),
])

export const DECEASED: ReadonlySet<string> = new Set(['ALM', 'ALMH', 'ALMARHUM', 'ALMARHUMAH'])

export const ALIAS_MARKS: ReadonlySet<string> = new Set([
  'ALIAS',
  'ALS',
  'QQ',
  'AKA',
  'AL.',
  '(',
  '/',
  '@',
  'PANGGILAN',
])

export const NEWBORN_MARKS: ReadonlySet<string> = new Set(['BY', 'BAYI'])

const LISTED = [FRONT_TITLES, OPTIONAL_FRONT, BALINESE_MARKERS, BACK_TITLES, ABBREVIATIONS, FRONT_ABBREVIATIONS]
const PHRASE_STARTS = [...FRONT_PHRASES.keys()].map((phrase) => phrase.slice(0, phrase.indexOf(' ')))
const ARTICLES = [
  'AL',
  'EL',
  'AR',
  'AS',
  'AZ',
  'AN',
  'AD',
  'AT',
  'ASY',
  'ABDUR',
  'ABDUS',
  'ABDUN',
  'ABDUT',
  'ABDUD',
  'ABDUZ',
]

/** Every word of two letters or more that a parsing step acts on; a name without any of them needs no parsing. */
export const SPECIAL_WORDS: ReadonlySet<string> = new Set([
  ...LISTED.flatMap((words) => [...words.keys()]),
  ...[PLAIN_DEGREES, DECEASED, ALIAS_MARKS, NEWBORN_MARKS, OPTIONAL_LATER].flatMap((words) => [...words]),
  ...[...PATRONYMICS.keys(), ...PHRASE_STARTS, ...ARTICLES],
])
