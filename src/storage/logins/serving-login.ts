import { type Client, escapeIdentifier, escapeLiteral } from 'pg'
import { DatabaseError } from '../postgres/database-error.js'
import { ensureRoles, OWNER_ROLE, SERVICE_ROLE } from '../postgres/roles.js'
import { scramVerifier } from './scram-verifier.js'
import { StartRefusal } from '../postgres/start-refusal.js'

/** The login that serves. Without a password it is not created. */
export interface Login {
  readonly user: string
  readonly password: string | undefined
}

const INSUFFICIENT_PRIVILEGE = '42501'
const ALREADY_THERE = new Set(['42710', '23505'])

/**
 * Prepares the login that serves, on a connection of the owner's login: it may take on the role of the service alone. Creates it
 * where it is missing, and takes the owner's role from it where it had both. Throws a StartRefusal with the SQL that a database
 * administrator must run where the owner's login may not.
 */
export async function prepareServingLogin(client: Client, login: Login): Promise<void> {
  const { rows } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [login.user])
  if (rows.length === 0) await createLogin(client, login)
  await ensureRoles(client, { user: login.user, playable: [SERVICE_ROLE] })
  await takeOwnerRole(client, login.user)
}

async function createLogin(client: Client, { user, password }: Login): Promise<void> {
  const create = `CREATE ROLE ${escapeIdentifier(user)} LOGIN`
  const refusal = new StartRefusal(
    `The database user of DATABASE_URL is missing; have an administrator run: ${create} PASSWORD '...';`,
  )
  if (password === undefined) throw refusal
  try {
    await client.query(`${create} PASSWORD ${escapeLiteral(scramVerifier(password))}`)
  } catch (error) {
    const { code } = new DatabaseError(error)
    if (code === INSUFFICIENT_PRIVILEGE) throw refusal
    if (!ALREADY_THERE.has(code)) throw new DatabaseError(error)
  }
}

/** What another grantor gave stays; the start then warns of it. */
async function takeOwnerRole(client: Client, user: string): Promise<void> {
  const { rows } = await client.query(
    'SELECT FROM pg_auth_members WHERE roleid = $1::regrole AND member = (SELECT oid FROM pg_roles WHERE rolname = $2)',
    [OWNER_ROLE, user],
  )
  if (rows.length === 0) return
  try {
    await client.query(`REVOKE ${OWNER_ROLE} FROM ${escapeIdentifier(user)}`)
  } catch (error) {
    const { code } = new DatabaseError(error)
    if (code !== INSUFFICIENT_PRIVILEGE) throw new DatabaseError(error)
  }
}

/**
 * Whether the login of a connection could change the schema and what is only ever added to, by whatever road: as a superuser, as
 * one who may make roles, as a member of the owner's role, as the owner of the database or the schema, or by a role of PostgreSQL
 * that writes all data or reaches the machine.
 */
export async function mayBecomeOwner(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    `SELECT coalesce(bool_or(me.rolsuper OR me.rolcreaterole OR me.rolbypassrls OR me.rolreplication), false)
       OR coalesce(bool_or(pg_has_role(session_user, powerful.oid, 'MEMBER')), false) AS may
     FROM pg_roles me, pg_roles powerful
     WHERE me.rolname = session_user AND (
       powerful.rolname = ANY ($1)
       OR powerful.oid = (SELECT datdba FROM pg_database WHERE datname = current_database())
     )`,
    [[OWNER_ROLE, ...POWERFUL]],
  )
  return rows[0]?.may ?? true
}

const POWERFUL = ['pg_write_all_data', 'pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files']
