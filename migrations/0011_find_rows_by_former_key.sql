-- A row of a list without keys of its own is given to the record that it is a new version of, whatever key its values make. By the
-- record that such a row was received as, the same row of the next batch and the key of a corrected row are found.
CREATE INDEX source_records_parted ON source_records (parted_from) WHERE parted_from IS NOT NULL;
CREATE INDEX source_records_parted_rows ON source_records (batch_id, batch_row) WHERE parted_from IS NOT NULL;
COMMENT ON COLUMN source_records.parted_from IS
  'The record that this row was received as: its key was that of several persons, or its content that of another record.';
