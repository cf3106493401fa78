import { dayFirst } from '../population/calendar.js'
import type { SyntheticRecord } from '../population/record.js'
import type { SyntheticList } from './synthetic-list.js'

function member({ flat }: SyntheticRecord) {
  return {
    id: flat.source_key,
    nama: flat.name,
    nik: flat.nik,
    tgl_lahir: dayFirst(flat.dob, '/'),
    jk: flat.sex,
    hubungan: flat.shdk,
  }
}

function householdLine(members: readonly SyntheticRecord[]): string {
  const first = members[0]
  if (first === undefined) return ''
  const { flat, facts } = first
  const document = {
    id_keluarga: flat.household_ref,
    no_kk: flat.kk,
    desa: facts.village.name,
    kode_desa: flat.village_code,
    alamat: flat.address,
    rt: flat.rt,
    rw: flat.rw,
    foto_rumah: [`foto/${flat.household_ref}-depan.jpg`],
    lantai: facts.living.floor,
    dinding: facts.living.wall,
    atap: facts.living.roof,
    anggota: members.map(member),
  }
  return `${JSON.stringify(document)}\n`
}

/** The survey of houses: a line per household, with its members and photos inside. */
export const sibangkit: SyntheticList = {
  file: 'sibangkit.ndjson',
  source: 'sibangkit',
  header: '',
  write: householdLine,
}
