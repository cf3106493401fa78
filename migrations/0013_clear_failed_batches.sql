-- Rows of a batch whose sender went away have no effect and are sent again under another batch, so they may go. The service
-- itself may not delete stored records: the function deletes those of such batches only.
ALTER TABLE batches ADD COLUMN cleared_at timestamptz;
GRANT UPDATE (cleared_at) ON batches TO padan_service;
GRANT DELETE ON rejections TO padan_service;

CREATE FUNCTION clear_failed_batch(failed uuid, most bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = padan, pg_temp AS $$
DECLARE
  cleared bigint;
BEGIN
  IF NOT EXISTS (
    SELECT FROM batches b WHERE b.batch_id = failed AND b.state = 'failed' AND b.applied_at IS NULL
      AND b.finished_at IS NOT NULL AND b.refusal->>'code' = 'SENDER_GONE'
  ) THEN
    RETURN 0;
  END IF;
  DELETE FROM source_records s WHERE s.batch_id = failed AND s.batch_row IN (
    SELECT d.batch_row FROM source_records d WHERE d.batch_id = failed ORDER BY d.batch_row LIMIT most);
  GET DIAGNOSTICS cleared = ROW_COUNT;
  RETURN cleared;
END
$$;
REVOKE ALL ON FUNCTION clear_failed_batch(uuid, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clear_failed_batch(uuid, bigint) TO padan_service;
