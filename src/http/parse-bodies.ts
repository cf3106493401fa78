import type { FastifyInstance } from 'fastify'
import { HttpProblem } from './problem.js'

const UTF8 = new TextDecoder('utf-8', { fatal: true })

/** Bodies are JSON in UTF-8; an empty one is none. PostgreSQL takes no NUL in a text. */
export function parseBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parse(body as Buffer))
    } catch {
      done(new HttpProblem('BODY_UNREADABLE', 'The body is not JSON in UTF-8 without NUL characters.'))
    }
  })
}

function parse(body: Buffer): unknown {
  if (body.length === 0) return undefined
  return JSON.parse(UTF8.decode(body), refuseNul)
}

function refuseNul(name: string, value: unknown): unknown {
  if (name.includes('\0') || (typeof value === 'string' && value.includes('\0'))) throw new TypeError('NUL')
  return value
}
