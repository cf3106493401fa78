import { z } from 'zod'
import { Code } from '../paging/page-schema.js'

/** Who sends lists. */
export const Agency = z.strictObject({ code: Code, name: z.string().min(1).max(200) }).meta({
  id: 'Agency',
  description: 'An agency (OPD) that sends lists.',
  examples: [{ code: 'dinsos', name: 'Dinas Sosial Kabupaten Contoh' }],
})
