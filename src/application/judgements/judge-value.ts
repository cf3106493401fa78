import type { GoldenField } from '../../domain/registry/golden/values/golden-value.js'
import { judgedValue } from '../../domain/registry/judgements/judgement-value.js'
import { valueBasis } from '../../domain/registry/judgements/judgement-basis.js'
import type { Conn, Tx } from '../../storage/postgres/connection.js'
import { lockJudgements } from '../../storage/judgements/judgements.js'
import { isRefusal, type Refusal, refuse } from '../context/refusals.js'
import { type Draft, draftJudgement } from './draft.js'
import { type Judged, readReason, type ValueOrder } from './judgement-order.js'
import { recordsOfOnePerson } from './judged-records.js'
import { writeJudgement } from './write-judgement.js'

/** Papua is at UTC+9: the first place in Indonesia where a day begins. */
const EASTERNMOST_MS = 9 * 3_600_000
const DATE_LENGTH = 10

/**
 * Judges which value of a field is right for a person, named by one or more of the person's records; the judgement rests on
 * all of them. Refuses with REASON_MISSING, RECORD_UNKNOWN, and with VALUE_INVALID where the value does not fit the field or
 * the records are of several persons.
 */
export async function judgeValue(tx: Tx, order: ValueOrder, judgedAt: Date): Promise<Judged | Refusal> {
  await lockJudgements(tx)
  const draft = await draftValue(tx, order, judgedAt)
  return isRefusal(draft) ? draft : writeJudgement(tx, draft)
}

/** Drafts the judgement; refuses as `judgeValue` does. */
export async function draftValue(conn: Conn, order: ValueOrder, judgedAt: Date): Promise<Draft | Refusal> {
  const reason = readReason(order.reason)
  if (isRefusal(reason)) return reason
  const value = readValue(order.field, order.value, judgedAt)
  if (isRefusal(value)) return value
  const records = await recordsOfOnePerson(conn, order.records)
  if (isRefusal(records)) return records
  const basis = valueBasis(records, order.field, value)
  const ids = records.map(({ id }) => id).sort()
  return draftJudgement(conn, {
    ...order,
    subject: 'value',
    verdict: 'value',
    value,
    records: ids,
    basis,
    reason,
    judgedAt,
  })
}

function readValue(field: GoldenField, original: string, at: Date): string | Refusal {
  const today = new Date(at.getTime() + EASTERNMOST_MS).toISOString().slice(0, DATE_LENGTH)
  return judgedValue(field, original, today) ?? refuse('VALUE_INVALID', `The value is not valid for ${field}.`)
}
