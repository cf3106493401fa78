-- The service may set revoked_at; without this it could also set it back, so a stolen login of the service could revive a revoked key.
CREATE FUNCTION keep_revoked_keys() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, padan AS $$
DECLARE
  unrevoked api_keys := NEW;
BEGIN
  unrevoked.revoked_at := OLD.revoked_at;
  IF OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL OR unrevoked IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'A key is revoked once, and nothing else of it changes' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER api_keys_keep_revoked BEFORE UPDATE ON api_keys FOR EACH ROW EXECUTE FUNCTION keep_revoked_keys();

-- Who was shown a person: rows of the audit log hold the ids of all persons that an answer showed.
-- By its text: older rows may hold escapes that cannot be decoded, and those that show persons hold ids only.
CREATE INDEX audit_shown_persons ON audit USING gin (((content -> 'persons')::jsonb) jsonb_path_ops)
  WHERE content::text LIKE '%"persons":[%';
