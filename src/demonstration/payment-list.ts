import type { ApiClient } from './api-client.js'
import { Household, Link, Person } from './answers.js'

export const RUPIAH_PER_COUNTED_PERSON = 325_000
const ROSTER = 'bantu-umak'
const AT_ONCE = 8

/** What a list of payments comes to in a month. */
export interface Payments {
  readonly payments: number
  readonly countedPersons: number
}

/** The roster of Bantu Umak as it stands, and as the registry's persons and households say that it should be. */
export interface PaymentList {
  readonly asListed: Payments
  readonly byHousehold: Payments
  /** Households that several payments of the roster would go to, and the payments beyond the first of each. */
  readonly paidTwice: { readonly households: number; readonly payments: number; readonly countedPersons: number }
  readonly deadRecipients: number
}

/**
 * The persons whom Bantu Umak pays a family of this size for: 1 of 1, 2 of 2 to 7, 3 of 8 to 10. The rule does not speak of
 * larger ones; the roster pays them as a family of ten.
 */
export function countedPersons(size: number): number {
  if (size <= 1) return size
  return size <= 7 ? 2 : 3
}

interface Payment {
  readonly household: string | null
  readonly listedSize: number
  readonly isDead: boolean
}

/** Asks the registry for every payment of the roster: who gets it, where they live, how large the family is. */
export async function askPaymentList(reader: ApiClient): Promise<PaymentList> {
  const links = await reader.lines(`/v1/exports/links?source=${ROSTER}`, Link)
  const payments = await inParallel(links, (link) => paymentOf(reader, link))
  const ids = [...new Set(payments.flatMap(({ household }) => household ?? []))]
  const sizes = await inParallel(ids, async (id) => (await reader.get(`/v1/households/${id}`, Household)).size)
  return paymentList(payments, new Map(ids.map((id, place) => [id, sizes[place] ?? 0])))
}

async function paymentOf(reader: ApiClient, link: Link): Promise<Payment> {
  const person = await reader.get(`/v1/persons/${link.person_id ?? ''}?include=records`, Person)
  const row = person.records.find(({ source, source_key: key }) => source === ROSTER && key === link.source_key)
  return {
    household: link.household_id,
    listedSize: row?.facts.family_size ?? 0,
    isDead: person.values.deceased?.value === 'yes',
  }
}

function paymentList(payments: readonly Payment[], sizes: ReadonlyMap<string, number>): PaymentList {
  const seen = new Set<string | null>()
  const twice = new Set<string>()
  const beyond: Payment[] = []
  for (const payment of payments) {
    const { household } = payment
    if (household !== null && seen.has(household)) {
      twice.add(household)
      beyond.push(payment)
    }
    seen.add(household)
  }
  return {
    asListed: { payments: payments.length, countedPersons: listed(payments) },
    byHousehold: { payments: sizes.size, countedPersons: sum([...sizes.values()].map(countedPersons)) },
    paidTwice: { households: twice.size, payments: beyond.length, countedPersons: listed(beyond) },
    deadRecipients: payments.filter(({ isDead }) => isDead).length,
  }
}

function listed(payments: readonly Payment[]): number {
  return sum(payments.map(({ listedSize }) => countedPersons(listedSize)))
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
