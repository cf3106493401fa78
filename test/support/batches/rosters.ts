/** The columns of a roster of Bantu Umak. */
export const ROSTER_COLUMNS = [
  'no',
  'nama_penerima',
  'nik',
  'no_kk',
  'tanggal_lahir',
  'jenis_kelamin',
  'kode_desa',
  'alamat',
  'no_rekening',
] as const

/** A row of a roster; columns that are left out are blank. */
export type RosterRow = { readonly [column in (typeof ROSTER_COLUMNS)[number]]?: string }

/** A roster as a file. */
export function roster(rows: readonly RosterRow[], columns: readonly (keyof RosterRow)[] = ROSTER_COLUMNS): string {
  const lines = rows.map((row, at) => columns.map((column) => (column === 'no' ? String(at + 1) : (row[column] ?? ''))))
  return [columns, ...lines].map((cells) => `${cells.join(';')}\n`).join('')
}

const NAMES = 'PAHRUL MULYADI SAROH TEGUH BAHRUM ROHILAH KASIMAN DAHLIA SUPRATMAN NURLELA'.split(' ')

/** Recipients with numbers of their own in families of their own. */
export function recipients(count: number, village = '16.06.03.2005'): RosterRow[] {
  return Array.from({ length: count }, (_, at) => {
    const [day, year] = [String(2 + (at % 26)).padStart(2, '0'), 1953 + (at % 40)]
    const serial = String(1 + Math.floor(at / 26)).padStart(4, '0')
    return {
      nama_penerima: `${NAMES[at % 10]} ${NAMES[Math.floor(at / 10 + at + 3) % 10]}`,
      nik: `160603${day}08${String(year).slice(2)}${serial}`,
      no_kk: `160603${day}0911${String(2001 + at)}`,
      tanggal_lahir: `${day}/08/${year}`,
      jenis_kelamin: 'L',
      kode_desa: village,
      alamat: `DUSUN ${1 + (at % 5)} NO ${at + 1}`,
      no_rekening: `71820${String(40_000 + at * 7)}`,
    }
  })
}
