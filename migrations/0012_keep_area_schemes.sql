-- Whether a source writes codes of Kemendagri or of BPS is decided once, by the first batches that tell, and kept. Until then the
-- codes that came so far are kept, each once, and each row has what it would say in the other scheme: the scheme, the village
-- and the hash of its content.
ALTER TABLE sources ADD COLUMN area_scheme text, ADD COLUMN area_codes text[],
  ADD CONSTRAINT sources_area_scheme_known CHECK (area_scheme IN ('kemendagri', 'bps'));
ALTER TABLE batches ADD COLUMN area_codes text[];
ALTER TABLE source_records ADD COLUMN other_reading json;
GRANT UPDATE (area_codes) ON batches TO padan_service;

-- The rows of a source are only added to: what the service may do to them is this one change, which they had in them from the start.
CREATE FUNCTION read_in_scheme(batch_ids uuid[], scheme text, village_place int) RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = padan, pg_temp
  AS $$
    WITH settled AS (
      UPDATE source_records SET
        content_hash = decode(other_reading->>'hash', 'hex'),
        canonical = jsonb_set(canonical::jsonb, ARRAY[village_place::text], to_jsonb(other_reading->>'village'))::json,
        other_reading = NULL
      WHERE batch_id = ANY (batch_ids) AND other_reading->>'scheme' = scheme
      RETURNING 1
    ) SELECT count(*) FROM settled
  $$;
REVOKE ALL ON FUNCTION read_in_scheme FROM PUBLIC;
GRANT EXECUTE ON FUNCTION read_in_scheme TO padan_service;

-- A batch that could not be applied is tried again; health checks count such batches often.
CREATE INDEX batches_not_applied ON batches (version) WHERE state = 'failed' AND refusal->>'code' = 'DELIVERY_NOT_APPLIED';
