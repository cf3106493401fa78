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

/** A layout to add. */
export const NewProfile = Profile.meta({
  id: 'NewProfile',
  description: 'The layout of one list as data: which columns, under which names, mean what.',
  examples: [EXAMPLE],
})

/** A layout as it is shown. */
export const Layout = z
  .strictObject({
    version: z.int().min(1),
    is_built_in: z.boolean().describe('Whether it comes with the program.'),
    document: Profile.clone().meta({ id: 'ProfileDocument' }),
  })
  .meta({ id: 'Profile', examples: [{ version: 1, is_built_in: false, document: Profile.parse(EXAMPLE) }] })
