import type { AddressInfo } from 'node:net'
import { test } from 'tap'
import type { BenchService, HttpCall, HttpLoad } from '../../../src/tools/benchmark/bench-http.js'
import { parseBenchOptions } from '../../../src/tools/benchmark/bench-options.js'
import { type Loaded, runBenchmark } from '../../../src/tools/benchmark/run-benchmark.js'
import { createApp } from '../../../src/http/server/app.js'
import { createLog } from '../../../src/log.js'

test('sizes are whole numbers', async (t) => {
  t.same(parseBenchOptions([]).sizes, [10_000, 100_000, 1_000_000])
  t.same(parseBenchOptions(['--records', '500,20']).sizes, [500, 20])
  for (const wrong of ['0', '1.5', 'ten', '5,', '1e9']) {
    t.throws(() => parseBenchOptions(['--records', wrong]), { message: /whole numbers/ }, wrong)
  }
})

const FEW = { callers: 2, requests: 30, warmUp: 3 }
const HTTP: HttpLoad = {
  match: FEW,
  person: FEW,
  personInFull: FEW,
  search: FEW,
  conflictQueue: FEW,
  conflict: FEW,
  record: FEW,
  recordsAtOnce: FEW,
}

async function serve({ registry, linker, adminKey }: Loaded): Promise<BenchService> {
  const app = createApp({ registry, linker, log: createLog('silent'), config: { adminKey } })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}`, close: () => app.close() }
}

test('a load is measured from the first byte to the last commit, and the loaded service by its answers', async (t) => {
  const load = { singles: { sequential: 5, concurrent: 40 }, http: HTTP }
  const { records, seconds, recordsPerSecond, pairs, copySeconds, singles, http } = await runBenchmark(400, serve, load)
  t.equal(records, 400)
  t.ok(Math.abs(recordsPerSecond * seconds - records) / records < 0.1, 'the rate is that of the whole time')
  t.ok(pairs > 200, `${pairs} pairs were compared`)
  t.ok(copySeconds > 0 && copySeconds < seconds, 'bare COPY is quicker than linking')
  for (const { p50Ms, p99Ms } of [singles, singles.first])
    t.ok(p50Ms > 0 && p99Ms >= p50Ms, 'single changes are measured')
  t.ok(singles.perSecond > 0)
  for (const [call, measure] of Object.entries(http)) {
    t.match(measure, FEW, `${call} reports its settings`)
    t.ok(
      measure !== undefined && measure.p50Ms > 0 && measure.p99Ms >= measure.p50Ms && measure.perSecond > 0,
      `${call} is measured`,
    )
  }
  const reading = { match: 500, person: 500, personInFull: 500, search: 200, conflictQueue: 100, conflict: 1000 }
  const least = { ...reading, record: 200, recordsAtOnce: 200 }
  for (const [call, bytes] of Object.entries(least))
    t.ok((http[call as HttpCall]?.bytesPerAnswer ?? 0) > bytes, `${call} shows what was asked for`)
})
