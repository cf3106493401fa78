import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test, type Test } from 'tap'
import { compareSnapshots } from '../../src/application/rebuild/compare-snapshots.js'
import { registrySnapshot } from '../../src/application/rebuild/registry-snapshot.js'
import { packageRoot } from '../../src/reference/built-in-model.js'
import { openDatabase, type OpenDatabase } from '../../src/storage/open-database.js'
import { Random } from '../../src/tools/synthetic/population/random.js'
import { passTime } from '../support/until.js'
import { temporaryFolder } from '../support/storage/temporary-folder.js'
import { expectNothingTwice, expectNothingLost } from '../support/kill/check-registry.js'
import { KillableService, KILL_TARGETS } from '../support/kill/killable-service.js'
import { loadAll } from '../support/kill/load-client.js'
import { planLoad, type SourcePlan } from '../support/kill/load-plan.js'

/** The long run takes minutes: PADAN_KILLS=20 PADAN_KILL_RECORDS=50000 and `tap --timeout=2400`. */
const KILLS = Number(process.env['PADAN_KILLS'] ?? 5)
const RECORDS = Number(process.env['PADAN_KILL_RECORDS'] ?? 4000)
const SEED = Number(process.env['PADAN_KILL_SEED'] ?? 20)
/** So many that some kills come in the middle of a pass and some between two. */
const PASSES = 12

test('acknowledged batches and changes survive kill -9, and the registry equals that of an undisturbed load', async (t) => {
  const { path, remove } = await temporaryFolder()
  t.teardown(remove)
  await mkdir(join(path, 'lists'))
  const plans = await planLoad(RECORDS, SEED, join(path, 'lists'))

  const calm = startService(t, join(path, 'calm'))
  const started = performance.now()
  const { batches } = await loadAll(calm, plans)
  const loadMs = performance.now() - started
  t.equal(await calm.stop(), 0)
  t.same(calm.failures, [], 'nothing fails without kills')

  const killed = startService(t, join(path, 'killed'))
  const loading = loadAll(killed, plans)
  const [acknowledged, kills] = await Promise.all([loading, killRepeatedly(killed, loading, loadMs)])
  t.equal(await killed.stop(), 0)
  t.comment(`${batches.size} batches in ${Math.round(loadMs)} ms undisturbed; killed: ${kills.join(' ')}`)
  t.comment(`failed meanwhile: ${killed.failures.join(' ')}`)
  await compare(t, path, { acknowledged, plans })
})

function startService(t: Test, folder: string): KillableService {
  const service = new KillableService(folder, Math.ceil(RECORDS / PASSES))
  t.teardown(() => service.destroy())
  return service
}

/**
 * Kills at random moments while about as much time passes as the load takes undisturbed; half of them right after an
 * answer: whatever is not on the disk by then is lost.
 */
async function killRepeatedly(service: KillableService, loading: Promise<unknown>, loadMs: number): Promise<string[]> {
  const random = Random.at(SEED, 2)
  const kills: string[] = []
  const targets = Array.from({ length: Math.ceil(KILLS / KILL_TARGETS.length) }, () =>
    shuffled(KILL_TARGETS, random),
  ).flat()
  while (kills.length < KILLS) {
    await service.started()
    await passTime(random.below((1.5 * loadMs) / (KILLS + 1)))
    if (random.chance(0.5)) await Promise.race([service.nextAnswer(), loading])
    const target = targets.shift() ?? 'service'
    await service.kill(target, random)
    kills.push(target)
  }
  return kills
}

/** Every target once, in random order. */
function shuffled<T>(all: readonly T[], random: Random): T[] {
  return all
    .map((each) => ({ each, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ each }) => each)
}

async function compare(
  t: Test,
  path: string,
  expected: { acknowledged: Awaited<ReturnType<typeof loadAll>>; plans: readonly SourcePlan[] },
): Promise<void> {
  const [calm, killed] = await Promise.all([open(t, join(path, 'calm')), open(t, join(path, 'killed'))])
  await expectNothingLost(t, killed.conn, expected)
  await expectNothingTwice(t, killed.conn)
  const differences = []
  for await (const difference of compareSnapshots(registrySnapshot(killed.conn), registrySnapshot(calm.conn)))
    differences.push(difference)
  t.same(differences.slice(0, 10), [], 'persons, households and conflicts are those of the undisturbed load')
}

async function open(t: Test, dataDir: string): Promise<OpenDatabase> {
  const migrationsFolder = join(packageRoot(), 'migrations')
  const database = await openDatabase({ url: undefined, dataDir, migrationsFolder, onBroken: () => undefined })
  t.teardown(() => database.close())
  return database
}
