import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openRegistry, type Registry } from '../../application/context/registry.js'
import { Linker } from '../../jobs/linker.js'
import { packageRoot } from '../../reference/built-in-model.js'
import { openDatabase } from '../../storage/open-database.js'
import { addBenchSources, loadBenchLists } from './bench-load.js'
import { type BenchLists, writeBenchLists } from './bench-lists.js'
import { benchCopy } from './bench-copy.js'
import { benchHttp, HTTP_LOAD, type HttpLoad, type HttpMeasure, type Serve } from './bench-http.js'
import { untilCleared } from './until-cleared.js'
import { benchSingles, SINGLES, type SinglesLoad, type SinglesMeasure } from './bench-singles.js'

/** The result of one size; rates are records or pairs a second, from the first byte received to the last commit. */
export interface BenchResult {
  readonly records: number
  readonly seconds: number
  readonly recordsPerSecond: number
  readonly pairs: number
  readonly pairsPerSecond: number
  readonly peakRssMb: number
  /** The time of bare COPY for the same rows, keys and indexes, and its share of the load's time. */
  readonly copySeconds: number
  readonly shareOfCopy: number
  readonly singles: SinglesMeasure
  /** Calls of the service over HTTP, with the settings of the process that makes them. */
  readonly http: HttpMeasure
}

/** The load on the registry once it is filled. */
export interface BenchLoad {
  readonly singles: SinglesLoad
  readonly http: HttpLoad
}

const LOAD: BenchLoad = { singles: SINGLES, http: HTTP_LOAD }

/** A filled registry to serve, and the log file of the service. */
export interface Loaded {
  readonly registry: Registry
  readonly linker: Linker
  readonly logFile: string
  readonly adminKey: string
}

/** Starts the HTTP service on a loaded registry. */
export type ServeLoaded = (loaded: Loaded) => ReturnType<Serve>

/** Loads so many generated records into a fresh embedded database and measures it; everything is removed afterwards. */
export async function runBenchmark(records: number, serve: ServeLoaded, load = LOAD): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'padan-bench-'))
  // Run as root, the database has a user of its own, which must be able to read the folder.
  await chmod(folder, 0o755)
  try {
    await mkdir(join(folder, 'lists'))
    const lists = await writeBenchLists(records, join(folder, 'lists'))
    return await measure(lists, { folder, serve, load })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface Bench {
  readonly folder: string
  readonly serve: ServeLoaded
  readonly load: BenchLoad
}

async function measure({ lists, sample }: BenchLists, { folder, serve, load }: Bench): Promise<BenchResult> {
  const dataDir = join(folder, 'database')
  const database = await openDatabase({
    url: undefined,
    dataDir,
    migrationsFolder: join(packageRoot(), 'migrations'),
    onBroken: () => undefined,
  })
  const registry = await openRegistry(database)
  let failure: unknown
  const linker = new Linker(registry, {
    onFailure: (error) => {
      failure = error
      process.stderr.write(`pass.failed ${String(error)}\n`)
    },
  })
  linker.start()
  try {
    await addBenchSources(registry, lists)
    const seconds = await loadBenchLists(registry, linker, lists)
    const peakRssMb = Math.round((process.resourceUsage().maxRSS * 1024) / 1e6)
    const singles = await benchSingles(linker, load.singles, () => untilCleared(database.conn))
    const logFile = join(folder, 'service.log')
    const http = await benchHttp((adminKey) => serve({ registry, linker, logFile, adminKey }), {
      sample,
      load: load.http,
    })
    if (failure !== undefined) throw new Error('a linking pass failed')
    const copySeconds = await benchCopy(database, { folder, dataDir })
    const records = lists.reduce((sum, { rows }) => sum + rows, 0)
    return {
      records,
      seconds: rounded(seconds),
      recordsPerSecond: Math.round(records / seconds),
      pairs: linker.comparedPairs,
      pairsPerSecond: Math.round(linker.comparedPairs / seconds),
      peakRssMb,
      copySeconds: rounded(copySeconds),
      shareOfCopy: rounded(copySeconds / seconds),
      singles,
      http,
    }
  } finally {
    await linker.stop()
    await database.close()
  }
}

function rounded(seconds: number): number {
  return Math.round(seconds * 100) / 100
}
