/** Every code with which a use case refuses, and the HTTP status of the answer. */
export const REFUSAL_STATUS = {
  AGENCY_EXISTS: 409,
  AGENCY_UNKNOWN: 404,
  BATCH_APPLIED: 409,
  BATCH_NOT_COMPLETED: 409,
  BATCH_NOT_CONFIRMABLE: 409,
  BATCH_UNKNOWN: 404,
  CODE_INVALID: 422,
  CONFLICT_CHANGED: 412,
  CONFLICT_CLOSED: 409,
  CONFLICT_UNKNOWN: 404,
  DEFERRAL_INVALID: 422,
  JUDGEMENT_NOT_LIVE: 409,
  JUDGEMENT_UNKNOWN: 404,
  KEY_EXPIRED_AT_ONCE: 422,
  KEY_NAME_TAKEN: 409,
  KEY_UNKNOWN: 404,
  NAME_MISSING: 422,
  PERSON_REPEATED: 422,
  PROFILE_BUILT_IN: 409,
  PROFILE_UNKNOWN: 422,
  REASON_MISSING: 422,
  RECORD_REPEATED: 422,
  RECORD_UNKNOWN: 404,
  RIGHTS_EXCEEDED: 403,
  SETTINGS_INVALID: 422,
  SOURCE_BUSY: 409,
  SOURCE_EXISTS: 409,
  SOURCE_KEY_INVALID: 422,
  SOURCE_UNKNOWN: 404,
  TRUST_INVALID: 422,
  VALUE_INVALID: 422,
  VERDICT_UNFIT: 422,
} as const

export type RefusalCode = keyof typeof REFUSAL_STATUS

/** An expected failure of a use case. */
export interface Refusal {
  readonly kind: 'refusal'
  readonly code: RefusalCode
  /** A sentence without any value of a record. */
  readonly detail: string
}

export function refuse(code: RefusalCode, detail: string): Refusal {
  return { kind: 'refusal', code, detail }
}

export function isRefusal(result: unknown): result is Refusal {
  return typeof result === 'object' && result !== null && 'kind' in result && result.kind === 'refusal'
}
