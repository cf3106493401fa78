import type { AddressInfo } from 'node:net'
import { openRegistry } from '../../../src/application/context/registry.js'
import { createAreaRegister } from '../../../src/domain/identity/areas/area.js'
import { createApp } from '../../../src/http/server/app.js'
import { createLog } from '../../../src/log.js'
import { openPools } from '../../../src/storage/postgres/pools.js'
import type { Server } from '../../../src/storage/postgres/server.js'
import { ADMIN_KEY } from './test-service.js'

// Serves the database of its parent and sends it the port. Without a linker, only receiving is measured.
const server = JSON.parse(process.env.SERVER ?? '') as Server
const database = openPools(server, { readers: 4, writers: 4, onBroken: () => undefined })
const areas = createAreaRegister({ provinces: [], regencies: [], districts: [], villages: [], retired: [] })
const registry = await openRegistry(database, { areas })
const linker = {
  link: () => Promise.reject(new Error('there is no linker')),
  wake: () => undefined,
  isRunning: true,
  comparedPairs: 0,
}
const app = createApp({ registry, linker, log: createLog('silent'), config: { adminKey: ADMIN_KEY } })
await app.listen({ host: '127.0.0.1', port: 0 })
process.send?.({ port: (app.server.address() as AddressInfo).port })
