import { z } from 'zod'

/** A problem document (RFC 9457). */
export const Problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('Code of the problem, for programs.'),
    detail: z.string().describe('Explanation for people; never contains a value of the request.'),
    instance: z.string().describe('The request; the log has its id.'),
    errors: z
      .array(
        z.strictObject({
          pointer: z.string().describe('JSON pointer into the body, or /query/…, /path/…'),
          code: z.string(),
          detail: z.string(),
        }),
      )
      .optional(),
    successors: z.array(z.uuid()).optional().describe('Live ids that have the records or members of the ended id.'),
  })
  .meta({ id: 'Problem', description: 'Why a request was rejected.' })
