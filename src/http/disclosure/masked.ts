import type { Masking } from './masking.js'

/** What stands under these names is a NIK, a KK, a phone or the number of a bank account, alone or as values with their records. */
const NUMBERS: ReadonlySet<string> = new Set(['nik', 'kk', 'kks', 'phone', 'former_niks', 'account'])
/** Texts in which people may have written such a number. */
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
/** These comparisons show nothing but such numbers. */
const NUMBER_COMPARISONS: ReadonlySet<string> = new Set(['nik', 'kk', 'phone'])

/** A view as a key may see it: numbers that identify somebody are masked wherever they stand. */
export function masked<View>(view: View, masking: Masking): View {
  return masking.isFull ? view : (maskWithin(view, '', masking) as View)
}

/** `under` names what the value stands under: values of a number's records are numbers too. */
function maskWithin(view: unknown, under: string, masking: Masking): unknown {
  if (typeof view === 'string') return maskText(view, under, masking)
  if (typeof view !== 'object' || view === null) return view
  if (Array.isArray(view)) return view.map((item: unknown) => maskWithin(item, under, masking))
  return maskFieldsOf(view as Readonly<Record<string, unknown>>, under, masking)
}

/** Every person that is read goes through here: gathering entries instead takes three times as long. */
function maskFieldsOf(view: Readonly<Record<string, unknown>>, under: string, masking: Masking): object {
  const { comparison, field } = view
  const isOfNumbers = typeof comparison === 'string' && NUMBER_COMPARISONS.has(comparison)
  const isOfNumberField = typeof field === 'string' && NUMBERS.has(field)
  // What lists call their facts may be any name, also one that a plain object takes for its prototype.
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
