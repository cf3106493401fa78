-- Small: a registry has tens of keys, and each request looks one up.
CREATE TABLE api_keys (
  key_id uuid CONSTRAINT api_keys_pkey PRIMARY KEY,
  -- The first characters of the key, by which it is found; what follows them stands nowhere.
  prefix text COLLATE "C" NOT NULL CONSTRAINT api_keys_prefix_unique UNIQUE,
  hash bytea NOT NULL,
  name text NOT NULL,
  roles text[] NOT NULL,
  sources text[] NOT NULL DEFAULT '{}',
  area_prefix text COLLATE "C",
  scopes text[] NOT NULL DEFAULT '{}',
  made_by text NOT NULL,
  made_at timestamptz NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz,
  CONSTRAINT api_keys_hash_length CHECK (octet_length(hash) = 32),
  CONSTRAINT api_keys_roles_known CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['producer', 'reader', 'steward', 'admin']),
  CONSTRAINT api_keys_scopes_known CHECK (scopes <@ ARRAY['pii:read']),
  CONSTRAINT api_keys_area_form CHECK (area_prefix ~ '^[0-9]{2}(\.[0-9]{2}){0,2}(\.[0-9]{4})?$')
);
-- A name is whom the audit log tells of: no two keys that work may share one.
CREATE UNIQUE INDEX api_keys_live_name ON api_keys (name) WHERE revoked_at IS NULL;
COMMENT ON TABLE api_keys IS 'Who may call the service and what they may do there; keys only as their hashes. Reference table.';

-- The answer is sealed with the caller's own key, which stands nowhere here: it may hold personal data or a new key.
CREATE TABLE idempotency_keys (
  request_key bytea CONSTRAINT idempotency_keys_pkey PRIMARY KEY,
  -- Absent until the last byte of a request that streams has come.
  request_hash bytea,
  -- The delivery that a request that streams began.
  batch_id uuid,
  answer bytea,
  begun_at timestamptz NOT NULL,
  CONSTRAINT idempotency_keys_key_length CHECK (octet_length(request_key) = 32),
  CONSTRAINT idempotency_keys_hash_length CHECK (octet_length(request_hash) = 32)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (begun_at);
COMMENT ON TABLE idempotency_keys IS 'Requests that were given a key of their own and their sealed answers, kept for some days. Distributed by request_key.';

GRANT SELECT, INSERT ON api_keys TO padan_service;
GRANT UPDATE (revoked_at) ON api_keys TO padan_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_keys TO padan_service;
