import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { test } from 'tap'
import {
  countKeyHolders,
  deleteKeyHolders,
  insertCrowdedKeys,
  insertKeys,
  type KeyHolder,
  listFewKeyHolders,
  listKeyHolders,
} from '../../../src/storage/linkage/block-keys.js'
import { inTransaction } from '../../../src/storage/postgres/transaction.js'
import {
  distinctKeys,
  endOfRun,
  includesKey,
  type KeysOfRecord,
  sortKeys,
} from '../../../src/storage/linkage/sorted-keys.js'
import { testDatabase } from '../../support/storage/test-database.js'

const IDS = Array.from({ length: 12 }, () => randomUUID())
const KEYS = [3, 77, 2 ** 32, 2 ** 46 + 5, 2 ** 52 + 1]

/** Records with keys, as one pass adds them, and holders that are taken away after it. */
const pass = fc.record({
  added: fc.array(fc.tuple(fc.constantFrom(...IDS), fc.subarray(KEYS)), { maxLength: 12 }),
  gone: fc.array(fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom(...IDS)), { maxLength: 6 }),
})

function named(holders: readonly KeyHolder[]): string[] {
  return holders.map(({ key, recordId }) => `${key} ${recordId}`).sort()
}

function holderOf(name: string): KeyHolder {
  const [key = '', recordId = ''] = name.split(' ')
  return { key: Number(key), recordId }
}

test('a record holds its keys until they are removed, whatever the other records of a key row', async (t) => {
  const database = await testDatabase(t)
  const property = fc.asyncProperty(fc.array(pass, { minLength: 1, maxLength: 5 }), async (passes) => {
    const held = new Set<string>()
    for (const { added, gone } of passes) {
      const fresh = new Map<string, number[]>()
      for (const [recordId, keys] of added) {
        if (fresh.has(recordId)) continue
        fresh.set(
          recordId,
          keys.filter((key) => !held.has(`${key} ${recordId}`)),
        )
      }
      const records: KeysOfRecord[] = [...fresh].map(([recordId, keys]) => ({ recordId, keys }))
      await inTransaction(database, (tx) => insertKeys(tx, sortKeys(records)))
      for (const { recordId, keys } of records) for (const key of keys) held.add(`${key} ${recordId}`)
      const taken = [...new Set(gone.map(([key, recordId]) => `${key} ${recordId}`))].filter((name) => held.has(name))
      await inTransaction(database, (tx) => deleteKeyHolders(tx, taken.map(holderOf)))
      for (const name of taken) held.delete(name)
    }
    const stored = named(await listKeyHolders(database.conn, KEYS))
    const counts = await Promise.all(KEYS.map((key) => countKeyHolders(database.conn, key, 100)))
    await inTransaction(database, (tx) => deleteKeyHolders(tx, [...held].map(holderOf)))
    const expected = [...held].sort()
    return (
      stored.join() === expected.join() &&
      KEYS.every((key, at) => counts[at] === expected.filter((name) => holderOf(name).key === key).length)
    )
  })
  await fc.assert(property, { numRuns: 40 })
})

test('keys written by COPY are read back, without crowded keys', async (t) => {
  const database = await testDatabase(t)
  const records = Array.from({ length: 900 }, (_, at) => ({
    recordId: randomUUID(),
    keys: [at % 7, 1000 + (at % 300), 2 ** 50 + at],
  }))
  await inTransaction(database, async (tx) => {
    await insertKeys(tx, sortKeys(records))
    await insertCrowdedKeys(tx, [3])
  })
  const keys = [...new Set(records.flatMap((record) => record.keys))]
  const expected = records.flatMap((record) => record.keys.map((key) => ({ key, recordId: record.recordId })))
  t.same(named(await listKeyHolders(database.conn, keys)), named(expected))
  t.same(named(await listFewKeyHolders(database.conn, keys)), named(expected.filter(({ key }) => key !== 3)))
})

test('sorted keys return runs and membership', (t) => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.integer({ min: 0, max: 20 }).map((key) => key * 3))), (lists) => {
      const records = lists.map((keys, at) => ({ recordId: String(at), keys }))
      const sorted = sortKeys(records)
      const all = records.flatMap(({ keys }) => keys).sort((a, b) => a - b)
      if (Array.from(sorted.keys).join() !== all.join()) return false
      if (Array.from(sorted.owners, (owner, at) => lists[owner]?.includes(sorted.keys[at] ?? -1)).includes(false))
        return false
      const distinct = [...new Set(all)].filter((key) => key >= 9)
      if (Array.from(distinctKeys(sorted, 9)).join() !== distinct.join()) return false
      for (let key = 0; key < 65; key += 1) if (includesKey(sorted.keys, key) !== all.includes(key)) return false
      return all.every((key, at) => endOfRun(sorted.keys, at) === all.lastIndexOf(key) + 1)
    }),
  )
  t.end()
})
