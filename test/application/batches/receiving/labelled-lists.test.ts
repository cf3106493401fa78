import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import sql from 'sql-template-tag'
import { test } from 'tap'
import { getBatch } from '../../../../src/application/batches/get-batch.js'
import { receiveBatch } from '../../../../src/application/batches/receiving/receive-batch.js'
import { PROFILES } from '../../../../src/profiles/built-in/profiles.js'
import { labelledLists } from '../../../support/profiles/shared-lists.js'
import { addTestSource, notRefused, settle, registryWithAgency } from '../../../support/batches/process-batch.js'

const folder = labelledLists()
const skip = folder === undefined ? 'the labelled lists are not beside the repository' : false

test('every row of the labelled lists is counted once, and sending them again changes nothing', { skip }, async (t) => {
  const registry = await registryWithAgency(t)
  for (const { code, format } of PROFILES) {
    const file = join(folder ?? '', `${code}.${format}`)
    if (!existsSync(file)) continue
    await addTestSource(registry, code)
    for (const isFirst of [true, false]) {
      const sent = { source: code, mode: 'snapshot', input: createReadStream(file), sentBy: 'test' } as const
      const { id } = notRefused(await receiveBatch(registry, sent))
      await settle(registry)
      const { state, counts } = notRefused(await getBatch(registry.database.conn, id))
      const { read, accepted, unchanged, rejected, withdrawn, linked } = counts
      t.equal(state, 'completed', code)
      t.ok(read > 500, `${code}: ${read} rows`)
      t.equal(accepted + unchanged + rejected, read, `${code}: each row is accounted for`)
      t.same({ rejected, withdrawn }, { rejected: 0, withdrawn: 0 }, code)
      t.equal(linked, accepted, code)
      t.equal(accepted === 0, !isFirst, code)
      const [live] = await registry.database.conn.read<{ count: number }>(
        sql`SELECT count(*)::int AS count FROM live_records WHERE source_code = ${code}`,
      )
      if (isFirst) t.equal(live?.count, accepted, code)
    }
  }
})
