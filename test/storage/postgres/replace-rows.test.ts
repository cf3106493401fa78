import { randomUUID } from 'node:crypto'
import { test } from 'tap'
import {
  findConflicts,
  findOpenConflictsOf,
  listOpenConflictsOf,
  replaceConflicts,
  type StoredConflict,
} from '../../../src/storage/conflicts/conflicts.js'
import { inQuickTransaction, inTransaction } from '../../../src/storage/postgres/transaction.js'
import { findPersons, replacePersons, type StoredPerson } from '../../../src/storage/persons/persons.js'
import { testDatabase } from '../../support/storage/test-database.js'

const AT = new Date('2026-01-02T03:04:05Z')

function personOf(id: string, version: number): StoredPerson {
  return {
    id,
    version,
    state: 'live',
    successorIds: [],
    recordIds: [id],
    sources: ['dtks'],
    householdId: version === 1 ? undefined : id,
    householdSince: version === 1 ? undefined : AT,
    placement: version === 1 ? undefined : { key: 'kk:1', ground: 'own_family', company: version },
    golden: `{"name":["N${version}"]}`,
    createdAt: AT,
    changedAt: AT,
  }
}

function conflictOf(personIds: readonly string[], changes: Partial<StoredConflict> = {}): StoredConflict {
  return {
    id: '5f0c1f6e-0000-4000-8000-000000000001',
    kind: 'nik_shared',
    state: 'open',
    severity: 75,
    areaCode: undefined,
    version: 1,
    personIds,
    recordIds: [],
    sources: [],
    evidence: '{}',
    deferredUntil: undefined,
    openedAt: AT,
    closedAt: undefined,
    ...changes,
  }
}

test('existing persons are replaced, few or many, on either kind of connection', async (t) => {
  const database = await testDatabase(t)
  for (const [transact, count] of [
    [inTransaction, 3],
    [inTransaction, 300],
    [inQuickTransaction, 3],
    [inQuickTransaction, 300],
  ] as const) {
    const ids = Array.from({ length: count }, () => randomUUID()).sort()
    const known = ids.slice(1)
    const first = known.map((id) => personOf(id, 1))
    const then = ids.map((id) => personOf(id, 2))
    await transact(database, (tx) => replacePersons(tx, first, []))
    await transact(database, (tx) => replacePersons(tx, then, known))
    const found = await findPersons(database.conn, ids)
    t.same(
      found.sort((a, b) => (a.id < b.id ? -1 : 1)),
      then,
      `${transact.name} of ${count}`,
    )
  }
})

test('the look-up from persons to open conflicts follows the conflicts', async (t) => {
  const database = await testDatabase(t)
  const [ana, budi, citra] = [randomUUID(), randomUUID(), randomUUID()]
  const steps: readonly (readonly [after: StoredConflict, open: readonly string[]])[] = [
    [conflictOf([ana, budi]), [ana, budi]],
    [conflictOf([budi, citra], { version: 2 }), [budi, citra]],
    [conflictOf([budi, citra], { version: 3, severity: 80 }), [budi, citra]],
    [conflictOf([budi, citra], { version: 4, state: 'vanished', closedAt: AT }), []],
    [conflictOf([ana], { version: 5 }), [ana]],
  ]
  let before: StoredConflict[] = []
  for (const [after, open] of steps) {
    await inTransaction(database, (tx) => replaceConflicts(tx, [after], before))
    const listed = await listOpenConflictsOf(database.conn, [ana, budi, citra])
    t.same(
      listed,
      open.map((personId) => ({ personId, conflict: after })),
      `version ${after.version}`,
    )
    for (const person of [ana, budi, citra])
      t.same([...(await findOpenConflictsOf(database.conn, [person]))], open.includes(person) ? [after.id] : [])
    before = await findConflicts(database.conn, [after.id])
    t.same(before, [after])
  }
})
