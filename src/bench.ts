import { parseBenchOptions } from './benchmark/bench-options.js'
import { runBenchmark } from './benchmark/run-benchmark.js'
import { runCommand } from './command/run-command.js'

await runCommand(async (args) => {
  const { sizes } = parseBenchOptions(args)
  const results = []
  for (const records of sizes) {
    const result = await runBenchmark(records)
    process.stderr.write(`${JSON.stringify(result)}\n`)
    results.push(result)
  }
  return `${JSON.stringify(results, null, 2)}\n`
})
