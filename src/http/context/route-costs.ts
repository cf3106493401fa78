import type { Lane } from './lanes.js'

/** What a call costs: its lane, and units of the budget of its caller; a unit is about the cost of one person. */
export interface RouteCost {
  /** Undefined where a call never waits. */
  readonly lane: Lane | undefined
  readonly units: number
}

const READ: RouteCost = { lane: 'read', units: 1 }
const PAGE: RouteCost = { lane: 'page', units: 1 }
/** Supervisors and balancers ask so whatever else is going on. */
const FREE: RouteCost = { lane: undefined, units: 0 }
const MANY_RECORDS = 10

/** By operation id; all others cost as much as a read. */
const COSTS: Readonly<Record<string, RouteCost>> = {
  getHealth: FREE,
  getReadiness: FREE,
  createBatch: { lane: 'upload', units: 50 },
  listRejections: { lane: 'export', units: 100 },
  exportLinks: { lane: 'export', units: 500 },
  getStatistics: { lane: 'statistics', units: 100 },
  verifyAudit: { lane: 'statistics', units: 500 },
  getMetrics: { lane: 'statistics', units: 5 },
  putRecord: { lane: 'change', units: 5 },
  deleteRecord: { lane: 'change', units: 5 },
  searchPersons: { lane: 'search', units: 10 },
  searchHouseholds: { lane: 'search', units: 10 },
  explainPerson: { lane: 'search', units: 10 },
  explainPair: { lane: 'search', units: 10 },
  listConflicts: { lane: 'search', units: 10 },
  countConflicts: { lane: 'search', units: 10 },
  listAudit: { lane: 'search', units: 10 },
  listJudgements: { lane: 'search', units: 10 },
  getConflict: { lane: 'trial', units: 100 },
  resolveConflict: { lane: 'judge', units: 50 },
  resolveConflicts: { lane: 'judge', units: 500 },
  createJudgement: { lane: 'judge', units: 50 },
  reverseJudgement: { lane: 'judge', units: 50 },
  match: { lane: 'match', units: 20 },
}

/** The parts of a request that change what it costs, before they are checked. */
export interface Asked {
  readonly query: unknown
  readonly body: unknown
}

/** The cost of every route, for its limit and its page. */
export function costOf({ id, access }: { readonly id: string; readonly access: unknown }): RouteCost {
  return COSTS[id] ?? (access === 'open' ? PAGE : READ)
}

/** The lane of a call: a long poll, a preview and a match of many records are not what the route is otherwise. */
export function laneOf(
  route: { readonly id: string; readonly access: unknown },
  { query, body }: Asked,
): Lane | undefined {
  const { lane } = costOf(route)
  if (route.id === 'getBatch') return isSet(field(query, 'wait')) ? 'wait' : lane
  if (lane === 'judge') return field(query, 'preview') === 'true' ? 'trial' : lane
  if (route.id !== 'match') return lane
  const records = field(body, 'records')
  return Array.isArray(records) && records.length > MANY_RECORDS ? 'match_many' : lane
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined
}

function isSet(wait: unknown): boolean {
  return wait !== undefined && wait !== '0'
}
