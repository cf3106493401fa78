import { type Client, escapeIdentifier } from 'pg'
import { DatabaseError } from './database-error.js'
import { StartRefusal } from './start-refusal.js'

/** Owns the schema; migrations run as it. */
export const OWNER_ROLE = 'padan_owner'
/** The service runs as it: it cannot change the schema, nor what is only ever added to. */
export const SERVICE_ROLE = 'padan_service'
/** The schema of all tables, apart from what else a shared database holds. */
export const SCHEMA = 'padan'

const ROLES = [OWNER_ROLE, SERVICE_ROLE]
const INSUFFICIENT_PRIVILEGE = '42501'
/** What creating a role that another process is just creating is refused with. */
const ALREADY_THERE = new Set(['42710', '23505'])

interface Standing {
  readonly user: string
  readonly database: string
  readonly mayCreateSchema: boolean
  readonly roles: readonly string[]
  readonly playable: readonly string[]
}

/** Whose roles are made sure of; by default the connected user takes on both. */
export interface RoleUse {
  readonly user?: string
  readonly playable?: readonly string[]
}

/**
 * Makes sure that both roles exist, that a user can take on those that it needs, and that the owner may create the schema. Throws a
 * StartRefusal with the SQL that an operator must run where the connected user may not.
 */
export async function ensureRoles(client: Client, use: RoleUse = {}): Promise<void> {
  const { user, playable = ROLES } = use
  const standing = await standingOf(client, user)
  const statements = missingStatements(standing, playable)
  try {
    for (const statement of statements) await client.query(statement)
  } catch (error) {
    const { code } = new DatabaseError(error)
    if (ALREADY_THERE.has(code)) return ensureRoles(client, use)
    if (code !== INSUFFICIENT_PRIVILEGE) throw new DatabaseError(error)
    const missing = missingStatements(await standingOf(client, user), playable)
    throw new StartRefusal(
      `The database user ${standing.user} may not set up Padan's roles; have an administrator run in the database ` +
        `${standing.database}: ${missing.map((statement) => `${statement};`).join(' ')}`,
    )
  }
}

function missingStatements(
  { user, database, mayCreateSchema, roles, playable }: Standing,
  needed: readonly string[],
): string[] {
  const me = escapeIdentifier(user)
  const create = ROLES.filter((role) => !roles.includes(role)).map((role) => `CREATE ROLE ${role} NOLOGIN`)
  const grant = needed.filter((role) => !playable.includes(role)).map((role) => `GRANT ${role} TO ${me}`)
  const allow = mayCreateSchema ? [] : [`GRANT CREATE ON DATABASE ${escapeIdentifier(database)} TO ${OWNER_ROLE}`]
  return [...create, ...grant, ...allow]
}

async function standingOf(client: Client, user?: string): Promise<Standing> {
  // Since version 16 being a member does not yet mean that SET ROLE is allowed.
  const { rows } = await client.query<Standing>(
    `SELECT coalesce($4, current_user) AS "user", current_database() AS database,
       coalesce(array_agg(rolname::text), '{}') AS roles,
       coalesce(array_agg(rolname::text) FILTER (
         WHERE pg_has_role(coalesce($4, current_user)::name, oid, CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END)
       ), '{}') AS playable,
       coalesce(bool_or(
         rolname = $2 AND (has_database_privilege(oid, current_database(), 'CREATE') OR to_regnamespace($3) IS NOT NULL)
       ), false) AS "mayCreateSchema"
     FROM pg_roles WHERE rolname = ANY ($1)`,
    [ROLES, OWNER_ROLE, SCHEMA, user],
  )
  const standing = rows[0]
  if (standing === undefined) throw new Error('An aggregate returns one row')
  return standing
}
