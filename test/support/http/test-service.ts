import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'
import { createAreaRegister } from '../../../src/domain/identity/areas/area.js'
import { openRegistry, type Registry, type RegistryOptions } from '../../../src/application/context/registry.js'
import { createApp } from '../../../src/http/server/app.js'
import type { Limits } from '../../../src/http/context/limits.js'
import type { ServiceConfig } from '../../../src/http/context/service.js'
import { Linker } from '../../../src/jobs/linker.js'
import { createLog } from '../../../src/log.js'
import type { Database } from '../../../src/storage/postgres/connection.js'
import type { Server } from '../../../src/storage/postgres/server.js'
import { testDatabase } from '../storage/test-database.js'

export const ADMIN_KEY = 'kunci-admin-untuk-uji'

const NO_AREAS = createAreaRegister({ provinces: [], regencies: [], districts: [], villages: [], retired: [] })

/** How the service is started: by default with the clock of the machine and no register of areas. */
export type TestOptions = Pick<RegistryOptions, 'areas' | 'now'> & Partial<Limits> & Partial<ServiceConfig>

/** A running service on a database of its own, and what it has logged. */
export interface TestService {
  readonly address: string
  readonly registry: Registry
  readonly database: Database & { readonly server: Server }
  readonly linker: Linker
  readonly logged: string[]
  readonly close: () => Promise<void>
}

/** Starts the service for this test: linker, HTTP and database are real. */
export async function testService(t: Test, options: TestOptions = {}): Promise<TestService> {
  const database = await testDatabase(t)
  const registry = await openRegistry(database, { areas: NO_AREAS, ...options })
  const logged: string[] = []
  const log = createLog('debug', { write: (line: string) => logged.push(line) })
  const linker = new Linker(registry, {
    pollMs: 10,
    onFailure: (error) => {
      log.error('pass.failed', { error })
    },
  })
  linker.start()
  const app = createApp({ registry, linker, log, config: { adminKey: ADMIN_KEY, ...options } }, options)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  let closed: Promise<void> | undefined
  const close = (): Promise<void> => (closed ??= app.close().then(() => linker.stop()))
  t.teardown(close)
  return { address: `http://127.0.0.1:${port}`, registry, database, linker, logged, close }
}
