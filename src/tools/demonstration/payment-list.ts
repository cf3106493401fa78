import type { ApiClient } from './api-client.js'
import { Household, Link, Person } from './answers.js'

const ROSTER = 'bantu-umak'
const AT_ONCE = 8

/** What a list of payments comes to in a month. */
export interface Payments {
  readonly payments: number
  readonly countedPersons: number
  /** Rupiah. */
  readonly monthlyAmount: number
}

/** Families that are paid for other persons than live with them, and by how much in a month, rupiah. */
export interface Mispaid {
  readonly households: number
  readonly monthlyAmount: number
}

/** The roster of Bantu Umak as it stands, and as the registry's persons and households say that it should be. */
export interface PaymentList {
  readonly asListed: Payments
  readonly byHousehold: Payments
  readonly paidTooMuch: Mispaid
  readonly paidTooLittle: Mispaid
  readonly deadRecipients: number
  /** The households that a payment goes to. */
  readonly households: ReadonlySet<string>
}

/**
 * The persons whom Bantu Umak pays a family of this size for: 1 of 1, 2 of 2 to 7, 3 of 8 to 10. The rule does not speak of
 * larger ones; the roster pays them as a family of ten.
 */
export function countedPersons(size: number): number {
  if (size <= 1) return size
  return size <= 7 ? 2 : 3
}

/** A row of the roster with whom the registry knows behind it. */
export interface Payment {
  readonly household: string | null
  readonly listedSize: number
  readonly monthlyAmount: number
  readonly isDead: boolean
}

/** Asks the registry for every payment of the roster: who gets it, where they live, how large the family is. */
export async function askPaymentList(reader: ApiClient): Promise<PaymentList> {
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

/** Compares what the roster pays with what it would pay to each household once, by the persons who live in it. */
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
    paidTooMuch: mispaid(dues.map(({ paid, due }) => paid - due)),
    paidTooLittle: mispaid(dues.map(({ paid, due }) => due - paid)),
    deadRecipients: payments.filter(({ isDead }) => isDead).length,
    households: new Set(sizes.keys()),
  }
}

/** By the sum that the roster itself pays for a counted person of the family: it differs by the tenth of welfare. */
function dueOf(payments: readonly Payment[], size: number): { readonly paid: number; readonly due: number } {
  const paid = sum(payments.map(({ monthlyAmount }) => monthlyAmount))
  const [first] = payments
  const listed = countedPersons(first?.listedSize ?? 0)
  const rate = first === undefined || listed === 0 ? 0 : first.monthlyAmount / listed
  return { paid, due: countedPersons(size) * rate }
}

function mispaid(differences: readonly number[]): Mispaid {
  const more = differences.filter((difference) => difference > 0)
  return { households: more.length, monthlyAmount: sum(more) }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}

/** Asks a few at a time, in order. */
async function inParallel<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let from = 0; from < items.length; from += AT_ONCE)
    answers.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(ask))))
  return answers
}
