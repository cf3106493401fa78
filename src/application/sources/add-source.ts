import { z } from 'zod'
import { TRUST_FIELDS } from '../../domain/registry/records/trust.js'
import { AREA_NAMES } from '../../profiles/schema/profile.js'
import { findAgency } from '../../storage/sources/agencies.js'
import { appendAudit } from '../../storage/access/audit.js'
import type { Tx } from '../../storage/postgres/connection.js'
import { findProfile } from '../../storage/sources/profiles.js'
import { insertSource, type StoredSource } from '../../storage/sources/sources.js'
import { isCode } from '../context/is-code.js'
import { type Refusal, refuse } from '../context/refusals.js'

/** How a source's batches are read: the scheme of its area codes, and the areas that contain the whole source. */
export const SourceSettings = z.strictObject({
  areaScheme: z.enum(['kemendagri', 'bps']).optional(),
  within: z.partialRecord(z.enum(AREA_NAMES), z.string().min(1).max(200)).optional(),
})
export type SourceSettings = z.infer<typeof SourceSettings>

const SourceTrust = z.partialRecord(z.enum(TRUST_FIELDS), z.int().min(0).max(100))

export interface NewSource {
  readonly code: string
  readonly agency: string
  readonly profile: string
  readonly name: string
  readonly trust?: Readonly<Record<string, number>>
  readonly settings?: Readonly<Record<string, unknown>>
  readonly by: string
}

/**
 * Adds a source of an agency; refuses with CODE_INVALID, NAME_MISSING, TRUST_INVALID, SETTINGS_INVALID, AGENCY_UNKNOWN,
 * PROFILE_UNKNOWN or SOURCE_EXISTS.
 */
export async function addSource(tx: Tx, { by, ...asked }: NewSource, at: Date): Promise<StoredSource | Refusal> {
  const { code, agency, profile, name, trust = {}, settings = {} } = asked
  const source = { code, agency, profile, name: name.trim(), trust, settings }
  const fault = faultOf(source)
  if (fault !== undefined) return fault
  const refusal = await refusalOf(tx, source)
  if (refusal !== undefined) return refusal
  const content = { agency, profile, name: source.name, trust, settings }
  const entry = { actor: by, action: 'source.added', subjectKind: 'source', subjectId: code, content }
  await appendAudit(tx, entry, at)
  return source
}

function faultOf({ code, name, trust, settings }: StoredSource): Refusal | undefined {
  if (!isCode(code)) return refuse('CODE_INVALID', 'A code has up to 63 small letters, digits and hyphens.')
  if (name === '') return refuse('NAME_MISSING', 'The source needs a name.')
  if (!SourceTrust.safeParse(trust).success)
    return refuse('TRUST_INVALID', `Trust takes whole numbers from 0 to 100, for ${TRUST_FIELDS.join(', ')}.`)
  if (!SourceSettings.safeParse(settings).success)
    return refuse('SETTINGS_INVALID', `Settings takes areaScheme and within; within takes ${AREA_NAMES.join(', ')}.`)
  return undefined
}

async function refusalOf(tx: Tx, source: StoredSource): Promise<Refusal | undefined> {
  if ((await findAgency(tx, source.agency)) === undefined) return refuse('AGENCY_UNKNOWN', 'There is no such agency.')
  if ((await findProfile(tx, source.profile)) === undefined)
    return refuse('PROFILE_UNKNOWN', 'There is no such profile.')
  return (await insertSource(tx, source))
    ? undefined
    : refuse('SOURCE_EXISTS', 'A source with this code already exists.')
}
