/** Values of one column that meet in an atom, that do not, and that make no value at all. */
export interface AtomCase {
  readonly column: string
  readonly meet: readonly (readonly [string, string])[]
  readonly part: readonly (readonly [string, string])[]
  readonly none: readonly string[]
}

const JUNK_NIKS = [
  '',
  '-',
  '1234567890123456',
  '1606000000000000',
  '3.17508E+15',
  '160601450482000',
  '1606019913820001',
]
const JUNK_DATES = ['', '-', '0000-00-00', '31-13']
const DEFAULT_DATES = ['1980-12-31', '1980-01-01', '1980-07-01', '1980']

/** Cases by atom of the built-in model's fields. */
export const ATOMS: Readonly<Record<string, AtomCase>> = {
  nik: {
    column: 'nik',
    meet: [
      ['1606014504820001', "'1606014504820001"],
      ['1606014504820001', '1606 0145 0482 0001'],
    ],
    part: [['1606014504820001', '1606014504820002']],
    none: JUNK_NIKS,
  },
  'nik.without_region': {
    column: 'nik',
    meet: [['1606014504820001', '1671024504820001']],
    part: [
      ['1606014504820001', '1606014504820002'],
      ['1606014504820001', '1606014604820001'],
    ],
    none: JUNK_NIKS,
  },
  'nik.without_serial': {
    column: 'nik',
    meet: [['1606014504820001', '1606014504820017']],
    part: [
      ['1606014504820001', '1606014504830001'],
      ['1606014504820001', '1606024504820001'],
    ],
    none: JUNK_NIKS,
  },
  kk: {
    column: 'kk',
    meet: [['1606010203040005', '1606010203040005.0']],
    part: [['1606010203040005', '1606010203040006']],
    none: ['', '0', '1606014203040005', '16060102030400'],
  },
  birth_date: {
    column: 'dob',
    meet: [
      ['1980-03-05', '05/03/1980'],
      ['1980-12-31', '1980-12-31'],
    ],
    part: [
      ['1980-03-05', '1980-05-03'],
      ['1980', '1980-01-01'],
    ],
    none: JUNK_DATES,
  },
  'birth_date.particular': {
    column: 'dob',
    meet: [['1980-03-05', '1980-03-05']],
    part: [['1980-03-05', '1981-03-05']],
    none: [...JUNK_DATES, ...DEFAULT_DATES],
  },
  'birth_date.year': {
    column: 'dob',
    meet: [
      ['1980-03-05', '1980-11-30'],
      ['1980-03-05', '1980'],
    ],
    part: [['1980-03-05', '1981-03-05']],
    none: JUNK_DATES,
  },
  'birth_date.year_month': {
    column: 'dob',
    meet: [['1980-03-05', '1980-03-30']],
    part: [
      ['1980', '1980-04-05'],
      ['1980-03-05', '1980-04-05'],
      ['1980-03-05', '1981-03-05'],
    ],
    none: JUNK_DATES,
  },
  'birth_date.month_day': {
    column: 'dob',
    meet: [['1980-03-05', '1973-03-05']],
    part: [['1980-03-05', '1980-03-06']],
    none: [...JUNK_DATES, ...DEFAULT_DATES],
  },
  'birth_date.unordered': {
    column: 'dob',
    meet: [
      ['1980-03-05', '1980-05-03'],
      ['1980-03-05', '1980-03-05'],
    ],
    part: [
      ['1980-03-05', '1981-05-03'],
      ['1980-03-05', '1980-03-06'],
    ],
    none: JUNK_DATES,
  },
  'birth_date.each': {
    column: 'dob',
    meet: [
      ['1980-03-05', '1980-05-03'],
      ['1980-03-05', '05-03-80'],
    ],
    part: [
      ['1980-03-05', '1981-05-03'],
      ['1980-03-05', '1980-03-06'],
    ],
    none: JUNK_DATES,
  },
  'name.but_one': {
    column: 'name',
    meet: [
      ['DIDIK SAEPUDIN SUSILU', 'DIDIK SAEFUDIN SUSILO'],
      ['RODOLF SIMBOLON', 'RUDOLF SIMBOLON'],
      ['DAMERIA H.', 'DAMERIA HUTABARAT'],
      ['PUSPITASARI RINA', 'RINA PUSPITASAYI'],
      ['SUROSO', 'SOROSO'],
    ],
    part: [
      ['RUDOLF SIMBOLON', 'TOGAR SIMBOLON'],
      ['RINA', 'RINA PUSPITASARI'],
    ],
    none: ['', '-'],
  },
  'name.opening': {
    column: 'name',
    meet: [
      ['RUTH NAINGGOLAN', 'RUYTH'],
      ['PARULIAN', 'PAROLIAN HUTABARAT'],
      ['VIVI CHANDRA ALIAS CHAI KIM LAN', 'CHAI KIM LAN'],
    ],
    part: [['RUTH', 'MARTHA']],
    none: ['', '-'],
  },
  'relation.once': {
    column: 'shdk',
    meet: [
      ['KEPALA KELUARGA', 'Kep. Keluarga'],
      ['ISTRI', 'Isteri'],
    ],
    part: [
      ['KEPALA KELUARGA', 'ISTRI'],
      ['SUAMI', 'ISTRI'],
    ],
    none: ['ANAK', 'FAMILI LAIN', 'ORANG TUA', 'MERTUA', '', '-'],
  },
  sex: {
    column: 'sex',
    meet: [
      ['L', 'Laki-laki'],
      ['P', 'PEREMPUAN'],
    ],
    part: [['L', 'P']],
    none: ['', '-'],
  },
  phone: {
    column: 'phone',
    meet: [['081278561423', '+62 812-7856-1423']],
    part: [['081278561423', '081278561424']],
    none: ['', '-', '08123456789', '081111111111', '000000000000', '12345'],
  },
  'area.village': {
    column: 'village_code',
    meet: [['1606092009', '16.06.09.2009']],
    part: [['1606092009', '1606092010']],
    none: ['', '160609'],
  },
  'area.district': {
    column: 'village_code',
    meet: [['1606092009', '16.06.09.2010']],
    part: [['1606092009', '1606102009']],
    none: ['', '1606'],
  },
  'area.regency': {
    column: 'village_code',
    meet: [['1606092009', '1606']],
    part: [['1606092009', '1607092009']],
    none: ['', '16'],
  },
  address: {
    column: 'address',
    meet: [
      ['JL. MERDEKA NO. 12', 'Jalan Merdeka no 12'],
      ['JL. MERDEKA NO. 12 RT 003 RW 002', 'JL MERDEKA NO 12 RT 001 RW 002'],
      ['DUSUN V RT 007 RW 004', 'DSN 5 RT 7/RW 4'],
    ],
    part: [
      ['JL. MERDEKA NO. 12', 'JL. MERDEKA NO. 14'],
      ['JL. MERDEKA NO. 12', 'JL. MELATI NO. 12'],
      ['DUSUN V RT 007 RW 004', 'DUSUN V RT 008 RW 004'],
      ['DUSUN V RT 007 RW 004', 'DUSUN V RT 007 RW 003'],
    ],
    none: ['', '-', 'DUSUN V', 'RT 007 RW 004'],
  },
  'name.rare': {
    column: 'name',
    meet: [
      ['SITI DJOEWARIAH', 'JUWARIAH'],
      ['MUHAMMAD TARMIDZI', 'TARMIZI MUHAMMAD'],
      ['SITI DJOEWARIAH', 'SITI'],
      ['HJ. SITI KOMARIAH SULASTRI', 'KOMARIAH SULASTRI'],
    ],
    part: [
      ['SITI KOMARIAH SULASTRI', 'SITI DJOEWARIAH KARTAWINATA'],
      ['BAMBANG', 'SUTRISNO'],
    ],
    none: ['', '-', 'TIDAK ADA', 'Tidak diketahui'],
  },
  'name.each': {
    column: 'name',
    meet: [
      ['SITI KOMARIAH SULASTRI', 'SITI DJOEWARIAH KARTAWINATA'],
      ['A KOMARIAH SITI MARDIANA', 'MARDIANA'],
    ],
    part: [['BAMBANG SUTRISNO', 'AGUS TARMIDZI']],
    none: ['', '-'],
  },
  'name.all': {
    column: 'name',
    meet: [['SITI KOMARIAH', 'KOMARIAH SITI']],
    part: [['SITI KOMARIAH', 'KOMARIAH']],
    none: ['', '-'],
  },
  'name.beginning': {
    column: 'name',
    meet: [
      ['KOMARIAH', 'KOMARUDIN SITI'],
      ['TARMIDZI', 'TARMUDI'],
    ],
    part: [['KOMARIAH SITI', 'SITI KOMARIAH']],
    none: ['', '-'],
  },
}
