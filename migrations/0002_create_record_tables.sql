CREATE TABLE batches (
  batch_id uuid CONSTRAINT batches_pkey PRIMARY KEY,
  source_code text COLLATE "C" NOT NULL CONSTRAINT batches_source_fkey REFERENCES sources (code),
  mode text NOT NULL,
  state text NOT NULL,
  counts jsonb NOT NULL DEFAULT '{}',
  started_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  CONSTRAINT batches_mode_known CHECK (mode IN ('snapshot', 'delta')),
  CONSTRAINT batches_state_known CHECK (state IN ('receiving', 'linking', 'completed', 'refused', 'failed')),
  CONSTRAINT batches_finished_at_end CHECK ((finished_at IS NOT NULL) = (state IN ('completed', 'refused', 'failed')))
);
CREATE INDEX batches_unfinished ON batches (started_at) WHERE finished_at IS NULL;
COMMENT ON TABLE batches IS 'One delivery of a source and its counts. Distributed by batch_id.';

-- The record id is computed from source and key, so that the primary key also keeps (source, key) unique on a cluster,
-- and a sender's rows need no look-up to find their ids.
CREATE TABLE source_records (
  record_id uuid NOT NULL,
  version int NOT NULL,
  source_code text COLLATE "C" NOT NULL,
  source_key text COLLATE "C" NOT NULL,
  batch_id uuid NOT NULL,
  batch_row bigint NOT NULL,
  content_hash bytea NOT NULL,
  payload jsonb NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  state text NOT NULL DEFAULT 'live',
  ended_at timestamptz,
  CONSTRAINT source_records_pkey PRIMARY KEY (record_id, version),
  CONSTRAINT source_records_version_positive CHECK (version > 0),
  CONSTRAINT source_records_row_positive CHECK (batch_row > 0),
  CONSTRAINT source_records_hash_length CHECK (octet_length(content_hash) BETWEEN 16 AND 32),
  CONSTRAINT source_records_state_known CHECK (state IN ('live', 'replaced', 'withdrawn')),
  CONSTRAINT source_records_ended_unless_live CHECK ((ended_at IS NULL) = (state = 'live'))
);
CREATE UNIQUE INDEX source_records_one_live ON source_records (record_id) WHERE state = 'live';
CREATE INDEX source_records_batch ON source_records (batch_id, batch_row);
CREATE INDEX source_records_source_live ON source_records (source_code, source_key) WHERE state = 'live';
COMMENT ON TABLE source_records IS 'Every version of every row of a source, as received; at most one of a record is live. Distributed by record_id.';

CREATE TABLE rejections (
  batch_id uuid NOT NULL,
  line bigint NOT NULL,
  source_key text COLLATE "C",
  errors jsonb NOT NULL,
  CONSTRAINT rejections_pkey PRIMARY KEY (batch_id, line),
  CONSTRAINT rejections_line_positive CHECK (line > 0),
  CONSTRAINT rejections_errors_list CHECK (jsonb_typeof(errors) = 'array')
);
COMMENT ON TABLE rejections IS 'Rows of a batch that were not accepted, with field, code and reason. Distributed by batch_id.';

GRANT SELECT, INSERT ON batches, source_records, rejections TO padan_service;
GRANT UPDATE (state, counts, finished_at) ON batches TO padan_service;
-- What was received never changes: only that it is no longer what its source says.
GRANT UPDATE (state, ended_at) ON source_records TO padan_service;
