import { type ClientRequest, request } from 'node:http'
import type { Answered, Client } from './client.js'

const HEADER = 'source_key,nik,kk,name,dob,sex,village_code'

/** A list in canonical columns of people with these numbers. */
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

export interface Sending {
  readonly source?: string
  readonly mode?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Sends a list. */
export function send(call: Client, body: string | Uint8Array, sending: Sending = {}): Promise<Answered> {
  const { source = 'warga', mode = 'delta', headers } = sending
  return call.post(`/v1/sources/${source}/batches?mode=${mode}`, body, {
    headers: { 'content-type': 'text/csv', ...headers },
  })
}

/** Waits until a delivery has ended. */
export async function ended(call: Client, { headers, body }: Answered): Promise<Answered> {
  const path = headers.location ?? `/v1/batches/${String(body.id)}`
  for (;;) {
    const answered = await call.get(`${path}?wait=10`)
    if (answered.status !== 200 || answered.body.finished_at !== null) return answered
  }
}

/** Begins to send a list and leaves it open. */
export function begin(address: string, path: string, headers: Readonly<Record<string, string>>): ClientRequest {
  const sending = request(address + path, { method: 'POST', headers: { 'content-type': 'text/csv', ...headers } })
  sending.on('error', () => undefined)
  return sending
}
