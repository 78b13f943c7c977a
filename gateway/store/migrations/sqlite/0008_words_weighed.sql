-- How much words weigh in stories is counted by the next load that changes something. Until then FTS5 ranks all.
CREATE TABLE search_weight (
    word TEXT NOT NULL,
    weight INTEGER NOT NULL,
    length INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    PRIMARY KEY (word, weight DESC, length, article_id)
) WITHOUT ROWID, STRICT;

CREATE TABLE search_word (
    word TEXT NOT NULL PRIMARY KEY,
    articles INTEGER NOT NULL,
    lengths INTEGER NOT NULL
) WITHOUT ROWID, STRICT;
