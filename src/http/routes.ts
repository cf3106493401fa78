import type { Route } from './route.js'
import { agencyCreate } from './routes/agency-create.js'
import { agencyGet } from './routes/agency-get.js'
import { agencyList } from './routes/agency-list.js'
import { healthzGet } from './routes/healthz-get.js'
import { metricsGet } from './routes/metrics-get.js'
import { readyzGet } from './routes/readyz-get.js'

/** All routes, in the order in which the API document shows them. */
export const ROUTES: readonly Route[] = [agencyCreate, agencyList, agencyGet, healthzGet, readyzGet, metricsGet]
