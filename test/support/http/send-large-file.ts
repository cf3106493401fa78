import { Readable } from 'node:stream'
import { request } from 'node:http'
import { once } from 'node:events'

// Sends a generated list of so many megabytes to an address and prints the status and body of the answer.
const [, , address = '', key = '', megabytes = '1'] = process.argv
const HEADER = 'source_key,nik,kk,name,dob,sex,village_code,address\n'

function* pieces(bytes: number): Generator<string> {
  yield HEADER
  let sent = HEADER.length
  for (let number = 0; sent < bytes;) {
    let piece = ''
    while (piece.length < 65_536) {
      const name = `WARGA ${number.toString(36).toUpperCase()}`
      piece += `K-${number++},,,${name},1975-03-12,L,16.06.11.2015,${'Jl. Melati '.repeat(20)}\n`
    }
    sent += piece.length
    yield piece
  }
}

const sending = request(`${address}/v1/sources/warga/batches?mode=delta`, {
  method: 'POST',
  headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' },
})
Readable.from(pieces(Number(megabytes) * 1e6)).pipe(sending)
const [response] = (await once(sending, 'response')) as [import('node:http').IncomingMessage]
let body = ''
for await (const piece of response) body += String(piece)
process.stdout.write(JSON.stringify({ status: response.statusCode, body: JSON.parse(body) as unknown }))
