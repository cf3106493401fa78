import type { Rebuilt } from './rebuild-registry.js'

/** Describes the result of a rebuild for an operator, with record ids and numbers but no values of records. */
export function describeRebuild({ totals, waiting, differences }: Rebuilt): string {
  const { records, persons, households, conflicts } = totals
  const lines = [
    `Rebuilt ${records} records into ${persons} persons, ${households} households and ${conflicts} open conflicts.`,
    ...(waiting > 0 ? [`${waiting} records wait to be linked; they count as their sources had them before.`] : []),
    differences.count === 0 ? 'The registry is the same.' : `The registry differs in ${differences.count} places:`,
    ...Object.entries(differences.byPart).map(
      ([part, { count, firstRecordIds }]) => `  ${part}: ${count}${shown(firstRecordIds)}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}

function shown(recordIds: readonly string[]): string {
  return recordIds.length === 0 ? '' : ` (records ${recordIds.join(', ')})`
}
