import { test } from 'tap'
import { retryTransient } from '../../../src/application/context/retry-transient.js'
import { DatabaseError } from '../../../src/storage/postgres/database-error.js'

const CASES: readonly { code: string; failures: number; tries: number; succeeds: boolean }[] = [
  { code: '40P01', failures: 2, tries: 3, succeeds: true },
  { code: '40001', failures: 4, tries: 5, succeeds: true },
  { code: '40001', failures: 9, tries: 5, succeeds: false },
  { code: '23505', failures: 1, tries: 1, succeeds: false },
  { code: 'ECONNREFUSED', failures: 1, tries: 1, succeeds: false },
]

test('only a transaction that the database aborted in favour of another is repeated', async (t) => {
  for (const { code, failures, tries, succeeds } of CASES) {
    let tried = 0
    const done = retryTransient(() =>
      ++tried > failures ? Promise.resolve('done') : Promise.reject(new DatabaseError({ code })),
    )
    await (succeeds ? t.resolveMatch(done, 'done', code) : t.rejects(done, { code }))
    t.equal(tried, tries, code)
  }
})
