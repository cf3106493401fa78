import type { ApiClient } from './api-client.js'
import { Batch, Created, CreatedKey } from './api-schemas.js'
import { AGENCIES, DEMO_SOURCES, pathOf, type DemoSource } from './demo-sources.js'
import { formatCount } from './number-format.js'

export type PrintLine = (line?: string) => void

/** Adds the agencies and the sources. */
export async function addSources(admin: ApiClient): Promise<void> {
  for (const agency of AGENCIES) await admin.post('/v1/agencies', { json: agency }, Created)
  for (const { source, agency, name, settings = {} } of DEMO_SOURCES)
    await admin.post('/v1/sources', { json: { code: source, agency, profile: source, name, settings } }, Created)
}

/** Makes the key of a sender, which can only send batches of one source. */
export async function makeSenderKey(admin: ApiClient, { source, name }: DemoSource): Promise<string> {
  const json = { name: `Pengirim ${name}`, roles: ['producer'], sources: [source] }
  const { key } = await admin.post('/v1/keys', { json }, CreatedKey)
  return key
}

/** Makes the key of a steward. Without the scope `pii:read` the service masks NIK and KK for it. */
export async function makeStewardKey(admin: ApiClient): Promise<string> {
  const json = { name: 'Petugas Bappeda', roles: ['reader', 'steward'] }
  const { key } = await admin.post('/v1/keys', { json }, CreatedKey)
  return key
}

/** Sends a snapshot and prints its progress until it is linked. Throws where it does not complete. */
export async function sendBatch(
  sender: ApiClient,
  source: DemoSource,
  { folder, attempt }: { folder: string; attempt: string },
  print: PrintLine,
): Promise<Batch> {
  const { source: code, name, type } = source
  const file = { file: pathOf(source, folder), type, idempotencyKey: `${code}-${attempt}` }
  const received = await sender.send(`/v1/sources/${code}/batches?mode=snapshot`, file, Batch)
  const batch = await printProgress(sender, received, { name, print })
  if (batch.state !== 'completed') throw new Error(`The batch of ${name} was ${batch.state}.`)
  return batch
}

const WAIT_S = 2

async function printProgress(
  sender: ApiClient,
  { id }: Batch,
  { name, print }: { name: string; print: PrintLine },
): Promise<Batch> {
  let printed = ''
  for (;;) {
    const batch = await sender.get(`/v1/batches/${id}?wait=${WAIT_S}`, Batch)
    const line = `  ${name.padEnd(12)} ${progress(batch)}`
    if (line !== printed) print(line)
    printed = line
    if (batch.finished_at !== null) return batch
  }
}

function progress({ counts }: Batch): string {
  const { read, accepted, unchanged, rejected, linked } = counts
  const rest = [
    ...(unchanged > 0 ? [`${formatCount(unchanged)} as before`] : []),
    ...(rejected > 0 ? [`${formatCount(rejected)} rejected`] : []),
  ]
  return [`${formatCount(read)} rows`, `${formatCount(linked)} of ${formatCount(accepted)} linked`, ...rest].join(', ')
}
