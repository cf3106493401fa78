import { Agent, request } from 'node:http'
import { once } from 'node:events'
import type { LoadMeasure, LoadOutcome, LoadPlan, LoadRequest } from './load-plan.js'
import { percentile } from './percentile.js'

// A process of its own, so that the cost of sending requests does not slow the service.
const [plan] = (await once(process, 'message')) as [LoadPlan]
/** The index of the next request; the measured requests follow those of the warm-up. */
let next = 0
const agent = new Agent({ keepAlive: true, maxSockets: plan.callers })
const outcome: LoadOutcome = await run().catch((error: unknown) => ({ failure: String(error) }))
agent.destroy()
process.send?.(outcome, () => {
  process.disconnect()
})

async function run(): Promise<LoadOutcome> {
  await ask(plan.warmUp, () => undefined)
  const times: number[] = []
  let bytes = 0
  const started = performance.now()
  await ask(plan.requests, (ms, size) => {
    times.push(ms)
    bytes += size
  })
  return { measure: measureOf(times, { seconds: (performance.now() - started) / 1000, bytes }) }
}

function measureOf(times: number[], { seconds, bytes }: { seconds: number; bytes: number }): LoadMeasure {
  const { callers, requests, warmUp } = plan
  times.sort((a, b) => a - b)
  return {
    callers,
    requests,
    warmUp,
    seconds: Math.round(seconds * 100) / 100,
    perSecond: Math.round(times.length / seconds),
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    bytesPerAnswer: Math.round(bytes / times.length),
  }
}

type Answered = (ms: number, bytes: number) => void

async function ask(requests: number, answered: Answered): Promise<void> {
  const end = next + requests
  const call = async (): Promise<void> => {
    while (next < end) {
      const asked = plan.asked[next++ % plan.asked.length]
      if (asked === undefined) throw new Error('there is nothing to ask')
      const started = performance.now()
      const bytes = await bytesOf(asked)
      answered(performance.now() - started, bytes)
    }
  }
  await Promise.all(Array.from({ length: plan.callers }, call))
}

/** The size of the body of an answer. */
function bytesOf({ method, path, body }: LoadRequest): Promise<number> {
  const headers = {
    authorization: `Bearer ${plan.key}`,
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
  }
  return new Promise((resolve, reject) => {
    const sending = request(plan.address + path, { method, agent, headers }, (response) => {
      let bytes = 0
      response.on('data', (piece: Buffer) => (bytes += piece.length))
      response.on('end', () => {
        if (response.statusCode === 200 || response.statusCode === 201) resolve(bytes)
        else reject(new Error(`${method} ${path.split('?')[0] ?? ''} answered ${response.statusCode ?? 'nothing'}`))
      })
      response.on('error', reject)
    })
    sending.on('error', reject)
    sending.end(body)
  })
}
