import type { MatchAnswer, MatchCandidate } from '../../application/match/match-records.js'
import type { CanonicalRecord } from '../../domain/registry/records/canonical-record.js'
import type { Call } from '../contract/route.js'
import { answerGuess, type Asked, costOf, isGuess } from '../disclosure/guesses.js'
import { holdsSameDigits } from '../disclosure/coarse-evidence.js'

/** Comparisons of what a key without the scope may not see. */
const HIDDEN: ReadonlySet<string> = new Set(['nik', 'kk', 'phone', 'birth_date'])

/** Whether a given record holds a whole number. */
export function hasNumber({ nik, kk, phone }: CanonicalRecord): boolean {
  return nik !== '' || kk !== '' || phone !== ''
}

/**
 * Matches records of a key without the scope. A record with a number or more of a birth date than its year is a guess: its
 * candidates are those whose name or whole birth date fits, and it is wrong where none is left or one of them has another
 * number or date.
 */
export async function matchGuesses(
  call: Pick<Call<unknown, unknown, unknown>, 'context' | 'rights'>,
  records: readonly CanonicalRecord[],
  ask: () => Promise<MatchAnswer>,
): Promise<MatchAnswer> {
  const costs = records.map((record) => costOfRecord(call, record))
  const cost = costs.reduce((sum, each) => sum + each, 0)
  const fitting = async (): Promise<MatchAnswer> =>
    (await ask()).map((candidates, at) => {
      const record = records[at]
      return candidates.filter((candidate) => record === undefined || isFitting(record, candidate)).sort(byGrade)
    })
  if (cost === 0) return fitting()
  return answerGuess(call, cost, async () => {
    const result = await fitting()
    const wrong = result.reduce((sum, candidates, at) => sum + wrongCost(candidates, records[at], costs[at] ?? 0), 0)
    return { result, wrong }
  })
}

function askedIn(record: CanonicalRecord): Asked {
  return { hasNumber: hasNumber(record), birthDate: record.dob, name: record.name }
}

function costOfRecord(
  call: Pick<Call<unknown, unknown, unknown>, 'context' | 'rights'>,
  record: CanonicalRecord,
): number {
  return isGuess(call, askedIn(record)) ? costOf(askedIn(record)) : 0
}

/** Without a name a guess is paid for whether it was right or not. */
function wrongCost(candidates: readonly MatchCandidate[], record: CanonicalRecord | undefined, cost: number): number {
  const isRight = record?.name !== '' && candidates.length > 0 && candidates.every(agreesInAll)
  return isRight ? 0 : cost
}

function isFitting(record: CanonicalRecord, { evidence }: MatchCandidate): boolean {
  if (!hasNumber(record)) return true
  return evidence.some(
    (each) =>
      (each.comparison === 'name' && each.weight > 0) || (each.comparison === 'birth_date' && holdsSameDigits(each)),
  )
}

/** Whether every number and date that was given is that of the candidate. */
function agreesInAll({ evidence }: MatchCandidate): boolean {
  return evidence.every((each) => !HIDDEN.has(each.comparison) || each.left === '' || holdsSameDigits(each))
}

/** The weight would tell how near a guess is; ids are random. */
function byGrade(a: MatchCandidate, b: MatchCandidate): number {
  if (a.grade !== b.grade) return a.grade === 'certain' || b.grade === 'possible' ? -1 : 1
  return a.person_id < b.person_id ? -1 : 1
}

/** Candidates without what the caller has sent: the token of a number that it has would be the key to all others. */
export function withoutGiven<View extends { readonly candidates: readonly MatchCandidate[] }>(view: View): View {
  const candidates = view.candidates.map((candidate) => ({
    ...candidate,
    evidence: candidate.evidence.map((each) => (HIDDEN.has(each.comparison) ? { ...each, left: '' } : each)),
  }))
  return { ...view, candidates }
}
