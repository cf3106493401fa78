import { ApiClient, type Door } from './api-client.js'
import { Link, Statistics } from './answers.js'
import { addSources, deliverList, makeSenderKey, makeStewardKey, type Say } from './deliver-lists.js'
import { FieldOfficer } from './field-officer.js'
import { askPaymentList } from './payment-list.js'
import { findPoorestHouseholds } from './poorest-households.js'
import { LISTS, type RegencyList, writeRegency } from './regency-lists.js'
import { settleConflicts } from './settle-conflicts.js'
import { showHousehold } from './show-household.js'
import { summaryLines } from './summary.js'
import { inFigures } from './words.js'

/** The service with its first admin's key, a folder for the lists, the size of the regency, and who hears of it. */
export interface Demonstration {
  readonly door: Door
  readonly folder: string
  readonly households: number
  readonly seed: number
  readonly say: Say
}

/**
 * Invents a regency and does through the API what its agencies would: sends seven lists, settles some conflicts, asks the
 * questions that the lists cannot answer. Throws where the service declines anything.
 */
export async function demonstrate({ door, folder, households, seed, say }: Demonstration): Promise<void> {
  const as = (key: string): ApiClient => new ApiClient({ ...door, key })
  const admin = as(door.key)
  const records = await writeRegency({ households, seed }, folder)
  say(`A small regency was invented: ${inFigures(records.length)} rows in seven lists. They are sent one by one:`)
  await addSources(admin)
  const senders = new Map<RegencyList, ApiClient>()
  for (const list of LISTS) senders.set(list, as(await makeSenderKey(admin, list)))
  for (const [list, sender] of senders) await deliverList(sender, list, { folder, attempt: 'first' }, say)
  say('One of them comes a second time, and nothing changes:')
  for (const [list, sender] of [...senders].slice(0, 1))
    await deliverList(sender, list, { folder, attempt: 'second' }, say)

  const steward = as(await makeStewardKey(admin))
  const officer = new FieldOfficer(records)
  officer.learn(await steward.lines('/v1/exports/links', Link))
  say('')
  say('Some questions that the machine leaves to people:')
  const settled = await settleConflicts(steward, officer, say)

  const links = await steward.lines('/v1/exports/links', Link)
  say('')
  await showHousehold(steward, links, say)
  const statistics = await steward.get('/v1/statistics?by=source,overlap', Statistics)
  const payments = await askPaymentList(steward)
  const poorest = await findPoorestHouseholds(steward)
  const quality = officer.judge(links)
  say('')
  for (const line of summaryLines({ statistics, links, payments, poorest, settled, quality })) say(line)
}
