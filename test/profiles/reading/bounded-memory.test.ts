import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { test } from 'tap'
import { withoutTap } from '../../support/processes/without-tap.js'

const LIST_BYTES = 100_000_000
const HEAP_MB = 64

test('a file of 100 MB is read in a heap of 64 MB', async (t) => {
  const program = join(import.meta.dirname, '../../support/profiles/read-large-file.js')
  const { stdout } = await promisify(execFile)(
    ...withoutTap(process.execPath, `--max-old-space-size=${HEAP_MB}`, program, String(LIST_BYTES)),
  )
  const read = JSON.parse(stdout) as { row: number; rejection: number; refusal: number; rssMb: number }
  t.ok(read.row > 750_000, `${read.row} rows`)
  t.ok(read.rejection > 0, 'overlong lines are rejected')
  t.equal(read.refusal, 0)
  t.comment(stdout)
})
