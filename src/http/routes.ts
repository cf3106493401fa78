import type { Route } from './route.js'
import { auditList } from './routes/audit-list.js'
import { auditVerify } from './routes/audit-verify.js'
import { conflictCount } from './routes/conflict-count.js'
import { conflictDefer } from './routes/conflict-defer.js'
import { conflictGet } from './routes/conflict-get.js'
import { conflictList } from './routes/conflict-list.js'
import { conflictResolve } from './routes/conflict-resolve.js'
import { conflictResolveMany } from './routes/conflict-resolve-many.js'
import { householdGet } from './routes/household-get.js'
import { householdSearch } from './routes/household-search.js'
import { judgementCreate } from './routes/judgement-create.js'
import { judgementGet } from './routes/judgement-get.js'
import { judgementList } from './routes/judgement-list.js'
import { judgementReverse } from './routes/judgement-reverse.js'
import { linksExport } from './routes/links-export.js'
import { matchCreate } from './routes/match-create.js'
import { pairExplain } from './routes/pair-explain.js'
import { personExplain } from './routes/person-explain.js'
import { personGet } from './routes/person-get.js'
import { personSearch } from './routes/person-search.js'
import { statisticsGet } from './routes/statistics-get.js'
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
import { recordDelete } from './routes/record-delete.js'
import { recordGet } from './routes/record-get.js'
import { recordKeyFind } from './routes/record-key-find.js'
import { recordPut } from './routes/record-put.js'
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
  recordPut,
  recordGet,
  recordDelete,
  recordKeyFind,
  matchCreate,
  personSearch,
  personGet,
  personExplain,
  pairExplain,
  householdSearch,
  householdGet,
  linksExport,
  statisticsGet,
  conflictCount,
  conflictList,
  conflictResolveMany,
  conflictGet,
  conflictResolve,
  conflictDefer,
  judgementCreate,
  judgementList,
  judgementGet,
  judgementReverse,
  auditList,
  auditVerify,
  healthzGet,
  readyzGet,
  metricsGet,
]
