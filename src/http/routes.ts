import type { Route } from './route.js'
import { agencyCreate } from './routes/agency-create.js'
import { agencyGet } from './routes/agency-get.js'
import { agencyList } from './routes/agency-list.js'
import { batchCancel } from './routes/batch-cancel.js'
import { batchConfirm } from './routes/batch-confirm.js'
import { batchCreate } from './routes/batch-create.js'
import { batchGet } from './routes/batch-get.js'
import { batchRevert } from './routes/batch-revert.js'
import { healthzGet } from './routes/healthz-get.js'
import { keyCreate } from './routes/key-create.js'
import { keyGet } from './routes/key-get.js'
import { keyList } from './routes/key-list.js'
import { keyRevoke } from './routes/key-revoke.js'
import { metricsGet } from './routes/metrics-get.js'
import { profileCreate } from './routes/profile-create.js'
import { profileGet } from './routes/profile-get.js'
import { profileList } from './routes/profile-list.js'
import { readyzGet } from './routes/readyz-get.js'
import { rejectionList } from './routes/rejection-list.js'
import { sourceCreate } from './routes/source-create.js'
import { sourceGet } from './routes/source-get.js'
import { sourceList } from './routes/source-list.js'

/** All routes, in the order in which the API document shows them. */
export const ROUTES: readonly Route[] = [
  agencyCreate,
  agencyList,
  agencyGet,
  sourceCreate,
  sourceList,
  sourceGet,
  profileCreate,
  profileList,
  profileGet,
  keyCreate,
  keyList,
  keyGet,
  keyRevoke,
  batchCreate,
  batchGet,
  batchConfirm,
  batchCancel,
  batchRevert,
  rejectionList,
  healthzGet,
  readyzGet,
  metricsGet,
]
