import type { Test } from 'tap'
import { addAgency } from '../../../src/application/sources/add-agency.js'
import { addSource } from '../../../src/application/sources/add-source.js'
import { put, type Said } from '../registry/world.js'
import type { Answered, Client } from './client.js'
import { type TestService, testService } from './test-service.js'

/** A running service whose registry holds these rows of lists. */
export async function reviewedService(t: Test, people: readonly Said[]): Promise<TestService> {
  const service = await testService(t)
  await addAgency(service.registry, { code: 'dinsos', name: 'Dinas Sosial', by: 'test' })
  for (const code of new Set(people.map(({ source }) => source))) {
    await addSource(service.registry, { code, agency: 'dinsos', profile: 'canonical', name: code, by: 'test' })
  }
  for (const person of people) await service.linker.link(put(person))
  return service
}

/** The first item of a list. */
export function firstOf({ body }: Answered): Record<string, unknown> {
  const [item] = body.items ?? []
  if (item === undefined) throw new Error('the list is empty')
  return item
}

/** A key with these rights. */
export async function keyWith(admin: Client, rights: object): Promise<string> {
  const made = await admin.post('/v1/keys', { name: JSON.stringify(rights).slice(0, 90), ...rights })
  if (made.status !== 201) throw new Error(`no key: ${made.text}`)
  return String(made.body['key'])
}
