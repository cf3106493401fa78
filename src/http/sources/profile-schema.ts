import { z } from 'zod'
import { Profile } from '../../application/sources/profiles.js'

const EXAMPLE = {
  code: 'bansos-desa',
  name: 'Daftar bansos desa',
  format: 'csv' as const,
  separator: ';' as const,
  dateOrder: 'dmy' as const,
  relations: 'labels' as const,
  areaScheme: 'kemendagri' as const,
  key: [{ targets: ['nik' as const], hashed: true }],
  variants: [
    {
      code: 'warga',
      required: ['nik' as const, 'name' as const],
      columns: [
        { names: ['NIK', 'No KTP'], to: 'nik' as const },
        { names: ['Nama'], to: 'name' as const },
        { names: ['Tgl Lahir'], to: 'dob' as const },
        { names: ['Kode Desa'], to: 'village_code' as const },
      ],
    },
  ],
}

export const NewProfile = Profile.meta({
  id: 'NewProfile',
  description: 'The columns of a source as data: their names and the fields that they hold.',
  examples: [EXAMPLE],
})

/** A version of a profile. */
export const ShownProfile = z
  .strictObject({
    version: z.int().min(1),
    is_built_in: z.boolean().describe('Whether it is built in.'),
    document: Profile.clone().meta({ id: 'ProfileDocument' }),
  })
  .meta({ id: 'Profile', examples: [{ version: 1, is_built_in: false, document: Profile.parse(EXAMPLE) }] })
