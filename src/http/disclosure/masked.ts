import { holdsPersonalNumber } from './personal-number.js'
import { coarseEvidence, isEvidence, isScored } from './coarse-evidence.js'
import type { Masking } from './masking.js'
import { NUMBER_KINDS, type NumberKind } from './number-token.js'

/** What a text is: a number, a birth date, a text in which a number may stand, a row's key, or none of these. */
type Kind = NumberKind | 'date' | 'text' | 'key' | 'plain'

const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ...NUMBER_KINDS.map((kind): [string, Kind] => [kind, kind]),
  ['former_niks', 'nik'],
  ['kks', 'kk'],
  ['birth_date', 'date'],
  ['dob', 'date'],
  ['source_key', 'key'],
  ...['name', 'head_name', 'mother_name', 'father_name', 'mother', 'father', 'birthplace', 'address', 'household_ref']
    .concat(['status', 'verification', 'reason', 'programme', 'detail', 'receives'])
    .map((name): [string, Kind] => [name, 'text']),
  ...['village_code', 'area', 'sex', 'relation', 'shdk', 'rt', 'rw', 'deceased', 'absence', 'desil', 'grade'].map(
    (name): [string, Kind] => [name, 'plain'],
  ),
])
/** Names of values that are of the kind of what they stand under, or of the field that is spoken of. */
const VALUES: ReadonlySet<string> = new Set(['value', 'left', 'right', 'before', 'after'])
/** Lists of values with their records: of the kind of what they stand under. */
const LISTS: ReadonlySet<string> = new Set(['others'])

/** Where a value stands: under a field, and in a view that speaks of a field. */
interface Place {
  readonly under: Kind | undefined
  readonly subject: Kind | undefined
}

/** Parts of a score that compare nothing of their own, and would tell whether hidden numbers are equal. */
const CORRECTIONS: ReadonlySet<string> = new Set(['prior', 'kin', 'shared_nik'])

const OUTSIDE: Place = { under: undefined, subject: undefined }

/**
 * A view as a key may see it: without the scope, numbers that identify a person are tokens, birth dates are years, and
 * evidence only says what agrees, wherever they stand.
 */
export function masked<View>(view: View, masking: Masking): View {
  return masking.isFull ? view : (maskWithin(view, OUTSIDE, masking) as View)
}

function maskWithin(view: unknown, place: Place, masking: Masking): unknown {
  if (typeof view === 'string') return maskText(view, place.under ?? 'plain', masking)
  if (typeof view !== 'object' || view === null) return view
  if (Array.isArray(view)) return view.map((item: unknown) => maskWithin(item, place, masking))
  const fields = view as Readonly<Record<string, unknown>>
  if (isEvidence(fields)) return maskFieldsOf(coarseEvidence(fields), place, masking)
  return maskFieldsOf(isScored(fields) ? withoutScore(fields) : fields, place, masking)
}

/** Of the score only the grade is left, and which comparisons forbid a link. */
function withoutScore({ evidence, vetoes, ...view }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const compared = (evidence as readonly { readonly comparison: string }[]).filter(
    ({ comparison }) => !CORRECTIONS.has(comparison),
  )
  return {
    ...view,
    weight: null,
    probability: null,
    vetoes: (vetoes as readonly string[]).map((veto) => veto.split('=', 1)[0]),
    evidence: compared.toSorted((a, b) => (a.comparison < b.comparison ? -1 : 1)),
  }
}

/** Runs for every person that is read: `Object.entries` and `fromEntries` instead take three times as long. */
function maskFieldsOf(view: Readonly<Record<string, unknown>>, { under, subject }: Place, masking: Masking): object {
  const spokenOf = subjectOf(view) ?? subject
  // Facts of sources may have any name, also `__proto__`.
  const shown = Object.create(null) as Record<string, unknown>
  for (const name of Object.keys(view)) {
    const kind = VALUES.has(name)
      ? (under ?? spokenOf ?? 'text')
      : (KINDS.get(name) ?? (LISTS.has(name) ? under : undefined))
    shown[name] = maskWithin(view[name], { under: kind, subject: spokenOf }, masking)
  }
  return shown
}

/** The kind of the field that a view speaks of: a comparison, a judgement, an effect, a conflict. */
function subjectOf({ comparison, field, about, evidence }: Readonly<Record<string, unknown>>): Kind | undefined {
  const name = comparison ?? field
  if (typeof name === 'string') return KINDS.get(name) ?? 'text'
  if (about === 'nik') return 'nik'
  if (typeof evidence !== 'object' || evidence === null || Array.isArray(evidence)) return undefined
  return 'about' in evidence ? subjectOf(evidence) : undefined
}

function maskText(text: string, kind: Kind, masking: Masking): unknown {
  switch (kind) {
    case 'plain':
      return text
    case 'text':
      return masking.text(text)
    case 'date':
      return masking.date(text)
    case 'key':
      return holdsPersonalNumber(text) ? masking.text(text) : text
    case 'nik':
    case 'kk':
    case 'phone':
    case 'account':
      return masking.number(kind, text)
  }
}
