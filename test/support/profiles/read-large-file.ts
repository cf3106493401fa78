import { disdukcapil } from '../../../src/profiles/built-in/disdukcapil.js'
import { readRows } from '../../../src/profiles/reading/read-rows.js'

const ROW = Buffer.from(
  '1606051304980001;1606111609140001;SITI AMINAH;13-04-1998;PEREMPUAN;ISTRI;JL. MELATI NO. 7;011;006;1606112015\n'.repeat(
    500,
  ),
)
const BAD = Buffer.from(`"${'x'.repeat(3_000_000)}\n`)
const HEADER = Buffer.from('NIK;NO_KK;NAMA_LGKP;TGL_LHR;JENIS_KLMIN;STAT_HBKEL;ALAMAT;NO_RT;NO_RW;KODE_WILAYAH\n')

/** A list of about so many bytes, with an overlong line now and then. */
function* largeList(bytes: number): Generator<Uint8Array> {
  yield HEADER
  for (let made = 0, chunk = 0; made < bytes; made += ROW.length, chunk++) {
    if (chunk % 1000 === 500) yield BAD
    yield ROW
  }
}

// Run in a process of its own with a small heap; prints what was read.
const counts = { row: 0, rejection: 0, refusal: 0 }
const begin = performance.now()
async function* stream(): AsyncGenerator<Uint8Array> {
  yield* largeList(Number(process.argv[2]))
}
for await (const outcome of readRows(stream(), disdukcapil)) counts[outcome.kind]++
const seconds = (performance.now() - begin) / 1000
process.stdout.write(JSON.stringify({ ...counts, seconds, rssMb: process.memoryUsage().rss / (1 << 20) }))
