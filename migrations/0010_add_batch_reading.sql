-- How the file of a batch was understood: columns, sheets, rows that are no records, warnings. It holds no value of a row.
ALTER TABLE batches ADD COLUMN reading jsonb;
GRANT UPDATE (reading) ON batches TO padan_service;
