import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'tap'
import { packagedFolder } from '../../../src/storage/embedded/programs.js'
import { DatabaseError } from '../../../src/storage/postgres/database-error.js'
import { isKnownClass, verdictOf } from '../../../src/storage/server/sql-states.js'

/** The codes that PostgreSQL has: its own list, of which its documentation is made. */
async function errorCodes(): Promise<readonly string[]> {
  const text = await readFile(join(packagedFolder(), 'share', 'postgresql', 'errcodes.txt'), 'utf8')
  return [...text.matchAll(/^([0-9A-Z]{5})\s+E\s/gm)].map(([, code = '']) => code)
}

test('every class of error codes has a verdict', async (t) => {
  const codes = await errorCodes()
  t.ok(codes.length > 200)
  t.same(
    codes.filter((code) => !isKnownClass(code)),
    [],
  )
})

test('no error that a row cannot cause is lasting, and no error that a row can cause is passing', async (t) => {
  const codes = await errorCodes()
  const passing = codes.filter((code) => /^(?:08|28|53|55|57|58|72|F0|25P0[34]|25006|3[DF]|40)/.test(code))
  const unlike = new Set(['40002', '55P02', '55P04'])
  for (const code of passing) if (!unlike.has(code)) t.not(verdictOf(code), 'lasting', code)
  for (const code of codes.filter((each) => /^(?:21|22|23|44|54|P0|40002)/.test(each)))
    t.equal(verdictOf(code), 'lasting', code)
  t.equal(verdictOf('40001'), 'again')
  t.equal(verdictOf('ZZ999'), 'lasting', 'a class that nobody knows')
  t.equal(verdictOf('unknown'), 'lasting')
})

test('an outdated plan and a statement without an answer end their session', (t) => {
  const outdated = new DatabaseError(Object.assign(new Error('x'), { code: '0A000', routine: 'RevalidateCachedQuery' }))
  t.match(outdated, { code: 'PLAN_OUTDATED', isOutage: true, endsSession: true })
  t.match(new DatabaseError(Object.assign(new Error('x'), { code: '0A000' })), { isOutage: false })
  t.match(new DatabaseError(new Error('Query read timeout')), { isOutage: true, endsSession: true })
  t.end()
})
