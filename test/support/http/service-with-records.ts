import type { Test } from 'tap'
import { addAgency } from '../../../src/application/sources/add-agency.js'
import { addSource } from '../../../src/application/sources/add-source.js'
import { put, type TestRecord } from '../registry/test-registry.js'
import type { ClientResponse, Client } from './client.js'
import { type TestService, testService } from './test-service.js'
import { perform } from '../registry/perform.js'

/** Starts a service whose registry holds these records, each linked by itself. */
export async function serviceWithRecords(t: Test, records: readonly TestRecord[]): Promise<TestService> {
  const service = await testService(t)
  await perform(service.registry, addAgency, { code: 'dinsos', name: 'Dinas Sosial', by: 'test' })
  for (const code of new Set(records.map(({ source }) => source))) {
    await perform(service.registry, addSource, { code, agency: 'dinsos', profile: 'canonical', name: code, by: 'test' })
  }
  for (const record of records) await service.linker.link(put(record))
  return service
}

/** The first item of a list. */
export function firstOf({ body }: ClientResponse): Record<string, unknown> {
  const [item] = body.items ?? []
  if (item === undefined) throw new Error('the list is empty')
  return item
}

/** Creates an API key with these rights. */
export async function keyWith(admin: Client, rights: object): Promise<string> {
  const made = await admin.post('/v1/keys', { name: JSON.stringify(rights).slice(0, 90), ...rights })
  if (made.status !== 201) throw new Error(`no key: ${made.text}`)
  return String(made.body['key'])
}
