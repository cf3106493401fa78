import type { PairQuality } from '../evaluation/quality.js'
import type { Link, Statistics } from './api-schemas.js'
import type { Mispayment, PaymentList, Payments } from './payment-list.js'
import { DEMO_SOURCES } from './demo-sources.js'
import { formatCount, formatPercent, formatRupiah } from './number-format.js'

export interface Findings {
  readonly statistics: Statistics
  readonly links: readonly Link[]
  readonly payments: PaymentList
  /** The ids of the households in desil 1. */
  readonly poorest: readonly string[]
  readonly resolved: number
  readonly quality: PairQuality
}

/** Writes the findings as sentences. */
export function summaryLines({ statistics, links, payments, poorest, resolved, quality }: Findings): string[] {
  const { persons, records, households, conflicts } = statistics.totals
  const onlyInOne = statistics.source.reduce((sum, { only_here }) => sum + only_here, 0)
  return [
    'The seven lists together:',
    `  ${formatCount(records)} rows are about ${formatCount(persons)} persons in ${formatCount(households)} households.`,
    `  ${formatCount(persons - onlyInOne)} persons are in more than one list, ${formatCount(onlyInOne)} in one only.`,
    `  ${largestOverlap(statistics)}`,
    `  ${formatCount(repeatedInOneSource(links))} persons stand more than once in one and the same list.`,
    `  ${formatCount(resolved)} conflicts were resolved and ${formatCount(conflicts)} wait; no payment changes while a conflict waits.`,
    `  Of all links ${formatPercent(quality.precision)} are right, and ${formatPercent(quality.recall)} of the true links were found (known because the persons are generated).`,
    ...paymentLines(payments, poorest),
  ]
}

function largestOverlap({ overlap }: Statistics): string {
  const [largest] = overlap.toSorted((a, b) => b.persons - a.persons)
  if (largest === undefined) return 'No two lists share a person.'
  return `${largest.sources.map(nameOf).join(' and ')} share the most: ${formatCount(largest.persons)} persons.`
}

function nameOf(source: string): string {
  return DEMO_SOURCES.find((other) => other.source === source)?.name ?? source
}

function repeatedInOneSource(links: readonly Link[]): number {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const { source, person_id: id } of links) {
    if (id === null) continue
    const key = `${source} ${id}`
    if (seen.has(key)) twice.add(id)
    seen.add(key)
  }
  return twice.size
}

function paymentLines(payments: PaymentList, poorest: readonly string[]): string[] {
  const { asListed, byHousehold, paidTooMuch, paidTooLittle, deadRecipients, households } = payments
  const unpaid = poorest.filter((id) => !households.has(id)).length
  return [
    `  Bantu Umak as it is listed:  ${sumOf(asListed)}.`,
    `  Bantu Umak by household:     ${sumOf(byHousehold)}.`,
    `  Counted by who lives there now, ${familiesOf(paidTooMuch)} too much and ${familiesOf(paidTooLittle)} too little.`,
    `  ${formatCount(unpaid)} of the ${formatCount(poorest.length)} families in the poorest tenth get no payment; payments to the dead by the population register: ${formatCount(deadRecipients)}.`,
  ]
}

function familiesOf({ households, monthlyAmount }: Mispayment): string {
  return households === 0
    ? 'no family gets'
    : `${formatCount(households)} families get ${formatRupiah(monthlyAmount)} a month`
}

function sumOf({ payments, countedPersons, monthlyAmount }: Payments): string {
  return `${formatCount(payments)} payments, ${formatCount(countedPersons)} counted persons, ${formatRupiah(monthlyAmount)} a month`
}
