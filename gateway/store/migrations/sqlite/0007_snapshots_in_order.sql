-- Snapshots have an order, so that it is known which of two is older: the next load that changes something notes it.
ALTER TABLE snapshot ADD COLUMN number INTEGER;
