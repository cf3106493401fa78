import type { ApiClient } from './api-client.js'
import { Batch, Made, MadeKey } from './answers.js'
import { AGENCIES, LISTS, pathOf, type RegencyList } from './regency-lists.js'
import { inFigures } from './words.js'

export type Say = (line?: string) => void

/** Makes the agencies and the sources. */
export async function addSources(admin: ApiClient): Promise<void> {
  for (const agency of AGENCIES) await admin.post('/v1/agencies', { json: agency }, Made)
  for (const { source, agency, name, settings = {} } of LISTS)
    await admin.post('/v1/sources', { json: { code: source, agency, profile: source, name, settings } }, Made)
}

/** Makes the key of the office that sends a list: it can do nothing else. */
export async function makeSenderKey(admin: ApiClient, { source, name }: RegencyList): Promise<string> {
  const json = { name: `Pengirim ${name}`, roles: ['producer'], sources: [source] }
  const { key } = await admin.post('/v1/keys', { json }, MadeKey)
  return key
}

/** Makes the key of whoever reads and settles conflicts; without a scope for it, NIK and KK are masked by the service. */
export async function makeStewardKey(admin: ApiClient): Promise<string> {
  const json = { name: 'Petugas Bappeda', roles: ['reader', 'steward'] }
  const { key } = await admin.post('/v1/keys', { json }, MadeKey)
  return key
}

/** Sends a full list and follows it until it is linked. Throws where it is not taken. */
export async function deliverList(
  sender: ApiClient,
  list: RegencyList,
  { folder, attempt }: { folder: string; attempt: string },
  say: Say,
): Promise<Batch> {
  const path = `/v1/sources/${list.source}/batches?mode=snapshot`
  const sent = { file: pathOf(list, folder), type: list.type, idempotencyKey: `${list.source}-${attempt}` }
  const received = await sender.send(path, sent, Batch)
  const ended = await follow(sender, received, list.name, say)
  if (ended.state !== 'completed') throw new Error(`The list ${list.name} was ${ended.state}.`)
  return ended
}

const WAIT_S = 2

async function follow(sender: ApiClient, received: Batch, name: string, say: Say): Promise<Batch> {
  let told = ''
  for (;;) {
    const batch = await sender.get(`/v1/batches/${received.id}?wait=${WAIT_S}`, Batch)
    const news = `  ${name.padEnd(12)} ${progress(batch)}`
    if (news !== told) say(news)
    told = news
    if (batch.finished_at !== null) return batch
  }
}

function progress({ counts }: Batch): string {
  const { read, accepted, unchanged, rejected, linked } = counts
  const rest = [
    ...(unchanged > 0 ? [`${inFigures(unchanged)} as before`] : []),
    ...(rejected > 0 ? [`${inFigures(rejected)} rejected`] : []),
  ]
  return [`${inFigures(read)} rows`, `${inFigures(linked)} of ${inFigures(accepted)} linked`, ...rest].join(', ')
}
