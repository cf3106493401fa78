import type { FastifyReply, FastifyRequest } from 'fastify'
import { hash } from 'node:crypto'
import { brotliCompressSync, gzipSync } from 'node:zlib'

/** A document that never changes while the process runs: made, packed and hashed once. */
export interface PackedDocument {
  readonly etag: string
  readonly plain: Buffer
  readonly gzip: Buffer
  readonly br: Buffer
}

export function packedDocument(text: string): PackedDocument {
  const plain = Buffer.from(text)
  return {
    etag: `"${hash('sha256', plain).slice(0, 32)}"`,
    plain,
    gzip: gzipSync(plain),
    br: brotliCompressSync(plain),
  }
}

/** Answers with the document as the caller accepts it, or with 304 where the caller has it. */
export function sendDocument(
  { etag, plain, gzip, br }: PackedDocument,
  { headers }: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  void reply.headers({ etag, 'cache-control': 'no-cache', vary: 'accept-encoding' })
  if (matches(headers['if-none-match'], etag)) return reply.code(304).send()
  void reply.type('application/json; charset=utf-8')
  const accepted = acceptedEncodings(headers['accept-encoding'])
  if (accepted.has('br')) return reply.header('content-encoding', 'br').send(br)
  if (accepted.has('gzip')) return reply.header('content-encoding', 'gzip').send(gzip)
  return reply.send(plain)
}

function matches(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').some((own) => own.trim() === '*' || own.trim().replace('W/', '') === etag)
}

/** The encodings that a header names without refusing them (`;q=0`). */
function acceptedEncodings(header: string | string[] | undefined): ReadonlySet<string> {
  const accepted = String(header ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.split(';').map((piece) => piece.trim()))
    .filter(([, weight = 'q=1']) => Number(weight.replace('q=', '')) > 0)
  return new Set(accepted.map(([name = '']) => name))
}
