-- What the id of a snapshot is a hash of, and whose lists are the longest; the next load that changes something fills
-- both, and from then on loads look at what has changed.

CREATE TABLE snapshot_part (
    kind INTEGER NOT NULL,
    part BIGINT NOT NULL,
    digest BYTEA NOT NULL,
    PRIMARY KEY (kind, part)
);
CREATE TABLE longest_list (
    length TEXT COLLATE "C" NOT NULL,
    parent BIGINT NOT NULL,
    entries INTEGER NOT NULL,
    PRIMARY KEY (length)
);
