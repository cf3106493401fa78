import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { rebuildRegistry, type Rebuilt } from './application/rebuild/rebuild-registry.js'
import { describeRebuild } from './application/rebuild/describe-rebuild.js'
import { openRegistry } from './application/context/registry.js'
import { runCommand } from './tools/command/run-command.js'
import { UsageError } from './tools/command/usage-error.js'
import { readConfig } from './config.js'
import { packageRoot } from './reference/built-in-model.js'
import { openDatabase } from './storage/open-database.js'
import { StartRefusal } from './storage/postgres/start-refusal.js'

const DIFFERS = 1

function isJson(args: readonly string[]): boolean {
  try {
    return parseArgs({ args: [...args], options: { json: { type: 'boolean' } } }).values.json ?? false
  } catch {
    throw new UsageError('usage: rebuild [--json]')
  }
}

async function rebuild(): Promise<Rebuilt & { readonly seconds: number }> {
  const { databaseUrl: url, ownerUrl, dataDir } = readConfig(process.env)
  const migrationsFolder = join(packageRoot(), 'migrations')
  const database = await openDatabase({ url, ownerUrl, dataDir, migrationsFolder, onBroken: () => undefined })
  try {
    const started = performance.now()
    const rebuilt = await rebuildRegistry(await openRegistry(database))
    return { ...rebuilt, seconds: Math.round(performance.now() - started) / 1000 }
  } finally {
    await database.close()
  }
}

await runCommand(async (args) => {
  const asJson = isJson(args)
  const rebuilt = await rebuild().catch((error: unknown) => {
    throw error instanceof StartRefusal ? new UsageError(error.message) : error
  })
  if (rebuilt.differences.count > 0) process.exitCode = DIFFERS
  return asJson ? `${JSON.stringify(rebuilt)}\n` : describeRebuild(rebuilt)
})
