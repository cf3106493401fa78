import type { Relation } from '../../identity/relation.js'

/**
 * Whether a person has left a family between two stays: children and other relatives who marry become head or wife of a
 * family of their own, whereas a wife who becomes head has buried her husband and kept the family.
 */
export function hasLeft(before: Relation | '', after: Relation | ''): boolean {
  if (before === '' || isFounder(before)) return false
  return isFounder(after) || (after === 'child_in_law' && before !== 'child_in_law')
}

function isFounder(relation: Relation | ''): boolean {
  return relation === 'head' || relation === 'husband' || relation === 'wife' || relation === 'spouse'
}
