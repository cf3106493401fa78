CREATE TABLE live_records (
  record_id uuid CONSTRAINT live_records_pkey PRIMARY KEY,
  version bigint NOT NULL,
  source_code text COLLATE "C" NOT NULL,
  source_key text COLLATE "C" NOT NULL,
  batch_id uuid,
  batch_row bigint NOT NULL,
  subject text NOT NULL,
  content_hash bytea NOT NULL,
  canonical json NOT NULL,
  facts json,
  block_keys bigint[] NOT NULL,
  person_id uuid,
  member_since timestamptz NOT NULL,
  CONSTRAINT live_records_subject_known CHECK (subject IN ('person', 'household')),
  CONSTRAINT live_records_person_of_person CHECK ((person_id IS NOT NULL) = (subject = 'person'))
);
CREATE INDEX live_records_source ON live_records (source_code);
COMMENT ON TABLE live_records IS 'What each source says now, as linked, and whose record it is. Distributed by record_id.';

-- A block key is the number of its rule (0: the family of a list) in the upper bits, 14 bits of the place that its values belong
-- to, and their hash in the lower 32.
CREATE TABLE block_keys (
  block_key bigint NOT NULL,
  record_id uuid NOT NULL,
  CONSTRAINT block_keys_pkey PRIMARY KEY (block_key, record_id)
);
COMMENT ON TABLE block_keys IS 'Which live records share a key and so are compared. Distributed by block_key.';

CREATE TABLE crowded_keys (
  block_key bigint CONSTRAINT crowded_keys_pkey PRIMARY KEY
);
COMMENT ON TABLE crowded_keys IS 'Keys that so many records hold that they bring nobody together. Distributed by block_key.';

CREATE TABLE edges (
  record_id uuid NOT NULL,
  other_id uuid NOT NULL,
  weight float8 NOT NULL,
  grade smallint NOT NULL,
  CONSTRAINT edges_pkey PRIMARY KEY (record_id, other_id),
  CONSTRAINT edges_two_records CHECK (record_id <> other_id),
  CONSTRAINT edges_grade_known CHECK (grade BETWEEN 1 AND 3)
);
COMMENT ON TABLE edges IS 'Scored pairs at or above the review threshold, written once from each side; grade 1 possible, 2 probable, 3 certain. Distributed by record_id.';

CREATE TABLE persons (
  person_id uuid CONSTRAINT persons_pkey PRIMARY KEY,
  version int NOT NULL,
  state text NOT NULL,
  -- Who follows: the survivor of a merge, or the parts of a split that left none.
  successor_ids uuid[] NOT NULL DEFAULT '{}',
  record_ids uuid[] NOT NULL,
  household_id uuid,
  household_since timestamptz,
  -- The key of the household that it was found to belong to, and why.
  placement json,
  golden json NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT persons_state_known CHECK (state IN ('live', 'merged', 'split', 'withdrawn')),
  CONSTRAINT persons_records_while_live CHECK ((cardinality(record_ids) > 0) = (state = 'live')),
  CONSTRAINT persons_successor_of_merged CHECK (state <> 'merged' OR cardinality(successor_ids) = 1)
);
COMMENT ON TABLE persons IS 'Every person id that was ever given out with its records and golden values, and who follows it. Distributed by person_id.';

CREATE TABLE past_memberships (
  record_id uuid NOT NULL,
  person_id uuid NOT NULL,
  began_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  CONSTRAINT past_memberships_pkey PRIMARY KEY (record_id, person_id, began_at),
  CONSTRAINT past_memberships_in_order CHECK (ended_at >= began_at)
);
CREATE INDEX past_memberships_person ON past_memberships (person_id);
COMMENT ON TABLE past_memberships IS 'Which record belonged to which person before, from when to when. Distributed by record_id.';

CREATE TABLE households (
  household_id uuid CONSTRAINT households_pkey PRIMARY KEY,
  version int NOT NULL,
  state text NOT NULL,
  successor_ids uuid[] NOT NULL DEFAULT '{}',
  person_ids uuid[] NOT NULL,
  head_id uuid,
  golden json NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT households_state_known CHECK (state IN ('live', 'merged', 'split', 'empty')),
  CONSTRAINT households_persons_while_live CHECK ((cardinality(person_ids) > 0) = (state = 'live')),
  CONSTRAINT households_head_while_live CHECK ((head_id IS NOT NULL) = (state = 'live'))
);
COMMENT ON TABLE households IS 'Every household id that was ever given out with its members, head and golden values, and which follows it. Distributed by household_id.';

CREATE TABLE past_households (
  person_id uuid NOT NULL,
  household_id uuid NOT NULL,
  began_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  CONSTRAINT past_households_pkey PRIMARY KEY (person_id, household_id, began_at),
  CONSTRAINT past_households_in_order CHECK (ended_at >= began_at)
);
CREATE INDEX past_households_household ON past_households (household_id);
COMMENT ON TABLE past_households IS 'Which household a person belonged to before, from when to when. Distributed by person_id.';

CREATE TABLE household_keys (
  household_key text COLLATE "C" NOT NULL,
  person_id uuid NOT NULL,
  CONSTRAINT household_keys_pkey PRIMARY KEY (household_key, person_id)
);
COMMENT ON TABLE household_keys IS 'Which persons are held to one household by their key (a KK or a family of a list). Distributed by household_key.';

GRANT SELECT, INSERT, UPDATE, DELETE ON live_records, persons, households TO padan_service;
GRANT SELECT, INSERT, DELETE ON block_keys, crowded_keys, edges, household_keys TO padan_service;
GRANT SELECT, INSERT ON past_memberships, past_households TO padan_service;
