import { z } from 'zod'
import { Code } from '../paging/page-schema.js'

export const Agency = z.strictObject({ code: Code, name: z.string().min(1).max(200) }).meta({
  id: 'Agency',
  description: 'An agency (OPD) with sources.',
  examples: [{ code: 'dinsos', name: 'Dinas Sosial Kabupaten Contoh' }],
})
