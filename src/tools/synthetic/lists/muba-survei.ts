import type { SyntheticRecord } from '../population/record.js'
import { lineByRecord, type SyntheticList } from './synthetic-list.js'

function line({ flat, facts }: SyntheticRecord): string {
  const { living, village } = facts
  const document = {
    id: flat.source_key,
    responden: flat.name,
    nik: flat.nik,
    no_kk: flat.kk,
    tgl_lahir: flat.dob,
    jk: flat.sex,
    hubungan: flat.shdk,
    ibu: flat.mother_name,
    hp: flat.phone,
    lokasi: {
      kode_desa: flat.village_code,
      desa: village.name,
      rt: flat.rt,
      rw: flat.rw,
      alamat: flat.address,
      lat: living.latitude,
      lon: living.longitude,
    },
    air_minum: living.water,
    jamban: living.toilet,
    penghasilan: living.income,
  }
  return `${JSON.stringify(document)}\n`
}

/** The survey of Musi Banyuasin: a line per respondent, with the place as a nested object. */
export const mubaSurvei: SyntheticList = {
  file: 'muba-survei.ndjson',
  source: 'muba-survei',
  header: '',
  write: lineByRecord(line),
}
