-- The conflict id is computed from its kind and what it is about, so that a re-run finds the same conflict.
CREATE TABLE conflicts (
  conflict_id uuid CONSTRAINT conflicts_pkey PRIMARY KEY,
  kind text NOT NULL,
  state text NOT NULL DEFAULT 'open',
  severity smallint NOT NULL,
  area_code text COLLATE "C",
  version int NOT NULL DEFAULT 1,
  person_ids uuid[] NOT NULL,
  record_ids uuid[] NOT NULL,
  sources text[] NOT NULL,
  evidence json NOT NULL,
  deferred_until timestamptz,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  CONSTRAINT conflicts_kind_known CHECK (kind IN (
    'possible_duplicate', 'nik_shared', 'nik_disagreement', 'value_disagreement',
    'household_disagreement', 'kk_shared', 'refused_join', 'judgement_stale'
  )),
  CONSTRAINT conflicts_state_known CHECK (state IN ('open', 'resolved', 'vanished')),
  CONSTRAINT conflicts_open_until_closed CHECK ((closed_at IS NULL) = (state = 'open'))
);
CREATE INDEX conflicts_queue ON conflicts (severity DESC, opened_at, conflict_id) WHERE state = 'open';
COMMENT ON TABLE conflicts IS 'Disagreements that wait for a judgement or waited for one. Distributed by conflict_id.';

CREATE TABLE person_conflicts (
  person_id uuid NOT NULL,
  conflict_id uuid NOT NULL,
  CONSTRAINT person_conflicts_pkey PRIMARY KEY (person_id, conflict_id)
);
COMMENT ON TABLE person_conflicts IS 'The open conflicts of a person. Distributed by person_id.';

CREATE TABLE judgements (
  judgement_id uuid CONSTRAINT judgements_pkey PRIMARY KEY,
  subject text NOT NULL,
  verdict text NOT NULL,
  -- Of a pair and a household: two records, whose persons are meant; of a value: the records that the person consisted of.
  record_ids uuid[] NOT NULL,
  field text,
  value text,
  conflict_id uuid,
  -- All judgements on the same question that were not reversed then; of a reversal, the judgement that it reverses.
  superseded_ids uuid[] NOT NULL DEFAULT '{}',
  -- What the records said when it was given; once they say something else, it is stale.
  basis text NOT NULL,
  reason text NOT NULL,
  judged_by text NOT NULL,
  judged_at timestamptz NOT NULL,
  CONSTRAINT judgements_subject_known CHECK (subject IN ('pair', 'value', 'household')),
  CONSTRAINT judgements_verdict_of_subject CHECK (
    verdict = 'reversed'
    OR subject = 'pair' AND verdict IN ('same', 'different', 'unsure')
    OR subject = 'value' AND verdict = 'value'
    OR subject = 'household' AND verdict IN ('same', 'different')
  ),
  CONSTRAINT judgements_records_named CHECK (
    CASE subject WHEN 'value' THEN cardinality(record_ids) > 0 ELSE cardinality(record_ids) = 2 END
  ),
  CONSTRAINT judgements_field_of_value CHECK ((field IS NOT NULL) = (subject = 'value')),
  CONSTRAINT judgements_value_of_value CHECK ((value IS NOT NULL) = (verdict = 'value')),
  CONSTRAINT judgements_reversal_of_one CHECK (verdict <> 'reversed' OR cardinality(superseded_ids) = 1)
);
CREATE INDEX judgements_newest ON judgements (judged_at, judgement_id);
CREATE INDEX judgements_conflict ON judgements (conflict_id) WHERE conflict_id IS NOT NULL;
COMMENT ON TABLE judgements IS 'Verdicts of people. Only added to: a later one supersedes, a reversal is one too. Distributed by judgement_id.';

-- With those that supersede or reverse one that speaks of the record, so that one look-up tells what holds of it.
CREATE TABLE judgement_records (
  record_id uuid NOT NULL,
  judgement_id uuid NOT NULL,
  CONSTRAINT judgement_records_pkey PRIMARY KEY (record_id, judgement_id)
);
COMMENT ON TABLE judgement_records IS 'Which judgements bear on a record. Distributed by record_id.';

CREATE TABLE events (
  event_id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT events_pkey PRIMARY KEY,
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  content json,
  happened_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE events IS 'What changed in the registry, for subscribers: ids and kinds, no personal data. Distributed by event_id.';

-- Each row's hash covers its own columns and the hash before it, so that neither change nor removal goes unseen.
CREATE TABLE audit (
  chain text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  reason text,
  content json NOT NULL DEFAULT '{}',
  happened_at timestamptz NOT NULL,
  previous_hash bytea NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT audit_pkey PRIMARY KEY (chain, number),
  CONSTRAINT audit_number_positive CHECK (number > 0),
  CONSTRAINT audit_hash_length CHECK (octet_length(previous_hash) = 32 AND octet_length(hash) = 32)
);
CREATE INDEX audit_subject ON audit (subject_kind, subject_id);
COMMENT ON TABLE audit IS 'Who did what, when and why; only added to, each row chained to the one before it. Distributed by chain.';

GRANT SELECT, INSERT ON conflicts, judgements, judgement_records, events, audit TO padan_service;
GRANT UPDATE, DELETE ON conflicts TO padan_service;
GRANT SELECT, INSERT, DELETE ON person_conflicts TO padan_service;
-- A judgement touches what already waits, so that the pass that takes it waits for the judgement.
GRANT UPDATE (batch_row) ON pending_records TO padan_service;
