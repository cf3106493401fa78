import pg from 'pg'
import { clientConfig, type Server } from '../../../src/storage/postgres/server.js'

/** What a person who has stolen the password of the login that serves would try, beside using the tables as the service does. */
const ATTACKS: readonly string[] = [
  'RESET ROLE; SET ROLE padan_owner',
  'SET SESSION AUTHORIZATION postgres',
  'SET SESSION AUTHORIZATION padan_owner',
  `UPDATE padan.audit SET actor = 'lain'`,
  'DELETE FROM padan.audit',
  'TRUNCATE padan.audit',
  `UPDATE padan.judgements SET verdict = 'same'`,
  'DELETE FROM padan.judgements',
  'DELETE FROM padan.events',
  `UPDATE padan.source_records SET payload = '{}'`,
  'DELETE FROM padan.source_records',
  `UPDATE padan.secrets SET value = ''`,
  `UPDATE padan.api_keys SET roles = '{admin}'`,
  'UPDATE padan.api_keys SET expires_at = NULL',
  'DELETE FROM padan.api_keys',
  'DELETE FROM padan.migrations',
  'ALTER TABLE padan.audit DISABLE TRIGGER ALL',
  'ALTER TABLE padan.audit ADD COLUMN note text',
  'ALTER TABLE padan.audit OWNER TO CURRENT_USER',
  'DROP TABLE padan.audit',
  'DROP SCHEMA padan CASCADE',
  'CREATE TABLE padan.notes ()',
  'CREATE SCHEMA notes',
  `CREATE FUNCTION padan.note() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
  'CREATE RULE note AS ON INSERT TO padan.audit DO INSTEAD NOTHING',
  `CREATE TRIGGER note BEFORE INSERT ON padan.audit FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
  'GRANT padan_owner TO CURRENT_USER',
  `GRANT UPDATE ON padan.audit TO padan_service; UPDATE padan.audit SET actor = 'lain'`,
  'CREATE ROLE helper SUPERUSER',
  'ALTER ROLE CURRENT_USER SUPERUSER',
  'ALTER ROLE CURRENT_USER CREATEROLE',
  'SET log_statement = none',
  'CREATE EXTENSION file_fdw',
  `COPY padan.audit TO PROGRAM 'true'`,
  `COPY padan.agencies FROM PROGRAM 'true'`,
  `COPY padan.audit TO '/tmp/audit'`,
  `COPY padan.agencies FROM '/etc/hostname'`,
  `SELECT pg_read_file('PG_VERSION')`,
  `SELECT pg_ls_dir('.')`,
  `SELECT lo_import('/etc/hostname')`,
  `DO $$ BEGIN EXECUTE 'SET ROLE padan_owner'; END $$`,
  'SELECT rolpassword FROM pg_authid',
  'SET session_replication_role = replica',
]

/** Tries every attack with a login, as itself and as the service, and returns those that the server did not refuse as forbidden. */
export async function attackAsLogin(server: Server): Promise<readonly string[]> {
  const client = new pg.Client(clientConfig(server))
  await client.connect()
  try {
    return [...(await attackAs(client, 'RESET ROLE')), ...(await attackAs(client, 'SET ROLE padan_service'))]
  } finally {
    await client.end()
  }
}

async function attackAs(client: pg.Client, role: string): Promise<readonly string[]> {
  const open: string[] = []
  for (const attack of ATTACKS) {
    const outcome = await outcomeOf(client, `BEGIN; ${role}; ${attack}`)
    await client.query('ROLLBACK')
    if (outcome !== '42501') open.push(`${role}: ${attack}: ${outcome}`)
  }
  return open
}

async function outcomeOf(client: pg.Client, attack: string): Promise<string> {
  try {
    await client.query(attack)
    return 'done'
  } catch (error) {
    return (error as { code?: string }).code ?? 'unknown'
  }
}
