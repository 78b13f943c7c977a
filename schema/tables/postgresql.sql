CREATE TABLE article_change (
    number BIGINT NOT NULL,
    snapshot_id TEXT COLLATE "C" NOT NULL,
    article_id BIGINT NOT NULL,
    kind INTEGER NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE article_count (
    within BIGINT NOT NULL,
    counted_by INTEGER NOT NULL,
    kind_id INTEGER NOT NULL,
    value BIGINT NOT NULL,
    start TEXT COLLATE "C" NOT NULL,
    articles INTEGER NOT NULL,
    PRIMARY KEY (within, counted_by, kind_id, value, start)
);

CREATE TABLE article_kind (
    id INTEGER NOT NULL,
    status INTEGER NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    collection TEXT COLLATE "C" NOT NULL,
    category TEXT COLLATE "C" NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE article_suggestion (
    article_id BIGINT NOT NULL,
    position INTEGER NOT NULL,
    related_id BIGINT NOT NULL,
    score INTEGER NOT NULL,
    PRIMARY KEY (article_id, position)
);

CREATE TABLE document (
    id BIGINT NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    file TEXT COLLATE "C" NOT NULL,
    size BIGINT NOT NULL,
    modified_ns BIGINT NOT NULL,
    kind TEXT COLLATE "C",
    key TEXT COLLATE "C",
    is_archived INTEGER NOT NULL,
    digest BYTEA,
    entry BYTEA,
    related BYTEA,
    problems BYTEA,
    is_broken INTEGER NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX document_key ON document (kind, key);
CREATE INDEX document_file ON document (source, left(file, 300));

CREATE TABLE fan_out (
    list TEXT COLLATE "C" NOT NULL,
    total BIGINT NOT NULL,
    most INTEGER NOT NULL,
    PRIMARY KEY (list)
);

CREATE TABLE image (
    id BIGINT NOT NULL,
    url TEXT COLLATE "C" NOT NULL,
    width INTEGER,
    height INTEGER,
    is_cached INTEGER NOT NULL,
    title TEXT COLLATE "C",
    attribution TEXT COLLATE "C",
    digest BYTEA NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE longest_list (
    length TEXT COLLATE "C" NOT NULL,
    parent BIGINT NOT NULL,
    entries INTEGER NOT NULL,
    PRIMARY KEY (length)
);

CREATE TABLE migration (
    version INTEGER NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    applied_at TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (version)
);

CREATE TABLE posting (
    term BIGINT NOT NULL,
    frequency INTEGER NOT NULL,
    articles BYTEA,
    PRIMARY KEY (term)
);

CREATE TABLE problem (
    severity TEXT COLLATE "C" NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    file TEXT COLLATE "C" NOT NULL,
    line INTEGER,
    "column" INTEGER,
    code TEXT COLLATE "C" NOT NULL,
    message TEXT COLLATE "C" NOT NULL
);
CREATE INDEX problem_place ON problem (severity, source, file, coalesce(line, 0), coalesce("column", 0), code, left(message, 300));

CREATE TABLE provider (
    id BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    domain TEXT COLLATE "C",
    description TEXT COLLATE "C",
    article_count INTEGER NOT NULL,
    digest BYTEA NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX provider_domain ON provider USING hash (domain);

CREATE TABLE snapshot (
    singleton INTEGER NOT NULL CHECK (singleton = 1),
    id TEXT COLLATE "C" NOT NULL,
    loaded_at TEXT COLLATE "C" NOT NULL,
    published INTEGER NOT NULL,
    unpublished INTEGER NOT NULL,
    stubs INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    providers INTEGER NOT NULL,
    topics INTEGER NOT NULL,
    images INTEGER NOT NULL,
    changes BIGINT NOT NULL,
    whole_id TEXT COLLATE "C",
    number BIGINT,
    PRIMARY KEY (singleton)
);

CREATE TABLE snapshot_part (
    kind INTEGER NOT NULL,
    part BIGINT NOT NULL,
    digest BYTEA NOT NULL,
    PRIMARY KEY (kind, part)
);

CREATE TABLE topic (
    id BIGINT NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    folded_name TEXT COLLATE "C" NOT NULL,
    slug TEXT COLLATE "C" NOT NULL,
    description TEXT COLLATE "C",
    parent_id BIGINT,
    is_defined INTEGER NOT NULL,
    file_name TEXT COLLATE "C",
    article_count INTEGER NOT NULL,
    digest BYTEA NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(parent_id) REFERENCES topic (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX topic_folded_name ON topic USING hash (folded_name);
CREATE INDEX topic_parent ON topic (parent_id);
CREATE INDEX topic_slug ON topic USING hash (slug);

CREATE TABLE article (
    id BIGINT NOT NULL,
    path TEXT COLLATE "C" NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    collection TEXT COLLATE "C" NOT NULL,
    slug TEXT COLLATE "C" NOT NULL,
    category TEXT COLLATE "C" NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    status INTEGER NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    excerpt TEXT COLLATE "C" NOT NULL,
    published_at TEXT COLLATE "C",
    web_url TEXT COLLATE "C",
    original_url TEXT COLLATE "C",
    quality INTEGER,
    heat INTEGER,
    provider_id BIGINT,
    provider_name TEXT COLLATE "C",
    document_id BIGINT,
    digest BYTEA NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(provider_id) REFERENCES provider (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(document_id) REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX article_best ON article (status, coalesce(quality, -2147483649) DESC, left(path, 300));
CREATE INDEX article_coldest ON article (status, coalesce(heat, 2147483648), left(path, 300));
CREATE INDEX article_document ON article (document_id);
CREATE INDEX article_facets ON article (status, type, collection, category, source, provider_id, published_at, quality, heat);
CREATE INDEX article_hottest ON article (status, coalesce(heat, -2147483649) DESC, left(path, 300));
CREATE INDEX article_newest ON article (status, coalesce(published_at, '') DESC, left(path, 300));
CREATE INDEX article_of_provider ON article (provider_id, status, coalesce(published_at, '') DESC, left(path, 300));
CREATE INDEX article_oldest ON article (status, coalesce(published_at, '~'), left(path, 300));
CREATE INDEX article_original_url ON article USING hash (original_url);
CREATE INDEX article_title ON article (status, left(title, 300), left(path, 300));
CREATE INDEX article_web_url ON article USING hash (web_url);
CREATE INDEX article_worst ON article (status, coalesce(quality, 2147483648), left(path, 300));
CREATE INDEX article_path ON article USING hash (path);

CREATE TABLE provider_image (
    provider_id BIGINT NOT NULL,
    position INTEGER NOT NULL,
    image_id BIGINT NOT NULL,
    width INTEGER,
    height INTEGER,
    is_cached INTEGER,
    title TEXT COLLATE "C",
    attribution TEXT COLLATE "C",
    PRIMARY KEY (provider_id, position),
    FOREIGN KEY(provider_id) REFERENCES provider (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(image_id) REFERENCES image (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX provider_of_image ON provider_image (image_id);

CREATE TABLE article_detail (
    article_id BIGINT NOT NULL,
    body TEXT COLLATE "C",
    body_format TEXT COLLATE "C",
    featured_content TEXT COLLATE "C",
    amp_web_url TEXT COLLATE "C",
    cdn_amp_web_url TEXT COLLATE "C",
    extra TEXT COLLATE "C",
    cipher_text TEXT COLLATE "C",
    initialization_vector TEXT COLLATE "C",
    provider_images BYTEA,
    PRIMARY KEY (article_id),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX article_detail_amp_web_url ON article_detail USING hash (amp_web_url);
CREATE INDEX article_detail_cdn_amp_web_url ON article_detail USING hash (cdn_amp_web_url);

CREATE TABLE article_image (
    article_id BIGINT NOT NULL,
    position INTEGER NOT NULL,
    image_id BIGINT NOT NULL,
    width INTEGER,
    height INTEGER,
    is_cached INTEGER,
    title TEXT COLLATE "C",
    attribution TEXT COLLATE "C",
    PRIMARY KEY (article_id, position),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(image_id) REFERENCES image (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX article_of_image ON article_image (image_id);

CREATE TABLE article_related (
    article_id BIGINT NOT NULL,
    position INTEGER NOT NULL,
    related_id BIGINT NOT NULL,
    PRIMARY KEY (article_id, position),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(related_id) REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX article_naming ON article_related (related_id);

CREATE TABLE article_terms (
    article_id BIGINT NOT NULL,
    terms BYTEA NOT NULL,
    PRIMARY KEY (article_id),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE article_text (
    article_id BIGINT NOT NULL,
    status INTEGER NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    excerpt TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    topics TEXT COLLATE "C" NOT NULL,
    provider TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (article_id),
    FOREIGN KEY(article_id) REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE article_topic (
    article_id BIGINT NOT NULL,
    position INTEGER NOT NULL,
    topic_id BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    status INTEGER NOT NULL,
    published_at TEXT COLLATE "C",
    path TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (article_id, position),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(topic_id) REFERENCES topic (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX article_of_topic ON article_topic (topic_id, status, coalesce(published_at, '') DESC, left(path, 300));

CREATE TABLE mention (
    article_id BIGINT NOT NULL,
    position INTEGER NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    url TEXT COLLATE "C",
    title TEXT COLLATE "C" NOT NULL,
    published_at TEXT COLLATE "C",
    derived_id BIGINT NOT NULL,
    target_id BIGINT NOT NULL,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    PRIMARY KEY (article_id, position),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX mention_target ON mention (target_id);
CREATE INDEX mention_title ON mention USING hash (title);
CREATE INDEX mention_url ON mention USING hash (url);

CREATE TABLE article_words (
    article_id BIGINT NOT NULL,
    status INTEGER NOT NULL,
    words TEXT COLLATE "C" NOT NULL,
    lexemes TSVECTOR NOT NULL,
    PRIMARY KEY (article_id)
);
CREATE INDEX search_published ON article_words USING gin (lexemes) WITH (fastupdate = off) WHERE status = 0;
CREATE INDEX search_removed ON article_words USING gin (lexemes) WITH (fastupdate = off) WHERE status = 3;
CREATE INDEX search_stub ON article_words USING gin (lexemes) WITH (fastupdate = off) WHERE status = 2;
CREATE INDEX search_unpublished ON article_words USING gin (lexemes) WITH (fastupdate = off) WHERE status = 1;

CREATE FUNCTION passage(
    texts text[], words text, terms text, size integer, opening text, closing text, cut text
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    WITH term AS MATERIALIZED (
        SELECT number, string_to_array(rtrim(said, '*'), ' ') AS words, right(said, 1) = '*' AS is_beginning
        FROM unnest(string_to_array(terms, '|')) WITH ORDINALITY AS asked (said, number)
    ),
    asked AS MATERIALIZED (
        SELECT term.number, cardinality(term.words) AS length, place, word,
            term.is_beginning AND place = cardinality(term.words) AS is_beginning
        FROM term, unnest(term.words) WITH ORDINALITY AS part (word, place)
    ),
    word AS MATERIALIZED (
        SELECT line.number AS text, place, word
        FROM unnest(string_to_array(words, E'\n')) WITH ORDINALITY AS line (words, number),
            unnest(string_to_array(btrim(line.words, ' '), ' ')) WITH ORDINALITY AS part (word, place)
    ),
    found AS (
        SELECT word.text, word.place - asked.place AS start, asked.number, asked.length
        FROM word JOIN asked ON word.word = asked.word AND NOT asked.is_beginning
        UNION ALL
        SELECT word.text, word.place - asked.place, asked.number, asked.length
        FROM word JOIN asked ON starts_with(word.word, asked.word) AND asked.is_beginning
    ),
    hit AS MATERIALIZED (
        SELECT text, start, number, min(length) AS length
        FROM found GROUP BY text, start, number HAVING count(*) = min(length)
    ),
    piece AS MATERIALIZED (
        SELECT line.number AS text, (place - 1) / 2 AS word, place % 2 = 0 AS is_word, piece
        FROM unnest(texts) WITH ORDINALITY AS line (text, number),
            unnest(string_to_array(line.text, E'\x1d')) WITH ORDINALITY AS part (piece, place)
        WHERE line.number IN (SELECT text FROM hit)
    ),
    length AS MATERIALIZED (
        SELECT text, count(*) FILTER (WHERE is_word) AS words FROM piece GROUP BY text
    ),
    sentence AS MATERIALIZED (
        SELECT text, word AS start FROM piece JOIN length USING (text)
        WHERE NOT is_word AND length.words > size
            AND (word = 0 OR (word < length.words AND (piece LIKE '%. ' OR piece LIKE '%: ')))
    ),
    start AS (
        SELECT text, start, count(number) AS hits, bool_or(number IS NULL) AS is_sentence,
            coalesce(bit_or(1::bigint << number::integer), 0) AS terms,
            max(start * 1024 + length) FILTER (WHERE number = last) AS last
        FROM (
            SELECT text, start, number, length, max(number) OVER (PARTITION BY text, start) AS last FROM hit
            UNION ALL
            SELECT text, start, NULL, NULL, NULL FROM sentence
        ) AS each GROUP BY text, start
    ),
    scored AS MATERIALIZED (
        SELECT text, start, hits > 0 AS is_hit,
            sum(hits) OVER ahead + 999 * bit_count((bit_or(terms) OVER ahead)::bit(64)) AS score,
            max(last) OVER ahead AS last,
            max(start) FILTER (WHERE is_sentence) OVER (PARTITION BY text ORDER BY start) AS sentence
        FROM start WINDOW ahead AS (
            PARTITION BY text ORDER BY start RANGE BETWEEN CURRENT ROW AND (size - 1)::bigint FOLLOWING
        )
    ),
    candidate AS (
        SELECT text, start AS hit, 0 AS kind, score,
            greatest(0, least(start - (size - (last / 1024 + last % 1024 - start)) / 2, words - size)) AS start
        FROM scored JOIN length USING (text) WHERE is_hit
        UNION ALL
        SELECT text, scored.start, 1, ahead.score + CASE scored.sentence WHEN 0 THEN 120 ELSE 100 END, ahead.start
        FROM scored JOIN scored AS ahead USING (text)
        WHERE scored.is_hit AND ahead.start = scored.sentence AND scored.sentence < scored.start
    ),
    best AS MATERIALIZED (
        SELECT text, start, start + size - 1 AS last, words
        FROM (SELECT text, start FROM candidate ORDER BY score DESC, text, hit, kind LIMIT 1) AS first
        JOIN length USING (text)
    ),
    mark AS MATERIALIZED (
        SELECT min(start) AS first, max(start + length - 1) AS last
        FROM (
            SELECT start, length, sum(is_apart::integer) OVER (ORDER BY start, number) AS run
            FROM (
                SELECT hit.start, length, number, hit.start > coalesce(max(hit.start + length - 1) OVER (
                    ORDER BY hit.start, number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                ), -1) AS is_apart
                FROM hit JOIN best USING (text)
            ) AS each
        ) AS run GROUP BY run
    )
    SELECT CASE WHEN min(best.start) > 0 THEN cut ELSE '' END
        || string_agg(
            CASE WHEN is_word AND word = mark.first THEN opening ELSE '' END
            || piece
            || CASE WHEN is_word AND word IN (mark.last, best.last) AND mark.first <= word THEN closing ELSE '' END,
            '' ORDER BY word, is_word
        )
        || CASE WHEN min(best.last) < min(words) - 1 THEN cut ELSE '' END
    FROM best JOIN piece USING (text)
    LEFT JOIN mark ON mark.first >= best.start AND word BETWEEN mark.first AND mark.last
    WHERE word BETWEEN best.start AND best.last AND (is_word OR word > best.start OR word = 0)
        OR word = words AND best.last >= words - 1
);
