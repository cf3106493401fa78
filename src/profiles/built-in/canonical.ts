import { Profile, TARGETS } from '../schema/profile.js'

/** Records in canonical columns, with facts under their own names. */
export const canonical = Profile.parse({
  code: 'canonical',
  name: 'Canonical records',
  format: 'csv',
  separator: ',',
  dateOrder: 'ymd',
  relations: 'labels',
  areaScheme: 'kemendagri',
  key: [{ targets: ['source_key'] }],
  variants: [{ code: 'record', required: ['source_key', 'name'], columns: TARGETS.map((to) => ({ names: [to], to })) }],
})
