import { test } from 'tap'
import { matchRecords } from '../../../src/application/match/match-records.js'
import { ContextReader } from '../../../src/application/active-model/read-context.js'
import { GRADES } from '../../../src/domain/linkage/scoring/classify.js'
import { listEdges } from '../../../src/storage/linkage/edges.js'
import { findLiveRecords } from '../../../src/storage/linkage/live-records.js'
import { inventedRecords, put, TestRegistry } from '../../support/registry/test-registry.js'

test('a family is matched with the persons that it would be linked to, with the weights of the edges', async (t) => {
  const testRegistry = await TestRegistry.open(t)
  const records = inventedRecords({ records: 400, seed: 5, dirt: 1 })
  const given = records.filter(({ source }) => source === 'p3ke')
  const known = records.filter(({ source }) => source !== 'p3ke')
  await testRegistry.link(known.map(put))
  const { conn } = testRegistry.database
  const context = await new ContextReader(testRegistry.registry).read(conn)
  const query = { records: given.map(({ record }) => record), area: undefined, limit: 50 }
  const [matched = []] = await matchRecords(conn, context, [query])
  const before = await findLiveRecords(
    conn,
    known.map(({ id }) => id),
  )
  await testRegistry.link(given.map(put))
  const personOf = new Map(before.map(({ id, personId }) => [id, personId ?? '']))
  let compared = 0
  for (const [at, { id }] of given.entries()) {
    const heaviest = new Map<string, { weight: number; grade: string }>()
    for (const edge of await listEdges(conn, [id])) {
      const person = personOf.get(edge.otherId)
      const grade = GRADES[edge.grade] ?? ''
      if (person === undefined) continue
      const other = heaviest.get(person)
      const isBetter =
        other === undefined ||
        rank(grade) > rank(other.grade) ||
        (rank(grade) === rank(other.grade) && edge.weight > other.weight)
      if (isBetter) heaviest.set(person, { weight: edge.weight, grade })
    }
    const found = new Map((matched[at] ?? []).map(({ person_id, weight, grade }) => [person_id, { weight, grade }]))
    t.same(sorted(found), sorted(heaviest))
    compared += found.size
  }
  t.ok(compared > 20, 'there was something to compare')
})

function rank(grade: string): number {
  return GRADES.findIndex((each) => each === grade)
}

function sorted(candidates: ReadonlyMap<string, { weight: number; grade: string }>): string[] {
  return [...candidates].map(([id, { weight, grade }]) => `${id} ${grade} ${weight.toFixed(9)}`).sort()
}
