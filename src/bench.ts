import { runBenchmark } from './benchmark/run-benchmark.js'

const sizes = process.argv.slice(2).map(Number)
for (const records of sizes.length === 0 ? [10_000, 100_000, 1_000_000] : sizes) {
  process.stdout.write(`${JSON.stringify(await runBenchmark(records))}\n`)
}
