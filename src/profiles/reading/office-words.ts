/*
 * The words by which offices write what is no record around their lists. Each test looks at one cell, and takes the whole
 * cell or its beginning: a name that only contains such a word stays a name.
 */

/** Longer cells hold other texts; the bound also keeps the patterns cheap. */
const LONGEST_CELL = 200
const MONTHS =
  'JANUARI|JAN|FEBRUARI|PEBRUARI|FEB|MARET|MAR|APRIL|APR|MEI|JUNI|JUN|JULI|JUL|AGUSTUS|AGT|AGS|AGST|SEPTEMBER|SEP|SEPT|' +
  'OKTOBER|OKT|NOVEMBER|NOPEMBER|NOV|NOP|DESEMBER|DES'
const TOTAL = /^(?:(?:SUB|GRAND)[\s-]*)?(?:JUMLAH|JML|TOTAL)\b[\s.:=]*/i
const LINE_BREAK = /[\n\r\u2028\u2029]/
/** What may follow: of what the total is. */
const TOTAL_OF: ReadonlySet<string> = new Set(
  (
    'SELURUH SELURUHNYA KESELURUHAN SEMUA UMUM TOTAL JUMLAH SEMENTARA HALAMAN INI PENERIMA MANFAAT BANTUAN DANA ' +
    'ANGGARAN NOMINAL KPM KK JIWA ORANG KELUARGA PER RP I II III IV V'
  ).split(' '),
)
/** After these the name of a place follows. */
const PLACES: ReadonlySet<string> = new Set('DESA KELURAHAN DUSUN KECAMATAN KABUPATEN RT RW'.split(' '))
const BETWEEN_WORDS = /[^\p{L}]+/u
const WORDS_OF_AMOUNT = /^TERBILANG\b/i
const AMOUNT = /^(?:RP\.?)?\s*-?\d[\d.,\s]*(?:,-\s*)?(?:ORANG|ORG|JIWA|KK|KPM|KELUARGA|RUMAH|UNIT|%)?$/i

/** The head of a village has a name of its own in many provinces. */
const VILLAGE_HEAD =
  'KADES|KADUS|LURAH|KEUCHIK|GEUCHIK|WALI\\s+NAGARI|PERBEKEL|KUWU|PAMBAKAL|PEMBAKAL|HUKUM\\s+TUA|SANGADI|PENGHULU|PERATIN|KERIO'
const OFFICE =
  `(?:KEPALA(?!\\s+(?:KELUARGA|RUMAH))|${VILLAGE_HEAD}|CAMAT|BUPATI|WALI\\s?KOTA|GUBERNUR|SEKRETARIS|SEKDES|SEKDA|BENDAHARA|` +
  'PETUGAS|PENDAMPING|OPERATOR|ENUMERATOR|SURVEYOR|KOORDINATOR|KASI|KAUR|KABID|KASUBAG|PEMERIKSA|VERIFIKATOR|PENDATA|' +
  'PEJABAT|PENANGGUNG\\s+JAWAB|TKSK|PIMPINAN|DIREKTUR|INSPEKTUR|KAPOLSEK|DANRAMIL|BABINSA|BHABINKAMTIBMAS|' +
  'KETUA\\s+(?:RT|RW|BPD|TIM|TPK|KELOMPOK|TP|PKK|KARANG|LPM|PANITIA))'
const SIGNATURE: readonly RegExp[] = [
  /^(?:MENGETAHUI|MENYETUJUI|MENGESAHKAN|DISAHKAN|DITETAPKAN|DIBUAT|DIPERIKSA|DIVERIFIKASI|DISUSUN|DIKETAHUI|DISETUJUI|YANG\s+(?:MEMBUAT|MENERIMA|MENYERAHKAN|MENGETAHUI)|PEMBUAT\s+DAFTAR|HORMAT\s+KAMI|TERTANDA|TTD|TEMBUSAN)\b/i,
  new RegExp(`^(?:(?:PJ|PLT|PLH|PJS|PENJABAT|A\\.?\\s?N|U\\.?\\s?B)\\b\\.?\\s*)*${OFFICE}\\b`, 'i'),
  /^(?:NIP|NRP|NIAP|NIPD|NIPPPK)\b[\s.:]*(?:[-\d][-\d\s.]*)?$/i,
  /^[\s(]*[._…-]{4,}[\s)]*$/,
]
/** `Sekayu, 3 Maret 2025`, `Sekayu, ........ 2025`, `Sekayu 3 Maret 2025`, `Sekayu, 03-03-2025` */
const DATE_LINE = new RegExp(
  `^\\p{L}[\\p{L} .'-]{1,40}(?:,(?:\\s*(?:TANGGAL|TGL))?[\\s\\d./_…-]*(?:(?:${MONTHS})[\\s\\d./_…-]*)?|\\s+\\d{1,2}\\s+(?:${MONTHS})\\s+\\d{4})$`,
  'iu',
)
const DATE_PART = /\d|[._…]{2}/

const TITLE: readonly RegExp[] = [
  /^(?:DESA|KELURAHAN|KECAMATAN|KABUPATEN|KAB|PROVINSI|DUSUN|LINGKUNGAN|NAGARI|KAMPUNG|GAMPONG|PEKON)\b(?!.*\d{6})/i,
  /^(?:DAFTAR|LAMPIRAN|HALAMAN|PAGE|BNBA|PERIODE|REKAP|REKAPITULASI|CATATAN|KETERANGAN|SUMBER)\b(?!.*\d{6})/i,
  /^(?:DATA|TAHUN|TAHAP|BULAN|RT|RW)\b[\s./:]*(?:PENERIMA|CALON|KPM|WARGA|PENDUDUK|KELUARGA|BANTUAN|ANGGARAN|\d{1,4}|[IVX]+$)/i,
]
const VALUE_OF_TITLE = /^[:=]/

/** `whole`: the cell is a total; `begun`: it begins like one and goes on with other words. */
export function totalWord(cell: string): 'whole' | 'begun' | undefined {
  if (cell.length > LONGEST_CELL) return undefined
  if (WORDS_OF_AMOUNT.test(cell)) return 'whole'
  const beginning = TOTAL.exec(cell)?.[0]
  if (beginning === undefined) return undefined
  const rest = cell.slice(beginning.length)
  if (LINE_BREAK.test(rest)) return undefined
  const words = rest.toUpperCase().split(BETWEEN_WORDS)
  const place = words.findIndex((word) => PLACES.has(word))
  const before = place === -1 ? words : words.slice(0, place)
  return before.every((word) => word === '' || TOTAL_OF.has(word)) ? 'whole' : 'begun'
}

export function isAmount(cell: string): boolean {
  return cell.length <= LONGEST_CELL && AMOUNT.test(cell)
}

/** Whether a cell is of a signature block: an office, a place with a date, the number of an official. */
export function isSignatureWord(cell: string): boolean {
  return cell.length <= LONGEST_CELL && (SIGNATURE.some((pattern) => pattern.test(cell)) || isDateLine(cell))
}

/** A place and a date in one cell, as where a letter was signed, or where and when a person was born. */
export function isDateLine(cell: string): boolean {
  return cell.length <= LONGEST_CELL && DATE_LINE.test(cell) && DATE_PART.test(cell)
}

export function isTitleWord(cell: string): boolean {
  return cell.length <= LONGEST_CELL && TITLE.some((pattern) => pattern.test(cell))
}

/** The second cell of a title: `DESA` `: KARYA MAJU`. */
export function isTitleValue(cell: string): boolean {
  return VALUE_OF_TITLE.test(cell)
}
