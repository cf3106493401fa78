-- Small tables that on a cluster are copied to every node: others may refer to them by foreign key.

CREATE TABLE agencies (
  code text COLLATE "C" CONSTRAINT agencies_pkey PRIMARY KEY,
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT agencies_code_form CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,62}$')
);
COMMENT ON TABLE agencies IS 'Who sends lists. Reference table.';

CREATE TABLE profiles (
  code text COLLATE "C" NOT NULL,
  version int NOT NULL,
  document jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT profiles_pkey PRIMARY KEY (code, version),
  CONSTRAINT profiles_code_form CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  CONSTRAINT profiles_version_positive CHECK (version > 0)
);
COMMENT ON TABLE profiles IS 'How the layout of a source maps to canonical fields, as data; a change is a new version. Reference table.';

CREATE TABLE sources (
  code text COLLATE "C" CONSTRAINT sources_pkey PRIMARY KEY,
  agency_code text COLLATE "C" NOT NULL CONSTRAINT sources_agency_fkey REFERENCES agencies (code),
  profile_code text COLLATE "C" NOT NULL,
  name text NOT NULL,
  trust jsonb NOT NULL DEFAULT '{}',
  -- What its first deliveries showed or its agency said of it: the scheme of its area codes, the area it lies in.
  settings jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT sources_code_form CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,62}$')
);
COMMENT ON TABLE sources IS 'One list of an agency, with its layout and its trust per field. Reference table.';

CREATE TABLE models (
  version int CONSTRAINT models_pkey PRIMARY KEY,
  document jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  activated_at timestamptz,
  CONSTRAINT models_version_positive CHECK (version > 0)
);
COMMENT ON TABLE models IS 'Comparisons, weights, frequencies, keys and thresholds of each model; the active one was activated last. Reference table.';

CREATE TABLE secrets (
  name text COLLATE "C" CONSTRAINT secrets_pkey PRIMARY KEY,
  value bytea NOT NULL
);
COMMENT ON TABLE secrets IS 'What keeps keys and ids from being guessed; made once and never changed. Reference table.';

GRANT USAGE ON SCHEMA padan TO padan_service;
GRANT SELECT ON migrations TO padan_service;
GRANT SELECT, INSERT ON agencies, profiles, models, secrets TO padan_service;
GRANT UPDATE (name) ON agencies TO padan_service;
GRANT UPDATE (activated_at) ON models TO padan_service;
GRANT SELECT, INSERT, UPDATE ON sources TO padan_service;
