import { test } from 'tap'
import { type IdState, followSuccessors } from '../../../src/application/context/successors.js'

interface Id {
  readonly id: string
  readonly state: string
  readonly successorIds: readonly string[]
}

const IDS: readonly Id[] = [
  { id: 'live', state: 'live', successorIds: [] },
  { id: 'other', state: 'live', successorIds: [] },
  { id: 'merged', state: 'merged', successorIds: ['live'] },
  { id: 'merged twice', state: 'merged', successorIds: ['merged'] },
  { id: 'split', state: 'split', successorIds: ['merged', 'other'] },
  { id: 'split and joined again', state: 'split', successorIds: ['merged', 'live'] },
  { id: 'merged into a split', state: 'merged', successorIds: ['split'] },
  { id: 'withdrawn', state: 'withdrawn', successorIds: [] },
  { id: 'merged into withdrawn records', state: 'merged', successorIds: ['withdrawn'] },
  { id: 'split in part into withdrawn records', state: 'split', successorIds: ['withdrawn', 'live'] },
]

test('an id leads to its live successors through any chain of merges and splits', async (t) => {
  const expected: Readonly<Record<string, object>> = {
    live: { kind: 'live' },
    merged: { kind: 'moved', survivor: 'live' },
    'merged twice': { kind: 'moved', survivor: 'live' },
    split: { kind: 'gone', state: 'split', successors: ['live', 'other'] },
    'split and joined again': { kind: 'moved', survivor: 'live' },
    'merged into a split': { kind: 'gone', state: 'merged', successors: ['live', 'other'] },
    withdrawn: { kind: 'gone', state: 'withdrawn', successors: [] },
    'merged into withdrawn records': { kind: 'gone', state: 'merged', successors: [] },
    'split in part into withdrawn records': { kind: 'moved', survivor: 'live' },
    unknown: { kind: 'unknown' },
  }
  let rounds = 0
  const find = (ids: readonly string[]): Promise<readonly Id[]> => {
    rounds += 1
    return Promise.resolve(IDS.filter(({ id }) => ids.includes(id)))
  }
  const idStates: ReadonlyMap<string, IdState<Id>> = await followSuccessors(Object.keys(expected), find)
  for (const [id, idState] of Object.entries(expected)) t.match(idStates.get(id), idState, id)
  t.ok(rounds <= 4, 'all ids are followed together')
})
