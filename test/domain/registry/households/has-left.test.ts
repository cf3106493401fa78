import { test } from 'tap'
import type { Relation } from '../../../../src/domain/identity/relation.js'
import { hasLeft } from '../../../../src/domain/registry/households/person-claims.js'

const CASES: readonly { before: Relation | ''; after: Relation | ''; left: boolean; why: string }[] = [
  { before: 'child', after: 'wife', left: true, why: 'married' },
  { before: 'child', after: 'head', left: true, why: 'has a card of his own' },
  { before: 'child', after: 'child_in_law', left: true, why: 'moved in with the parents-in-law' },
  { before: 'child_in_law', after: 'head', left: true, why: 'moved out of the parents-in-law' },
  { before: 'wife', after: 'head', left: false, why: 'a widow keeps the family' },
  { before: 'child', after: 'child', left: false, why: 'a child as before' },
  { before: 'child', after: 'other_family', left: false, why: 'lists name relatives differently' },
  { before: 'child_in_law', after: 'child', left: false, why: 'lists name relatives differently' },
  { before: '', after: 'head', left: false, why: 'nothing is known of before' },
]

for (const { before, after, left, why } of CASES) {
  test(`${before || 'unknown'} to ${after}: ${why}`, async (t) => {
    t.equal(hasLeft(before, after), left)
  })
}
