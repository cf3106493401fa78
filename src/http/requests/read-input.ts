import type { z } from 'zod'
import { HttpProblem, type ProblemCode, type ProblemError } from '../contract/problem.js'

/** The part of a request that a schema parses. */
export type Part = 'body' | 'query' | 'path'

const CODES: Record<Part, ProblemCode> = { body: 'BODY_INVALID', query: 'QUERY_INVALID', path: 'PATH_INVALID' }
const MOST_ERRORS = 50
/** Other names are not echoed: they may be values in the wrong place. */
const FIELD_NAME = /^[a-zA-Z][a-zA-Z_]{0,63}$/
/** Zod's messages name types, never values. */
const UNDEFINED = /received undefined$/

/** Parses a part of a request. Throws a problem with a pointer and a code for each fault, never with a value. */
export function readInput<T>(schema: z.ZodType<T>, part: Part, value: unknown): T {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const prefix = part === 'body' ? '' : `/${part}`
  const errors = read.error.issues.slice(0, MOST_ERRORS).flatMap((issue) => errorsOf(issue, prefix))
  throw new HttpProblem(CODES[part], `The ${part} does not match its schema.`, { errors })
}

function errorsOf(issue: z.core.$ZodIssue, prefix: string): ProblemError[] {
  const pointer = prefix + issue.path.map((step) => `/${stepText(step)}`).join('')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      pointer: FIELD_NAME.test(key) ? `${pointer}/${key}` : pointer,
      code: 'FIELD_UNKNOWN',
      detail: 'There is no such field.',
    }))
  return [{ pointer, ...faultOf(issue) }]
}

function stepText(step: PropertyKey): string {
  if (typeof step === 'number') return String(step)
  return typeof step === 'string' && FIELD_NAME.test(step) ? step : '*'
}

function faultOf(issue: z.core.$ZodIssue): { code: string; detail: string } {
  if (issue.code === 'invalid_type')
    return UNDEFINED.test(issue.message)
      ? { code: 'FIELD_MISSING', detail: `It is required, as ${issue.expected}.` }
      : { code: 'TYPE_WRONG', detail: `It must be ${issue.expected}.` }
  if (issue.code === 'invalid_value')
    return { code: 'VALUE_UNKNOWN', detail: `It must be one of: ${issue.values.map(String).join(', ')}.` }
  if (issue.code === 'too_small')
    return { code: 'VALUE_SMALL', detail: `It must be at least ${issue.minimum} (${issue.origin}).` }
  if (issue.code === 'too_big')
    return { code: 'VALUE_LARGE', detail: `It must be at most ${issue.maximum} (${issue.origin}).` }
  if (issue.code === 'invalid_format') return { code: 'FORM_WRONG', detail: `It must have the format ${issue.format}.` }
  // The message of a custom check is its own sentence.
  return { code: 'VALUE_REFUSED', detail: issue.code === 'custom' ? issue.message : 'It is not valid.' }
}
