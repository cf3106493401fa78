import fc from 'fast-check'
import { test } from 'tap'
import { conflictId } from '../../../src/application/context/conflict-id.js'
import { CONFLICT_KINDS } from '../../../src/domain/registry/conflicts/conflict.js'

const SECRET = Buffer.alloc(32, 7)
const kind = fc.constantFrom(...CONFLICT_KINDS)
const subject = fc.array(fc.string(), { maxLength: 4 })

test('a conflict id is fixed for all time', (t) => {
  t.equal(conflictId(SECRET, 'nik_shared', ['1606014107800003']), 'f0cfe02a-c1f4-831a-be78-ca31b412d971')
  t.end()
})

test('a conflict has one version 8 UUID, in any order of its parts', (t) => {
  const form = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
  fc.assert(
    fc.property(kind, subject, (of, parts) => {
      const id = conflictId(SECRET, of, parts)
      return form.test(id) && id === conflictId(SECRET, of, parts.toReversed())
    }),
  )
  t.end()
})

test('another secret, kind or part has another id', (t) => {
  const ids = [
    conflictId(SECRET, 'nik_shared', ['ab', 'c']),
    conflictId(Buffer.alloc(32, 8), 'nik_shared', ['ab', 'c']),
    conflictId(SECRET, 'kk_shared', ['ab', 'c']),
    conflictId(SECRET, 'nik_shared', ['a', 'bc']),
    conflictId(SECRET, 'nik_shared', ['abc']),
    conflictId(SECRET, 'nik_shared', ['ab', 'c', '']),
    conflictId(SECRET, 'nik_shared', ['ab,c']),
    conflictId(SECRET, 'nik_shared', ['ab","c']),
  ]
  t.equal(new Set(ids).size, ids.length)
  t.end()
})
