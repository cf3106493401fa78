import { type ClientRequest, request } from 'node:http'
import type { ClientResponse, Client } from './client.js'

const HEADER = 'source_key,nik,kk,name,dob,sex,village_code'

/** A CSV file in canonical columns with one person for each number. */
export function list(...numbers: readonly number[]): string {
  return `${HEADER}\n${numbers.map(row).join('')}`
}

function row(number: number): string {
  const day = String((number % 28) + 1).padStart(2, '0')
  return `A-${number},,,WARGA ${LETTERS[number % 26]}${LETTERS[(number * 7) % 26]}O${LETTERS[(number * 3) % 26]}A,19${60 + (number % 40)}-04-${day},P,16.06.11.2015\n`
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Adds an agency and a source of canonical records. */
export async function addSource(call: Client, code = 'warga', more: object = {}): Promise<void> {
  await call.post('/v1/agencies', { code: 'dinsos', name: 'Dinas Sosial' })
  const { status } = await call.post('/v1/sources', {
    code,
    agency: 'dinsos',
    profile: 'canonical',
    name: code,
    ...more,
  })
  if (status !== 201) throw new Error(`No source: ${status}`)
}

export interface SendOptions {
  readonly source?: string
  readonly mode?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Sends a file as a batch. */
export function sendBatch(call: Client, body: string | Uint8Array, sending: SendOptions = {}): Promise<ClientResponse> {
  const { source = 'warga', mode = 'delta', headers } = sending
  return call.post(`/v1/sources/${source}/batches?mode=${mode}`, body, {
    headers: { 'content-type': 'text/csv', ...headers },
  })
}

/** Waits until a batch has reached its last state. */
export async function finishedBatch(call: Client, { headers, body }: ClientResponse): Promise<ClientResponse> {
  const path = headers.location ?? `/v1/batches/${String(body.id)}`
  for (;;) {
    const answered = await call.get(`${path}?wait=10`)
    if (answered.status !== 200 || answered.body.finished_at !== null) return answered
  }
}

/** Begins an upload and leaves the request open. */
export function beginUpload(address: string, path: string, headers: Readonly<Record<string, string>>): ClientRequest {
  const sending = request(address + path, { method: 'POST', headers: { 'content-type': 'text/csv', ...headers } })
  sending.on('error', () => undefined)
  return sending
}
