import { test } from 'tap'
import { parseBenchOptions } from '../../src/benchmark/bench-options.js'
import { runBenchmark } from '../../src/benchmark/run-benchmark.js'

test('sizes are whole numbers', async (t) => {
  t.same(parseBenchOptions([]).sizes, [10_000, 100_000, 1_000_000])
  t.same(parseBenchOptions(['--records', '500,20']).sizes, [500, 20])
  for (const wrong of ['0', '1.5', 'ten', '5,', '1e9']) {
    t.throws(() => parseBenchOptions(['--records', wrong]), { message: /whole numbers/ }, wrong)
  }
})

test('a load is measured from the first byte to the last commit', async (t) => {
  const { records, seconds, recordsPerSecond, pairs, copySeconds, singles } = await runBenchmark(400, {
    sequential: 5,
    concurrent: 40,
  })
  t.equal(records, 400)
  t.ok(Math.abs(recordsPerSecond * seconds - records) / records < 0.1, 'the rate is that of the whole time')
  t.ok(pairs > 200, `${pairs} pairs were compared`)
  t.ok(copySeconds > 0 && copySeconds < seconds, 'bare COPY is quicker than linking')
  t.ok(singles.p50Ms > 0 && singles.p99Ms >= singles.p50Ms && singles.perSecond > 0, 'single changes are measured')
})
