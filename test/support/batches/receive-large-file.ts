import { receiveBatch } from '../../../src/application/batches/receiving/receive-batch.js'
import { openRegistry } from '../../../src/application/context/registry.js'
import { isRefusal } from '../../../src/application/context/refusals.js'
import { createAreaRegister } from '../../../src/domain/identity/areas/area.js'
import { openPools } from '../../../src/storage/postgres/pools.js'
import type { Server } from '../../../src/storage/postgres/server.js'

const HEADER = 'source_key,nik,kk,name,dob,sex,mother_name,address,rt,rw,village_code\n'
const ROWS_PER_PIECE = 500

/** A list of so many rows, of which every thousandth lacks its columns. */
async function* largeList(rows: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from(HEADER)
  for (let from = 0; from < rows; from += ROWS_PER_PIECE) {
    let text = ''
    for (let at = from; at < Math.min(rows, from + ROWS_PER_PIECE); at++)
      text +=
        at % 1000 === 999
          ? 'x\n'
          : `k${at},,,ORANG ${at},1998-04-13,L,SITI,JL. MELATI NO. ${at},001,002,16.06.11.2015\n`
    yield Buffer.from(text)
  }
}

// Run in a process of its own with a small heap; prints what was received.
const [server = '', source = '', rows = ''] = process.argv.slice(2)
const database = openPools(JSON.parse(server) as Server, { readers: 2, writers: 2, onBroken: () => undefined })
const areas = createAreaRegister({ provinces: [], regencies: [], districts: [], villages: [] })
const registry = await openRegistry(database, { areas })
const begin = performance.now()
const batch = await receiveBatch(registry, { source, mode: 'delta', input: largeList(Number(rows)), sentBy: 'test' })
const seconds = (performance.now() - begin) / 1000
if (isRefusal(batch)) throw new Error(batch.code)
process.stdout.write(JSON.stringify({ ...batch, seconds, rssMb: process.memoryUsage().rss / (1 << 20) }))
await database.close()
