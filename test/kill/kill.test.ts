import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { test, type Test } from 'tap'
import { compareSnapshots } from '../../src/application/rebuild/compare-snapshots.js'
import { registrySnapshot } from '../../src/application/rebuild/registry-snapshot.js'
import { packageRoot } from '../../src/reference/built-in-model.js'
import { openDatabase, type OpenDatabase } from '../../src/storage/open-database.js'
import { Random } from '../../src/tools/synthetic/people/random.js'
import { temporaryFolder } from '../support/storage/temporary-folder.js'
import { nothingIsDoubled, nothingIsLost } from '../support/kill/check-registry.js'
import { HuntedService, VICTIMS } from '../support/kill/hunted-service.js'
import { loadAll } from '../support/kill/load-client.js'
import { planLoad, type SourcePlan } from '../support/kill/load-plan.js'

/** The long run takes minutes: PADAN_KILLS=20 PADAN_KILL_RECORDS=50000 and `tap --timeout=2400`. */
const KILLS = Number(process.env['PADAN_KILLS'] ?? 5)
const RECORDS = Number(process.env['PADAN_KILL_RECORDS'] ?? 4000)
const SEED = Number(process.env['PADAN_KILL_SEED'] ?? 20)
/** So many that some kills come in the middle of a pass and some between two. */
const PASSES = 12

test('what was answered survives kill -9, and the registry is that of an undisturbed load', async (t) => {
  const { path, remove } = await temporaryFolder()
  t.teardown(remove)
  await mkdir(join(path, 'lists'))
  const plans = await planLoad(RECORDS, SEED, join(path, 'lists'))

  const calm = startService(t, join(path, 'calm'))
  const started = performance.now()
  const { batches } = await loadAll(calm, plans)
  const loadMs = performance.now() - started
  t.equal(await calm.stop(), 0)
  t.same(calm.failures, [], 'nothing fails where nobody kills')

  const hunted = startService(t, join(path, 'hunted'))
  const loading = loadAll(hunted, plans)
  const [acknowledged, kills] = await Promise.all([loading, hunt(hunted, loading, loadMs)])
  t.equal(await hunted.stop(), 0)
  t.comment(`${batches.size} deliveries in ${Math.round(loadMs)} ms undisturbed; killed: ${kills.join(' ')}`)
  t.comment(`failed meanwhile: ${hunted.failures.join(' ')}`)
  await compare(t, path, { acknowledged, plans })
})

function startService(t: Test, folder: string): HuntedService {
  const service = new HuntedService(folder, Math.ceil(RECORDS / PASSES))
  t.teardown(() => service.abandon())
  return service
}

/**
 * Kills at random moments while about as much time passes as the load takes undisturbed; half of them right behind an
 * answer, when whatever is not on the disk by then is lost.
 */
async function hunt(service: HuntedService, loading: Promise<unknown>, loadMs: number): Promise<string[]> {
  const random = Random.at(SEED, 2)
  const kills: string[] = []
  const victims = Array.from({ length: Math.ceil(KILLS / VICTIMS.length) }, () => shuffled(VICTIMS, random)).flat()
  while (kills.length < KILLS) {
    await service.started()
    await wait(random.below((1.5 * loadMs) / (KILLS + 1)))
    if (random.chance(0.5)) await Promise.race([service.nextAnswer(), loading])
    const victim = victims.shift() ?? 'service'
    await service.kill(victim, random)
    kills.push(victim)
  }
  return kills
}

/** Every kind comes up, in an order that differs from round to round. */
function shuffled<T>(all: readonly T[], random: Random): T[] {
  return all
    .map((each) => ({ each, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ each }) => each)
}

async function compare(
  t: Test,
  path: string,
  told: { acknowledged: Awaited<ReturnType<typeof loadAll>>; plans: readonly SourcePlan[] },
): Promise<void> {
  const [calm, hunted] = await Promise.all([open(t, join(path, 'calm')), open(t, join(path, 'hunted'))])
  await nothingIsLost(t, hunted.conn, told)
  await nothingIsDoubled(t, hunted.conn)
  const differences = []
  for await (const difference of compareSnapshots(registrySnapshot(hunted.conn), registrySnapshot(calm.conn)))
    differences.push(difference)
  t.same(differences.slice(0, 10), [], 'persons, households and conflicts are those of the undisturbed load')
}

async function open(t: Test, dataDir: string): Promise<OpenDatabase> {
  const migrationsFolder = join(packageRoot(), 'migrations')
  const database = await openDatabase({ url: undefined, dataDir, migrationsFolder, onBroken: () => undefined })
  t.teardown(() => database.close())
  return database
}
