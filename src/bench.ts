import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { BenchService } from './tools/benchmark/bench-http.js'
import { parseBenchOptions } from './tools/benchmark/bench-options.js'
import { type Loaded, runBenchmark } from './tools/benchmark/run-benchmark.js'
import { runCommand } from './tools/command/run-command.js'
import { createApp } from './http/server/app.js'
import { createLog } from './log.js'

/** Starts the service as in production, including the log line of each request. */
async function serve({ registry, linker, logFile, adminKey }: Loaded): Promise<BenchService> {
  const log = createLog('info', createWriteStream(logFile))
  const app = createApp({ registry, linker, log, config: { adminKey } })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}`, close: () => app.close() }
}

/** Measures one size in a process of its own, so that it shares neither memory nor warm code with another. */
async function measureApart(records: number): Promise<readonly unknown[]> {
  const script = process.argv[1] ?? ''
  const child = spawn(process.execPath, [...process.execArgv, script, '--records', String(records)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [told, ended] = await Promise.all([text(child.stdout), once(child, 'close')])
  if (ended[0] !== 0) throw new Error(`the benchmark of ${records} records failed`)
  return JSON.parse(told) as readonly unknown[]
}

await runCommand(async (args) => {
  const { sizes } = parseBenchOptions(args)
  const results: unknown[] = []
  for (const records of sizes) {
    const measured = sizes.length > 1 ? await measureApart(records) : [await runBenchmark(records, serve)]
    if (sizes.length > 1) process.stderr.write(`${JSON.stringify(measured)}\n`)
    results.push(...measured)
  }
  return `${JSON.stringify(results, null, 2)}\n`
})
