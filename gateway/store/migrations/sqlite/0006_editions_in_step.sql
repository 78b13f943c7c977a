-- A public edition names the snapshot of the whole that belongs to it: the next load writes it down.
ALTER TABLE snapshot ADD COLUMN whole_id TEXT;
-- The address of a site was kept as a hash, and is kept as it is from now on: the next load notes it.
DELETE FROM document WHERE file = '_config.yml' AND kind IS NULL;
