import type { Masking } from './masking.js'

/** Under these names stands a NIK, a KK, a phone or a bank account number, alone or as values with their records. */
const NUMBERS: ReadonlySet<string> = new Set(['nik', 'kk', 'kks', 'phone', 'former_niks', 'account'])
/** Texts in which such a number may have been written. */
const TEXTS: ReadonlySet<string> = new Set([
  'name',
  'head_name',
  'mother_name',
  'birthplace',
  'address',
  'household_ref',
  'status',
  'verification',
  'value',
  'left',
  'right',
  'reason',
])
/** Comparisons of such numbers. */
const NUMBER_COMPARISONS: ReadonlySet<string> = new Set(['nik', 'kk', 'phone'])

/** A view as a key may see it: numbers that identify a person are masked wherever they stand. */
export function masked<View>(view: View, masking: Masking): View {
  return masking.isFull ? view : (maskWithin(view, '', masking) as View)
}

/** `under` is the name that the value stands under: the values of a number's records are numbers too. */
function maskWithin(view: unknown, under: string, masking: Masking): unknown {
  if (typeof view === 'string') return maskText(view, under, masking)
  if (typeof view !== 'object' || view === null) return view
  if (Array.isArray(view)) return view.map((item: unknown) => maskWithin(item, under, masking))
  return maskFieldsOf(view as Readonly<Record<string, unknown>>, under, masking)
}

/** Runs for every person that is read: `Object.entries` and `fromEntries` instead take three times as long. */
function maskFieldsOf(view: Readonly<Record<string, unknown>>, under: string, masking: Masking): object {
  const { comparison, field } = view
  const isOfNumbers = typeof comparison === 'string' && NUMBER_COMPARISONS.has(comparison)
  const isOfNumberField = typeof field === 'string' && NUMBERS.has(field)
  // Facts of sources may have any name, also `__proto__`.
  const shown = Object.create(null) as Record<string, unknown>
  for (const name of Object.keys(view)) {
    const isNumber = (isOfNumbers && (name === 'left' || name === 'right')) || (isOfNumberField && name === 'value')
    shown[name] = maskWithin(view[name], isNumber ? 'nik' : nameBelow(under, name), masking)
  }
  return shown
}

function nameBelow(under: string, name: string): string {
  return NUMBERS.has(under) && (name === 'value' || name === 'others') ? under : name
}

function maskText(text: string, under: string, masking: Masking): string {
  if (NUMBERS.has(under)) return masking.number(text)
  return TEXTS.has(under) ? masking.text(text) : text
}
