import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { test } from 'tap'
import { openRegistry } from '../../../../src/application/context/registry.js'
import { addAgency } from '../../../../src/application/sources/add-agency.js'
import { createAreaRegister } from '../../../../src/domain/identity/areas/area.js'
import { testDatabase } from '../../../support/storage/test-database.js'
import { addTestSource, notRefused } from '../../../support/batches/process-batch.js'
import { withoutTap } from '../../../support/processes/without-tap.js'
import { perform } from '../../../support/registry/perform.js'

const ROWS = 200_000
const HEAP_MB = 96

test('a file of any length is received in a small heap', async (t) => {
  const database = await testDatabase(t)
  const areas = createAreaRegister({ provinces: [], regencies: [], districts: [], villages: [] })
  const registry = await openRegistry(database, { areas })
  notRefused(await perform(registry, addAgency, { code: 'dinsos', name: 'Dinas Sosial', by: 'test' }))
  await addTestSource(registry, 'canonical')
  const { stdout } = await promisify(execFile)(
    ...withoutTap(
      process.execPath,
      `--max-old-space-size=${HEAP_MB}`,
      join(import.meta.dirname, '../../../support/batches/receive-large-file.js'),
      JSON.stringify(database.server),
      'canonical',
      String(ROWS),
    ),
  )
  t.match(JSON.parse(stdout), {
    state: 'linking',
    counts: { read: ROWS, accepted: ROWS * 0.999, rejected: ROWS * 0.001 },
  })
  t.comment(stdout)
})
