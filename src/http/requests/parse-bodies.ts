import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { IncomingMessage } from 'node:http'
import { HttpProblem } from '../contract/problem.js'

/** Size and time limits of a body. */
export interface BodyLimits {
  readonly largestBytes: number
  readonly bodyMs: number
}

const ESCAPED_NUL = '\\u0000'
const UTF8 = new TextDecoder('utf-8', { fatal: true })

/** Parses bodies as JSON in UTF-8; an empty body is undefined. Rejects NUL, which PostgreSQL cannot store in a text. */
export function parseBodies(app: FastifyInstance, limits: BodyLimits): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', async (_request: FastifyRequest, body: IncomingMessage) =>
    parse(await readBody(body, limits)),
  )
}

/** Reads a whole body. Throws BODY_TOO_LARGE or BODY_TOO_SLOW and then closes the connection. */
function readBody(body: IncomingMessage, { largestBytes, bodyMs }: BodyLimits): Promise<Buffer> {
  const headers = { connection: 'close' }
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    let bytes = 0
    const timer = setTimeout(() => {
      end(new HttpProblem('BODY_TOO_SLOW', 'The body did not arrive in time.', { headers }))
    }, bodyMs)
    const end = (problem?: Error): void => {
      clearTimeout(timer)
      body.off('data', take)
      if (problem === undefined) resolve(Buffer.concat(pieces))
      else reject(problem)
    }
    const take = (piece: Buffer): void => {
      bytes += piece.length
      pieces.push(piece)
      if (bytes > largestBytes)
        end(new HttpProblem('BODY_TOO_LARGE', 'The body exceeds the size limit of this call.', { headers }))
    }
    body.on('data', take)
    body.once('end', () => {
      end()
    })
    body.once('error', end)
  })
}

function parse(body: Buffer): unknown {
  if (body.length === 0) return undefined
  try {
    const text = UTF8.decode(body)
    // A reviver costs more than the parsing itself, so it runs only where a NUL is possible.
    return text.includes(ESCAPED_NUL) ? JSON.parse(text, refuseNul) : JSON.parse(text)
  } catch {
    throw new HttpProblem('BODY_UNREADABLE', 'The body must be JSON in UTF-8 without NUL characters.')
  }
}

function refuseNul(name: string, value: unknown): unknown {
  if (name.includes('\0') || (typeof value === 'string' && value.includes('\0'))) throw new TypeError('NUL')
  return value
}
