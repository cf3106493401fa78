-- A block key is the number of its rule in the upper 32 bits and the hash of its values in the lower ones.
CREATE TABLE block_keys (
  block_key bigint NOT NULL,
  record_id uuid NOT NULL,
  CONSTRAINT block_keys_pkey PRIMARY KEY (block_key, record_id)
);
COMMENT ON TABLE block_keys IS 'Which live records share a key and so are compared. Distributed by block_key.';

CREATE TABLE edges (
  record_id uuid NOT NULL,
  other_id uuid NOT NULL,
  weight real NOT NULL,
  grade text NOT NULL,
  model_version int NOT NULL,
  CONSTRAINT edges_pkey PRIMARY KEY (record_id, other_id),
  CONSTRAINT edges_two_records CHECK (record_id <> other_id),
  CONSTRAINT edges_grade_known CHECK (grade IN ('certain', 'probable', 'possible', 'certainly_not'))
);
COMMENT ON TABLE edges IS 'Scored pairs at or above the review threshold, written once from each side. Distributed by record_id.';

CREATE TABLE persons (
  person_id uuid CONSTRAINT persons_pkey PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  state text NOT NULL DEFAULT 'live',
  successor_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT persons_state_known CHECK (state IN ('live', 'merged', 'empty')),
  CONSTRAINT persons_successor_of_merged CHECK ((successor_id IS NOT NULL) = (state = 'merged')),
  CONSTRAINT persons_successor_another CHECK (successor_id <> person_id)
);
COMMENT ON TABLE persons IS 'Every person id that was ever given out, and which one follows it. Distributed by person_id.';

CREATE TABLE person_values (
  person_id uuid CONSTRAINT person_values_pkey PRIMARY KEY,
  golden jsonb NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE person_values IS 'The golden value of each field of a person, with its provenance. Distributed by person_id.';

CREATE TABLE memberships (
  record_id uuid NOT NULL,
  number int NOT NULL,
  person_id uuid NOT NULL,
  grade text NOT NULL,
  began_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  CONSTRAINT memberships_pkey PRIMARY KEY (record_id, number),
  CONSTRAINT memberships_number_positive CHECK (number > 0),
  CONSTRAINT memberships_grade_known CHECK (grade IN ('certain', 'probable', 'possible', 'certainly_not')),
  CONSTRAINT memberships_in_order CHECK (ended_at >= began_at)
);
CREATE UNIQUE INDEX memberships_one_live ON memberships (record_id) WHERE ended_at IS NULL;
CREATE INDEX memberships_person ON memberships (person_id);
COMMENT ON TABLE memberships IS 'Which record belongs to which person, from when to when. Distributed by record_id.';

CREATE TABLE households (
  household_id uuid CONSTRAINT households_pkey PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  state text NOT NULL DEFAULT 'live',
  successor_id uuid,
  head_person_id uuid,
  golden jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT households_state_known CHECK (state IN ('live', 'merged', 'empty')),
  CONSTRAINT households_successor_of_merged CHECK ((successor_id IS NOT NULL) = (state = 'merged')),
  CONSTRAINT households_successor_another CHECK (successor_id <> household_id)
);
COMMENT ON TABLE households IS 'Every household id that was ever given out, its head and golden values. Distributed by household_id.';

CREATE TABLE household_members (
  person_id uuid NOT NULL,
  number int NOT NULL,
  household_id uuid NOT NULL,
  relation text,
  began_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  CONSTRAINT household_members_pkey PRIMARY KEY (person_id, number),
  CONSTRAINT household_members_number_positive CHECK (number > 0),
  CONSTRAINT household_members_in_order CHECK (ended_at >= began_at)
);
CREATE UNIQUE INDEX household_members_one_live ON household_members (person_id) WHERE ended_at IS NULL;
CREATE INDEX household_members_household ON household_members (household_id);
COMMENT ON TABLE household_members IS 'Which person belongs to which household, from when to when. Distributed by person_id.';

GRANT SELECT, INSERT, DELETE ON block_keys TO padan_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON edges, person_values TO padan_service;
GRANT SELECT, INSERT, UPDATE ON persons, memberships, households, household_members TO padan_service;
