import { join } from 'node:path'
import { readConfig } from './config.js'
import { packageRoot } from './reference/built-in-model.js'
import { migrateServer } from './storage/open-database.js'
import { StartRefusal } from './storage/postgres/start-refusal.js'
import { runCommand } from './tools/command/run-command.js'
import { UsageError } from './tools/command/usage-error.js'

/** The migrations alone, so that the process that serves never holds the owner's password. */
async function migrate(): Promise<readonly string[]> {
  const { databaseUrl: url, ownerUrl } = readConfig(process.env)
  if (url === undefined || ownerUrl === undefined)
    throw new StartRefusal('Set DATABASE_URL to the login that serves and PADAN_OWNER_URL to the login of the owner.')
  return migrateServer({ url, ownerUrl, migrationsFolder: join(packageRoot(), 'migrations') })
}

await runCommand(async () => {
  const migrated = await migrate().catch((error: unknown) => {
    throw error instanceof StartRefusal ? new UsageError(error.message) : error
  })
  return migrated.map((name) => `${name}\n`).join('')
})
