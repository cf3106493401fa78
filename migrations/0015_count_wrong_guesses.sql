-- How many questions with a wrong number or birth date a key has asked in an hour. It holds no number and no date.
CREATE TABLE number_guesses (
  key_id text NOT NULL,
  hour timestamptz NOT NULL,
  wrong integer NOT NULL,
  CONSTRAINT number_guesses_pkey PRIMARY KEY (key_id, hour),
  CONSTRAINT number_guesses_wrong_not_negative CHECK (wrong >= 0)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON number_guesses TO padan_service;

COMMENT ON TABLE number_guesses IS 'Requests of one key in one hour with a wrong number or birth date. Distributed by key_id.';
