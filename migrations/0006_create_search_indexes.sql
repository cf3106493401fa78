-- Terms are names by sound (spelling keys of their tokens) and phone numbers behind a plus sign. No extension is needed for
-- this, and the nearest people come first: a term's rows lie in the order of their villages.
CREATE TABLE person_terms (
  term text COLLATE "C" NOT NULL,
  village_code text COLLATE "C" NOT NULL,
  person_id uuid NOT NULL,
  CONSTRAINT person_terms_pkey PRIMARY KEY (term, village_code, person_id)
);
COMMENT ON TABLE person_terms IS 'By which words live persons are found, and in which village they are. Distributed by term.';

-- Of their records: who is in which lists is counted without reading the records.
ALTER TABLE persons ADD COLUMN sources text[] NOT NULL DEFAULT '{}';

CREATE INDEX persons_village ON persons ((golden -> 'village_code' ->> 0) COLLATE "C", person_id) WHERE state = 'live';
CREATE INDEX households_village ON households ((golden -> 'area' ->> 'value') COLLATE "C", household_id) WHERE state = 'live';

GRANT SELECT, INSERT, DELETE ON person_terms TO padan_service;
