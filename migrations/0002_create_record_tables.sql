-- Numbers deliveries and single changes in the order in which they began: the highest of a record is what its source says.
CREATE SEQUENCE record_versions AS bigint;

CREATE TABLE batches (
  batch_id uuid CONSTRAINT batches_pkey PRIMARY KEY,
  version bigint NOT NULL,
  source_code text COLLATE "C" NOT NULL CONSTRAINT batches_source_fkey REFERENCES sources (code),
  mode text NOT NULL,
  state text NOT NULL,
  counts jsonb NOT NULL DEFAULT '{}',
  -- Rows of it that wait to be linked.
  remaining bigint NOT NULL DEFAULT 0,
  refusal jsonb,
  reverts uuid,
  is_confirmed boolean NOT NULL DEFAULT false,
  sent_by text NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  -- A delivery whose sender is gone shows no sign of life.
  heard_at timestamptz NOT NULL DEFAULT now(),
  received_at timestamptz,
  applied_at timestamptz,
  finished_at timestamptz,
  CONSTRAINT batches_mode_known CHECK (mode IN ('snapshot', 'delta')),
  CONSTRAINT batches_state_known CHECK (state IN ('receiving', 'linking', 'completed', 'refused', 'failed')),
  CONSTRAINT batches_finished_at_end CHECK ((finished_at IS NOT NULL) = (state IN ('completed', 'refused', 'failed'))),
  CONSTRAINT batches_remaining_not_negative CHECK (remaining >= 0)
);
CREATE INDEX batches_unfinished ON batches (version) WHERE finished_at IS NULL;
CREATE INDEX batches_source ON batches (source_code, version);
COMMENT ON TABLE batches IS 'One delivery of a source and its counts; linking it begins once it is applied. Distributed by batch_id.';

-- The record id is computed from source and key, so that a sender's rows need no look-up to find their ids. Content is
-- absent in a row that ends a record, and in one whose content an earlier version of the record holds already.
CREATE TABLE source_records (
  record_id uuid NOT NULL,
  version bigint NOT NULL,
  batch_row bigint NOT NULL,
  source_code text COLLATE "C" NOT NULL,
  source_key text COLLATE "C" NOT NULL,
  batch_id uuid,
  line bigint,
  subject text NOT NULL,
  content_hash bytea,
  canonical json,
  facts json,
  payload json,
  -- Records that are near each other in it are linked in one pass: area first, then family.
  locality bigint NOT NULL DEFAULT 0,
  -- Tells persons apart whose keys of personal values are the same; absent where the source gives keys of its own.
  person_mark bigint,
  -- The record that this row was received as: another person's row of the same delivery had the same key.
  parted_from uuid,
  received_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT source_records_pkey PRIMARY KEY (record_id, version, batch_row),
  CONSTRAINT source_records_version_positive CHECK (version > 0),
  CONSTRAINT source_records_row_not_negative CHECK (batch_row >= 0),
  CONSTRAINT source_records_subject_known CHECK (subject IN ('person', 'household', 'withdrawal')),
  CONSTRAINT source_records_hash_length CHECK (octet_length(content_hash) = 16),
  CONSTRAINT source_records_withdrawal_is_empty CHECK (subject <> 'withdrawal' OR canonical IS NULL)
);
CREATE INDEX source_records_batch ON source_records (batch_id, batch_row);
CREATE INDEX source_records_single ON source_records (version) WHERE batch_id IS NULL;
COMMENT ON TABLE source_records IS 'Every version of every row of a source, as received; only added to. Distributed by record_id.';

CREATE TABLE rejections (
  batch_id uuid NOT NULL,
  batch_row bigint NOT NULL,
  line bigint NOT NULL,
  source_key text COLLATE "C",
  errors jsonb NOT NULL,
  payload json,
  CONSTRAINT rejections_pkey PRIMARY KEY (batch_id, batch_row),
  CONSTRAINT rejections_errors_list CHECK (jsonb_typeof(errors) = 'array')
);
COMMENT ON TABLE rejections IS 'Rows of a batch that were not accepted, with field, code and reason. Distributed by batch_id.';

CREATE TABLE pending_records (
  locality bigint NOT NULL,
  record_id uuid NOT NULL,
  version bigint NOT NULL,
  batch_row bigint NOT NULL,
  batch_id uuid,
  CONSTRAINT pending_records_pkey PRIMARY KEY (locality, record_id, version)
);
COMMENT ON TABLE pending_records IS 'Accepted versions, and records that judgements speak of, that wait to be linked. Distributed by record_id.';

-- Whatever is wrong with them must not keep the others waiting. They wait again when the service starts anew, and give way to
-- what their source says later.
CREATE TABLE set_aside_records (
  record_id uuid NOT NULL,
  version bigint NOT NULL,
  locality bigint NOT NULL,
  batch_row bigint NOT NULL,
  batch_id uuid,
  code text NOT NULL,
  set_aside_at timestamptz NOT NULL,
  CONSTRAINT set_aside_records_pkey PRIMARY KEY (record_id, version)
);
COMMENT ON TABLE set_aside_records IS 'Waiting records that could not be linked even by themselves, and the code of the error. Distributed by record_id.';

GRANT USAGE ON SEQUENCE record_versions TO padan_service;
GRANT SELECT, INSERT ON batches, source_records, rejections TO padan_service;
GRANT UPDATE (state, counts, remaining, refusal, is_confirmed, heard_at, received_at, applied_at, finished_at) ON batches TO padan_service;
GRANT SELECT, INSERT, DELETE ON pending_records, set_aside_records TO padan_service;
