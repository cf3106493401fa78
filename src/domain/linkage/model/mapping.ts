import { z } from 'zod'

const GENERIC_TYPES = ['identifier', 'name', 'date', 'text', 'code', 'category', 'phone'] as const

const MappedField = z
  .object({
    type: z.enum(GENERIC_TYPES),
    column: z.string().min(1).optional(),
    columns: z.array(z.string().min(1)).min(1).optional(),
    format: z.string().min(1).optional(),
  })
  .refine((field) => (field.column === undefined) !== (field.columns === undefined), {
    message: 'names either one column or several columns',
  })

/** The columns of a file of any kind, for training a model on it. A field takes one column, or several joined. */
export const Mapping = z.object({
  record_id: z.string().min(1),
  /** `link`: rows with the same value in the `source` column are different persons. */
  mode: z.enum(['dedupe', 'link']).default('dedupe'),
  source: z.string().min(1).default('source'),
  fields: z.record(z.string().regex(/^\w+$/), MappedField).refine((fields) => Object.keys(fields).length > 0, {
    message: 'needs at least one field',
  }),
})
export type Mapping = z.infer<typeof Mapping>

/** Returns the columns that a field of a mapping reads. */
export function mappedColumns(field: Mapping['fields'][string]): readonly string[] {
  return field.columns ?? (field.column === undefined ? [] : [field.column])
}
