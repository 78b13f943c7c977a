-- What the id of a snapshot is a hash of, and whose lists are the longest; the next load that changes something fills
-- both, and from then on loads look at what has changed.

CREATE TABLE snapshot_part (
    kind INTEGER NOT NULL,
    part INTEGER NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (kind, part)
) WITHOUT ROWID, STRICT;
CREATE TABLE longest_list (
    length TEXT NOT NULL,
    parent INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    PRIMARY KEY (length)
) STRICT;
