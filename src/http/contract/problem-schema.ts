import { z } from 'zod'

/** A problem document (RFC 9457). */
export const Problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('What went wrong, for programs.'),
    detail: z.string().describe('What went wrong, for people; never a value that was sent.'),
    instance: z.string().describe('The request; its id is in the log.'),
    errors: z
      .array(
        z.strictObject({
          pointer: z.string().describe('JSON pointer into the body, or /query/…, /path/…'),
          code: z.string(),
          detail: z.string(),
        }),
      )
      .optional(),
    successors: z.array(z.uuid()).optional().describe('The ids in which what is gone lives on.'),
  })
  .meta({ id: 'Problem', description: 'Why a request was declined.' })
