import { createWriteStream } from 'node:fs'
import type { AddressInfo } from 'node:net'
import type { BenchService } from './benchmark/bench-http.js'
import { parseBenchOptions } from './benchmark/bench-options.js'
import { type Loaded, runBenchmark } from './benchmark/run-benchmark.js'
import { runCommand } from './command/run-command.js'
import { createApp } from './http/app.js'
import { createLog } from './log.js'

/** As the service serves it, down to the line that it logs for each request. */
async function serve({ registry, linker, logFile, adminKey }: Loaded): Promise<BenchService> {
  const log = createLog('info', createWriteStream(logFile))
  const app = createApp({ registry, linker, log, config: { adminKey } })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}`, close: () => app.close() }
}

await runCommand(async (args) => {
  const { sizes } = parseBenchOptions(args)
  const results = []
  for (const records of sizes) {
    const result = await runBenchmark(records, serve)
    process.stderr.write(`${JSON.stringify(result)}\n`)
    results.push(result)
  }
  return `${JSON.stringify(results, null, 2)}\n`
})
