import type { ApiClient } from './api-client.js'
import { Household, Link, Person } from './api-schemas.js'

const ROSTER = 'bantu-umak'
const AT_ONCE = 8

/** The totals of a roster in a month. */
export interface Payments {
  readonly payments: number
  readonly countedPersons: number
  /** Rupiah. */
  readonly monthlyAmount: number
}

/** Families that are paid for more or fewer persons than their household has; the difference a month in rupiah. */
export interface Mispayment {
  readonly households: number
  readonly monthlyAmount: number
}

/** The roster of Bantu Umak as listed, and as it should be by the registry's persons and households. */
export interface PaymentList {
  readonly asListed: Payments
  readonly byHousehold: Payments
  readonly paidTooMuch: Mispayment
  readonly paidTooLittle: Mispayment
  readonly deadRecipients: number
  /** The households that receive a payment. */
  readonly households: ReadonlySet<string>
}

/**
 * The number of persons that Bantu Umak pays a family for: 1 of 1, 2 of 2 to 7, 3 of 8 to 10. The rule has no number for
 * larger families; the roster pays them as a family of ten.
 */
export function countedPersons(size: number): number {
  if (size <= 1) return size
  return size <= 7 ? 2 : 3
}

/** A row of the roster with its person and household in the registry. */
export interface Payment {
  readonly household: string | null
  readonly listedSize: number
  readonly monthlyAmount: number
  readonly isDead: boolean
}

/** Reads every payment of the roster with its recipient, household and family size. */
export async function fetchPaymentList(reader: ApiClient): Promise<PaymentList> {
  const links = await reader.lines(`/v1/exports/links?source=${ROSTER}`, Link)
  const payments = await inParallel(links, (link) => paymentOf(reader, link))
  const ids = [...new Set(payments.flatMap(({ household }) => household ?? []))]
  const sizes = await inParallel(ids, async (id) => (await reader.get(`/v1/households/${id}`, Household)).size)
  return comparePayments(payments, new Map(ids.map((id, place) => [id, sizes[place] ?? 0])))
}

async function paymentOf(reader: ApiClient, link: Link): Promise<Payment> {
  const person = await reader.get(`/v1/persons/${link.person_id ?? ''}?include=records`, Person)
  const row = person.records.find(({ source, source_key: key }) => source === ROSTER && key === link.source_key)
  return {
    household: link.household_id,
    listedSize: row?.facts.family_size ?? 0,
    monthlyAmount: row?.facts.monthly_amount ?? 0,
    isDead: person.values.deceased?.value === 'yes',
  }
}

/** Compares the roster with a payment to each household once, by the number of its members. */
export function comparePayments(payments: readonly Payment[], sizes: ReadonlyMap<string, number>): PaymentList {
  const dues = [...sizes].map(([id, size]) => dueOf(payments.filter(({ household }) => household === id), size)) // prettier-ignore
  return {
    asListed: {
      payments: payments.length,
      countedPersons: sum(payments.map(({ listedSize }) => countedPersons(listedSize))),
      monthlyAmount: sum(payments.map(({ monthlyAmount }) => monthlyAmount)),
    },
    byHousehold: {
      payments: sizes.size,
      countedPersons: sum([...sizes.values()].map(countedPersons)),
      monthlyAmount: sum(dues.map(({ due }) => due)),
    },
    paidTooMuch: sumMispayments(dues.map(({ paid, due }) => paid - due)),
    paidTooLittle: sumMispayments(dues.map(({ paid, due }) => due - paid)),
    deadRecipients: payments.filter(({ isDead }) => isDead).length,
    households: new Set(sizes.keys()),
  }
}

/** Uses the roster's own rate for a counted person of the family, since the rate depends on the desil. */
function dueOf(payments: readonly Payment[], size: number): { readonly paid: number; readonly due: number } {
  const paid = sum(payments.map(({ monthlyAmount }) => monthlyAmount))
  const [first] = payments
  const listed = countedPersons(first?.listedSize ?? 0)
  const rate = first === undefined || listed === 0 ? 0 : first.monthlyAmount / listed
  return { paid, due: countedPersons(size) * rate }
}

function sumMispayments(differences: readonly number[]): Mispayment {
  const more = differences.filter((difference) => difference > 0)
  return { households: more.length, monthlyAmount: sum(more) }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}

/** Maps a few items at a time; the results keep the order of the items. */
async function inParallel<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  for (let from = 0; from < items.length; from += AT_ONCE)
    results.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(map))))
  return results
}
