import { ApiClient, type ApiAccess } from './api-client.js'
import { Link, Statistics } from './api-schemas.js'
import { addSources, sendBatch, makeSenderKey, makeStewardKey, type PrintLine } from './send-batches.js'
import { GeneratedTruth } from './generated-truth.js'
import { fetchPaymentList } from './payment-list.js'
import { findPoorestHouseholds } from './poorest-households.js'
import { DEMO_SOURCES, type DemoSource, writeRegencyFiles } from './demo-sources.js'
import { resolveConflicts } from './resolve-conflicts.js'
import { showHousehold } from './show-household.js'
import { summaryLines } from './summary.js'
import { formatCount } from './number-format.js'

export interface Demonstration {
  /** The service, with the first admin's key. */
  readonly api: ApiAccess
  /** The folder for the generated files. */
  readonly folder: string
  readonly households: number
  readonly seed: number
  readonly print: PrintLine
}

/**
 * Generates a regency and acts through the API as its agencies would: sends batches of seven sources, resolves some
 * conflicts, and prints what the registry shows. Throws where the service refuses a call.
 */
export async function demonstrate({ api, folder, households, seed, print }: Demonstration): Promise<void> {
  const as = (key: string): ApiClient => new ApiClient({ ...api, key })
  const admin = as(api.key)
  const records = await writeRegencyFiles({ households, seed }, folder)
  print(`A small regency was generated: ${formatCount(records.length)} rows in seven lists. They are sent one by one:`)
  await addSources(admin)
  const senders = new Map<DemoSource, ApiClient>()
  for (const source of DEMO_SOURCES) senders.set(source, as(await makeSenderKey(admin, source)))
  for (const [source, sender] of senders) await sendBatch(sender, source, { folder, attempt: 'first' }, print)
  print('One of them is sent a second time, and nothing changes:')
  for (const [source, sender] of [...senders].slice(0, 1))
    await sendBatch(sender, source, { folder, attempt: 'second' }, print)

  const steward = as(await makeStewardKey(admin))
  const truth = new GeneratedTruth(records)
  truth.addLinks(await steward.lines('/v1/exports/links', Link))
  print('')
  print('Some conflicts that wait for a steward:')
  const resolved = await resolveConflicts(steward, truth, print)

  const links = await steward.lines('/v1/exports/links', Link)
  print('')
  await showHousehold(steward, links, print)
  const statistics = await steward.get('/v1/statistics?by=source,overlap', Statistics)
  const payments = await fetchPaymentList(steward)
  const poorest = await findPoorestHouseholds(steward)
  const quality = truth.measureQuality(links)
  print('')
  for (const line of summaryLines({ statistics, links, payments, poorest, resolved, quality })) print(line)
}
