import type { Route } from '../contract/route.js'
import { auditList } from '../access/audit-list.js'
import { auditVerify } from '../access/audit-verify.js'
import { conflictCount } from '../conflicts/conflict-count.js'
import { conflictDefer } from '../conflicts/conflict-defer.js'
import { conflictGet } from '../conflicts/conflict-get.js'
import { conflictList } from '../conflicts/conflict-list.js'
import { conflictResolve } from '../conflicts/conflict-resolve.js'
import { conflictResolveMany } from '../conflicts/conflict-resolve-many.js'
import { householdGet } from '../households/household-get.js'
import { householdSearch } from '../households/household-search.js'
import { judgementCreate } from '../judgements/judgement-create.js'
import { judgementGet } from '../judgements/judgement-get.js'
import { judgementList } from '../judgements/judgement-list.js'
import { judgementReverse } from '../judgements/judgement-reverse.js'
import { linksExport } from '../reporting/links-export.js'
import { matchCreate } from '../match/match-create.js'
import { pairExplain } from '../persons/pair-explain.js'
import { personExplain } from '../persons/person-explain.js'
import { personGet } from '../persons/person-get.js'
import { personSearch } from '../persons/person-search.js'
import { statisticsGet } from '../reporting/statistics-get.js'
import { agencyCreate } from '../sources/agency-create.js'
import { agencyGet } from '../sources/agency-get.js'
import { agencyList } from '../sources/agency-list.js'
import { batchCancel } from '../batches/batch-cancel.js'
import { batchConfirm } from '../batches/batch-confirm.js'
import { batchCreate } from '../batches/batch-create.js'
import { batchGet } from '../batches/batch-get.js'
import { batchRevert } from '../batches/batch-revert.js'
import { healthzGet } from './healthz-get.js'
import { keyCreate } from '../access/key-create.js'
import { keyGet } from '../access/key-get.js'
import { keyList } from '../access/key-list.js'
import { keyRevoke } from '../access/key-revoke.js'
import { metricsGet } from './metrics-get.js'
import { profileCreate } from '../sources/profile-create.js'
import { profileGet } from '../sources/profile-get.js'
import { profileList } from '../sources/profile-list.js'
import { readyzGet } from './readyz-get.js'
import { recordDelete } from '../records/record-delete.js'
import { recordGet } from '../records/record-get.js'
import { recordKeyFind } from '../records/record-key-find.js'
import { recordPut } from '../records/record-put.js'
import { rejectionList } from '../batches/rejection-list.js'
import { sourceCreate } from '../sources/source-create.js'
import { sourceGet } from '../sources/source-get.js'
import { sourceList } from '../sources/source-list.js'

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
