import type { PairQuality } from '../evaluation/quality.js'
import type { Link, Statistics } from './answers.js'
import type { Mispaid, PaymentList, Payments } from './payment-list.js'
import { LISTS } from './regency-lists.js'
import { inFigures, inPercent, inRupiah } from './words.js'

/** What the registry said. */
export interface Findings {
  readonly statistics: Statistics
  readonly links: readonly Link[]
  readonly payments: PaymentList
  /** The households of the poorest tenth. */
  readonly poorest: readonly string[]
  readonly settled: number
  readonly quality: PairQuality
}

/** The findings in sentences for whoever decides. */
export function summaryLines({ statistics, links, payments, poorest, settled, quality }: Findings): string[] {
  const { persons, records, households, conflicts } = statistics.totals
  const onlyInOne = statistics.source.reduce((sum, { only_here }) => sum + only_here, 0)
  return [
    'What the seven lists say together:',
    `  ${inFigures(records)} rows are about ${inFigures(persons)} persons in ${inFigures(households)} households.`,
    `  ${inFigures(persons - onlyInOne)} persons are in more than one list, ${inFigures(onlyInOne)} in one only.`,
    `  ${largestOverlap(statistics)}`,
    `  ${inFigures(twiceInOneList(links))} persons stand more than once in one and the same list.`,
    `  ${inFigures(settled)} questions were answered today and ${inFigures(conflicts)} wait; nobody loses anything by a question that waits.`,
    `  Of all links ${inPercent(quality.precision)} are right, and ${inPercent(quality.recall)} of what there is was found (known because these people are invented).`,
    ...paymentLines(payments, poorest),
  ]
}

function largestOverlap({ overlap }: Statistics): string {
  const [largest] = overlap.toSorted((a, b) => b.persons - a.persons)
  if (largest === undefined) return 'No two lists share a person.'
  return `${largest.sources.map(nameOf).join(' and ')} share the most: ${inFigures(largest.persons)} persons.`
}

function nameOf(source: string): string {
  return LISTS.find((list) => list.source === source)?.name ?? source
}

function twiceInOneList(links: readonly Link[]): number {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const { source, person_id: id } of links) {
    if (id === null) continue
    const standing = `${source} ${id}`
    if (seen.has(standing)) twice.add(id)
    seen.add(standing)
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
    `  ${inFigures(unpaid)} of the ${inFigures(poorest.length)} families in the poorest tenth get no payment; payments to the dead by the population register: ${inFigures(deadRecipients)}.`,
  ]
}

function familiesOf({ households, monthlyAmount }: Mispaid): string {
  return households === 0
    ? 'no family gets'
    : `${inFigures(households)} families get ${inRupiah(monthlyAmount)} a month`
}

function sumOf({ payments, countedPersons, monthlyAmount }: Payments): string {
  return `${inFigures(payments)} payments, ${inFigures(countedPersons)} counted persons, ${inRupiah(monthlyAmount)} a month`
}
