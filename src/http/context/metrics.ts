import { Counter, Gauge, Histogram, Registry as MetricsRegistry, collectDefaultMetrics } from 'prom-client'
import { readWorkload } from '../../application/reporting/read-workload.js'
import type { Registry } from '../../application/context/registry.js'
import { onceASecond } from './once-a-second.js'
import type { ServiceLinker } from './service.js'

const SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

export interface ServedRequest {
  readonly method: string
  readonly route: string
  readonly status: number
  readonly seconds: number
}

/** Metrics in Prometheus text format; labels are route patterns, codes and states only. */
export class Metrics {
  readonly #registry: Registry
  readonly #metrics = new MetricsRegistry()
  readonly #requests: Histogram<'method' | 'route' | 'status'>
  readonly #uploaded: Counter
  readonly #work: Gauge<'kind'>
  readonly #connections: Gauge<'state'>

  constructor(registry: Registry, linker: Pick<ServiceLinker, 'comparedPairs'>) {
    this.#registry = registry
    const registers = [this.#metrics]
    collectDefaultMetrics({ register: this.#metrics })
    const name = 'padan_http_request_duration_seconds'
    const help = 'Time to answer, by route pattern and status'
    const labelNames = ['method', 'route', 'status'] as const
    this.#requests = new Histogram({ name, help, labelNames, buckets: SECONDS, registers })
    this.#uploaded = new Counter({ name: 'padan_delivered_bytes_total', help: 'Bytes of received batches', registers })
    this.#work = new Gauge({ name: 'padan_waiting', help: 'Waiting work, by kind', labelNames: ['kind'], registers })
    new Gauge({
      name: 'padan_compared_pairs',
      help: 'Pairs of records that this process has compared',
      registers,
      collect() {
        this.set(linker.comparedPairs)
      },
    })
    this.#connections = new Gauge({
      name: 'padan_database_connections',
      help: 'Connections for transactions, by state',
      labelNames: ['state'],
      registers,
    })
  }

  get type(): string {
    return this.#metrics.contentType
  }

  served({ method, route, status, seconds }: ServedRequest): void {
    this.#requests.observe({ method, route, status: String(status) }, seconds)
  }

  received(bytes: number): void {
    this.#uploaded.inc(bytes)
  }

  /** The metrics of the last second. */
  readonly text = onceASecond(() => this.#collect())

  async #collect(): Promise<string> {
    const workload = await readWorkload(this.#registry.database.conn)
    for (const [kind, count] of Object.entries<number>({ ...workload })) this.#work.set({ kind }, count)
    const { totalCount, idleCount, waitingCount } = this.#registry.database.writers
    this.#connections.set({ state: 'busy' }, totalCount - idleCount)
    this.#connections.set({ state: 'idle' }, idleCount)
    this.#connections.set({ state: 'awaited' }, waitingCount)
    return this.#metrics.metrics()
  }
}
