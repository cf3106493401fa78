/** The naming customs that a population mixes. */
export const CUSTOMS = ['malay', 'javanese', 'palembang', 'batak', 'balinese', 'bugis', 'aceh'] as const
export type Custom = (typeof CUSTOMS)[number]

/** Words of men and of women. */
export interface BySex {
  readonly male: readonly string[]
  readonly female: readonly string[]
}

/** The shares of naming customs in South Sumatra. */
export const SOUTH_SUMATRA: Readonly<Record<Custom, number>> = {
  malay: 0.6,
  javanese: 0.27,
  palembang: 0.05,
  batak: 0.035,
  balinese: 0.02,
  bugis: 0.015,
  aceh: 0.01,
}

/** First words of longer names that are so frequent that they hardly identify a person. */
export const PREFIXES: BySex = {
  male: ['MUHAMMAD', 'MUHAMAD', 'AHMAD', 'ABDUL', 'ACHMAD', 'MOHAMMAD', 'NUR', 'TRI', 'DWI', 'EKA'],
  female: ['SITI', 'NUR', 'SRI', 'DEWI', 'PUTRI', 'NURUL', 'DWI', 'TRI', 'EKA'],
}

/** What follows ABDUL: a name of God. */
export const AFTER_ABDUL =
  'RAHMAN AZIZ KARIM HALIM MALIK RAHIM HAMID KADIR LATIF MAJID ROHMAN SALAM WAHAB GHANI HADI'.split(' ')

/** Palembang's titles of descent, by sex. */
export const PALEMBANG_TITLES: BySex = {
  male: ['KGS', 'KGS', 'MGS', 'KMS', 'KMS', 'KIAGUS', 'MASAGUS', 'KEMAS', 'RADEN'],
  female: ['NYAYU', 'NYAYU', 'NYAYU', 'MSY', 'MSY', 'MASAYU', 'RADEN AYU'],
}

/** Bali's names begin with I or NI and the order of birth; noble families have their own titles. */
export const BALINESE_ORDER = ['WAYAN', 'MADE', 'NYOMAN', 'KETUT', 'PUTU', 'KADEK', 'KOMANG', 'GEDE', 'NENGAH'] as const
export const BALINESE_NOBLE: BySex = {
  male: ['I GUSTI', 'IDA BAGUS', 'ANAK AGUNG', 'COKORDA', 'I DEWA'],
  female: ['NI GUSTI', 'IDA AYU', 'ANAK AGUNG', 'COKORDA', 'DESAK'],
}
export const BALINESE_GIVEN: BySex = {
  male: 'SUDIARTA SUARDANA WIRAWAN ARTAWAN SUDANA SUTAMA MERTA ARDIKA ASTAWA SUWARDIKA BUDIASA SUKADANA YASA WIDANA'.split(
    ' ',
  ),
  female:
    'SUARTINI SUKERTI ARIANI WIDIASTUTI SUCIANI RATNADI MURTINI SUDIANI ASTITI RUSMINI PURNAMI WARTINI ARINI'.split(
      ' ',
    ),
}

/** Batak clan names, which pass from father to child. */
export const MARGA =
  `SIREGAR NASUTION HARAHAP LUBIS SIMANJUNTAK SITUMORANG SINAGA HUTAPEA PASARIBU MANURUNG SIHOMBING PURBA
  GINTING SEMBIRING TARIGAN SARAGIH NAINGGOLAN TAMPUBOLON SILALAHI PANJAITAN`.split(/\s+/)

/** Honours that Bugis and Acehnese nobles carry as part of the name. */
export const BUGIS_TITLES: BySex = { male: ['ANDI', 'DAENG'], female: ['ANDI', 'DAENG'] }
export const BUGIS_GIVEN: BySex = {
  male: 'BASO AMBO LATANG MAPPA TENRI MAKMUR PANGERANG RUSTAM BAHARUDDIN SYAMSUDDIN PATTA LABBANG'.split(' '),
  female: 'BESSE TENRI INDO ROSMINI BUNGA MARWAH HASNAH NURSYAM SITTI DARMA RAHMATIA'.split(' '),
}
export const ACEH_TITLES: BySex = { male: ['TEUKU', 'SAID', 'TGK'], female: ['CUT', 'SYARIFAH', 'CUT NYAK'] }
