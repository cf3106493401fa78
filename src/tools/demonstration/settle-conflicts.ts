import type { ApiClient } from './api-client.js'
import { Conflict, ConflictPage, type Effects, type OfferedVerdict, Resolution } from './answers.js'
import type { Say } from './deliver-lists.js'
import type { FieldOfficer } from './field-officer.js'
import { inRupiah } from './words.js'

/** Which conflicts are taken up: by kind, those about the list that pays at the end. */
const QUESTIONS: readonly { readonly filter: string; readonly most: number }[] = [
  { filter: 'kind=possible_duplicate', most: 1 },
  { filter: 'kind=refused_join', most: 1 },
  { filter: 'kind=nik_shared', most: 1 },
  { filter: 'kind=nik_disagreement', most: 1 },
  { filter: 'kind=value_disagreement', most: 1 },
  { filter: 'kind=possible_duplicate,refused_join&source=bantu-umak', most: 5 },
]

/** Settles some conflicts of each kind, each after a look at what the verdict would do; gives how many. */
export async function settleConflicts(steward: ApiClient, officer: FieldOfficer, say: Say): Promise<number> {
  let settled = 0
  for (const { filter, most } of QUESTIONS) {
    const { items } = await steward.get(`/v1/conflicts?${filter}&limit=${most}`, ConflictPage)
    for (const { id } of items) settled += (await settle(steward, officer, { id, say })) ? 1 : 0
  }
  return settled
}

async function settle(
  steward: ApiClient,
  officer: FieldOfficer,
  { id, say }: { id: string; say: Say },
): Promise<boolean> {
  const path = `/v1/conflicts/${id}`
  const { body: conflict, etag } = await steward.getVersioned(path, Conflict)
  const verdict = chooseVerdict(conflict, officer)
  if (verdict === undefined) return false
  const json = { ...verdict.answer, reason: 'Diperiksa di lapangan.' }
  const preview = await steward.post(`${path}/resolution?preview=true`, { json, etag }, Resolution)
  say(`  ${conflict.kind}: ${conflict.words.en}: ${peopleOf(conflict)}`)
  say(`    if "${verdict.verdict}${verdict.value === null ? '' : ` ${verdict.value}`}": ${told(preview.effects)}`)
  const { judgements } = await steward.post(`${path}/resolution`, { json, etag }, Resolution)
  say(
    `    so it was judged (${judgements.length === 1 ? 'a judgement' : `${judgements.length} judgements`}, can be undone)`,
  )
  return true
}

function peopleOf({ persons }: Conflict): string {
  return persons.map(({ name, birth_date }) => `${name ?? 'nameless'} (${birth_date ?? 'no date'})`).join(', ')
}

function chooseVerdict({ evidence, verdicts }: Conflict, officer: FieldOfficer): OfferedVerdict | undefined {
  const offered = (verdict: string): OfferedVerdict | undefined =>
    verdicts.find((each) => each.verdict === verdict && each.leaves === 'resolved')
  switch (evidence.about) {
    case 'pair': {
      const [left, right] = (evidence.pair?.records ?? []).map((record) => officer.whoIs(record))
      if (left === undefined || right === undefined) return undefined
      return offered(left === right ? 'same' : 'different')
    }
    case 'nik': {
      const people = new Set(evidence.records.map((record) => officer.whoIs(record)))
      const persons = new Set(evidence.records.map(({ person_id }) => person_id))
      return people.size >= persons.size ? offered('different') : undefined
    }
    case 'value':
      // The family card is what people show at the door.
      return verdicts.find(({ answer }) => answer.value_from?.[0] === 'disdukcapil') ?? offered('value')
    case 'company':
    case 'kk':
    case 'judgement':
      return undefined
  }
}

function told({ persons, households, programmes }: Effects): string {
  const merged = persons.filter(({ effect }) => effect === 'merged').length
  const moved = households.filter(({ effect }) => effect !== 'changed').length
  const values = persons.flatMap((person) => person.values)
  const parts = [
    ...(merged > 0 ? [`${merged + 1} persons become one`] : []),
    ...(moved > 0 ? [`${moved} households end or begin`] : []),
    ...values.map(({ field, before, after }) => `${field} ${before ?? 'unknown'} -> ${after ?? 'unknown'}`),
    ...programmes.map(
      ({ programme, monthly_amount: amount, households_before: before, households_after: after }) =>
        `${programme} pays ${inRupiah(amount)} a month to ${before} -> ${after} households`,
    ),
  ]
  return parts.length === 0 ? 'nothing changes for anybody; the question is closed' : parts.join('; ')
}
