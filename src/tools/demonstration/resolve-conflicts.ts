import type { ApiClient } from './api-client.js'
import { Conflict, ConflictPage, type Effects, type OfferedVerdict, Resolution, shownText } from './api-schemas.js'
import type { PrintLine } from './send-batches.js'
import type { GeneratedTruth } from './generated-truth.js'
import { formatRupiah } from './number-format.js'

/** The conflicts to resolve: some of each kind, and last those of the programme's roster. */
const FILTERS: readonly { readonly filter: string; readonly most: number }[] = [
  { filter: 'kind=possible_duplicate', most: 1 },
  { filter: 'kind=refused_join', most: 1 },
  { filter: 'kind=nik_shared', most: 1 },
  { filter: 'kind=nik_disagreement', most: 1 },
  { filter: 'kind=value_disagreement', most: 1 },
  { filter: 'kind=possible_duplicate,refused_join&source=bantu-umak', most: 5 },
]

/** Resolves some conflicts of each kind, each after a preview of its effects; returns how many. */
export async function resolveConflicts(steward: ApiClient, truth: GeneratedTruth, print: PrintLine): Promise<number> {
  let resolved = 0
  for (const { filter, most } of FILTERS) {
    const { items } = await steward.get(`/v1/conflicts?${filter}&limit=${most}`, ConflictPage)
    for (const { id } of items) resolved += (await resolve(steward, truth, { id, print })) ? 1 : 0
  }
  return resolved
}

async function resolve(
  steward: ApiClient,
  truth: GeneratedTruth,
  { id, print }: { id: string; print: PrintLine },
): Promise<boolean> {
  const path = `/v1/conflicts/${id}`
  const { body: conflict, etag } = await steward.getVersioned(path, Conflict)
  const verdict = chooseVerdict(conflict, truth)
  if (verdict === undefined) return false
  const json = { ...verdict.answer, reason: 'Diperiksa di lapangan.' }
  const preview = await steward.post(`${path}/resolution?preview=true`, { json, etag }, Resolution)
  print(`  ${conflict.kind}: ${conflict.words.en}: ${describePersons(conflict)}`)
  const value = verdict.value === null ? '' : ` ${shownText(verdict.value)}`
  print(`    if "${verdict.verdict}${value}": ${describeEffects(preview.effects)}`)
  const { judgements } = await steward.post(`${path}/resolution`, { json, etag }, Resolution)
  print(
    `    so it was judged (${judgements.length === 1 ? 'a judgement' : `${judgements.length} judgements`}, can be undone)`,
  )
  return true
}

function describePersons({ persons }: Conflict): string {
  return persons.map(({ name, birth_date }) => `${name ?? 'nameless'} (${birth_date ?? 'no date'})`).join(', ')
}

function chooseVerdict({ evidence, verdicts }: Conflict, truth: GeneratedTruth): OfferedVerdict | undefined {
  const offered = (verdict: string): OfferedVerdict | undefined =>
    verdicts.find((each) => each.verdict === verdict && each.leaves === 'resolved')
  switch (evidence.about) {
    case 'pair': {
      const [left, right] = (evidence.pair?.records ?? []).map((record) => truth.personOf(record))
      if (left === undefined || right === undefined) return undefined
      return offered(left === right ? 'same' : 'different')
    }
    case 'nik': {
      const truePersons = new Set(evidence.records.map((record) => truth.personOf(record)))
      const persons = new Set(evidence.records.map(({ person_id }) => person_id))
      return truePersons.size >= persons.size ? offered('different') : undefined
    }
    case 'value':
      // The population register has the value of the family card.
      return verdicts.find(({ answer }) => answer.value_from?.[0] === 'disdukcapil') ?? offered('value')
    case 'company':
    case 'kk':
    case 'judgement':
      return undefined
  }
}

function describeEffects({ persons, households, programmes }: Effects): string {
  const merged = persons.filter(({ effect }) => effect === 'merged').length
  const moved = households.filter(({ effect }) => effect !== 'changed').length
  const values = persons.flatMap((person) => person.values)
  const parts = [
    ...(merged > 0 ? [`${merged + 1} persons become one`] : []),
    ...(moved > 0 ? [`${moved} households end or begin`] : []),
    ...values.map(
      ({ field, before, after }) => `${field} ${shownText(before ?? 'unknown')} -> ${shownText(after ?? 'unknown')}`,
    ),
    ...programmes.map(
      ({ programme, monthly_amount: amount, households_before: before, households_after: after }) =>
        `${programme} pays ${formatRupiah(amount)} a month to ${before} -> ${after} households`,
    ),
  ]
  return parts.length === 0 ? 'no value changes; the conflict is closed' : parts.join('; ')
}
