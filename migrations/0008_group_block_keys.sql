-- Records that are linked in one pass and share a key stand in one row of it: a list that comes village by village brings most
-- holders of a key together, so that there are half as many rows to write, to index and to keep.
ALTER TABLE block_keys ADD COLUMN other_ids uuid[];
COMMENT ON COLUMN block_keys.record_id IS 'A live record that holds the key.';
COMMENT ON COLUMN block_keys.other_ids IS 'Others that hold it; a record stands once under a key.';
