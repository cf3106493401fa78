import type { Server } from '../../../src/storage/postgres/server.js'
import { withClient } from '../../../src/storage/postgres/server.js'

interface FailedCommits {
  readonly table: string
  /** The SQLSTATE that the commits fail with. */
  readonly code: string
  readonly times: number
}

/** Makes the next commits of rows inserted into a table fail, after the last statement of their transactions. */
export async function failCommits(server: Server, { table, code, times }: FailedCommits): Promise<void> {
  await withClient(server, (owner) =>
    owner.query(`
      CREATE SEQUENCE padan.commits;
      CREATE FUNCTION padan.fail_commit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
          -- A rollback does not set the sequence back.
          IF nextval('padan.commits') <= ${times} THEN RAISE 'broken' USING ERRCODE = '${code}'; END IF;
          RETURN NULL;
        END $$;
      CREATE CONSTRAINT TRIGGER fail_commit AFTER INSERT ON padan.${table} DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION padan.fail_commit();`),
  )
}
