CREATE TABLE article_change (
    number INTEGER NOT NULL,
    snapshot_id TEXT NOT NULL,
    article_id INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    PRIMARY KEY (number)
) STRICT;

CREATE TABLE article_count (
    within INTEGER NOT NULL,
    counted_by INTEGER NOT NULL,
    kind_id INTEGER NOT NULL,
    value INTEGER NOT NULL,
    start TEXT NOT NULL,
    articles INTEGER NOT NULL,
    PRIMARY KEY (within, counted_by, kind_id, value, start)
) WITHOUT ROWID, STRICT;

CREATE TABLE article_kind (
    id INTEGER NOT NULL,
    status INTEGER NOT NULL,
    source TEXT NOT NULL,
    collection TEXT NOT NULL,
    category TEXT NOT NULL,
    type TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE article_suggestion (
    article_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    related_id INTEGER NOT NULL,
    score INTEGER NOT NULL,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID, STRICT;

CREATE TABLE document (
    id INTEGER NOT NULL,
    source TEXT NOT NULL,
    file TEXT NOT NULL,
    size INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    kind TEXT,
    "key" TEXT,
    is_archived INTEGER NOT NULL,
    digest BLOB,
    entry BLOB,
    related BLOB,
    problems BLOB,
    is_broken INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (source, file)
) STRICT;
CREATE INDEX document_key ON document (kind, "key");

CREATE TABLE fan_out (
    list TEXT NOT NULL,
    total INTEGER NOT NULL,
    most INTEGER NOT NULL,
    PRIMARY KEY (list)
) STRICT;

CREATE TABLE image (
    id INTEGER NOT NULL,
    url TEXT NOT NULL,
    width INTEGER,
    height INTEGER,
    is_cached INTEGER NOT NULL,
    title TEXT,
    attribution TEXT,
    digest BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE longest_list (
    length TEXT NOT NULL,
    parent INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    PRIMARY KEY (length)
) STRICT;

CREATE TABLE migration (
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    applied_at TEXT NOT NULL,
    PRIMARY KEY (version)
) STRICT;

CREATE TABLE posting (
    term INTEGER NOT NULL,
    frequency INTEGER NOT NULL,
    articles BLOB,
    PRIMARY KEY (term)
) STRICT;

CREATE TABLE problem (
    severity TEXT NOT NULL,
    source TEXT NOT NULL,
    file TEXT NOT NULL,
    line INTEGER,
    "column" INTEGER,
    code TEXT NOT NULL,
    message TEXT NOT NULL
) STRICT;
CREATE INDEX problem_place ON problem (severity, source, file, coalesce(line, 0), coalesce("column", 0), code, message);

CREATE TABLE provider (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    domain TEXT,
    description TEXT,
    article_count INTEGER NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE INDEX provider_domain ON provider (domain);

CREATE TABLE snapshot (
    singleton INTEGER NOT NULL CHECK (singleton = 1),
    id TEXT NOT NULL,
    loaded_at TEXT NOT NULL,
    published INTEGER NOT NULL,
    unpublished INTEGER NOT NULL,
    stubs INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    providers INTEGER NOT NULL,
    topics INTEGER NOT NULL,
    images INTEGER NOT NULL,
    changes INTEGER NOT NULL,
    whole_id TEXT,
    number INTEGER,
    PRIMARY KEY (singleton)
) STRICT;

CREATE TABLE snapshot_part (
    kind INTEGER NOT NULL,
    part INTEGER NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (kind, part)
) WITHOUT ROWID, STRICT;

CREATE TABLE topic (
    id INTEGER NOT NULL,
    source TEXT NOT NULL,
    name TEXT NOT NULL,
    folded_name TEXT NOT NULL,
    slug TEXT NOT NULL,
    description TEXT,
    parent_id INTEGER,
    is_defined INTEGER NOT NULL,
    file_name TEXT,
    article_count INTEGER NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(parent_id) REFERENCES topic (id)
) STRICT;
CREATE INDEX topic_folded_name ON topic (folded_name);
CREATE INDEX topic_parent ON topic (parent_id);
CREATE INDEX topic_slug ON topic (slug);

CREATE TABLE article (
    id INTEGER NOT NULL,
    path TEXT NOT NULL,
    source TEXT NOT NULL,
    collection TEXT NOT NULL,
    slug TEXT NOT NULL,
    category TEXT NOT NULL,
    type TEXT NOT NULL,
    status INTEGER NOT NULL,
    title TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    published_at TEXT,
    web_url TEXT,
    original_url TEXT,
    quality INTEGER,
    heat INTEGER,
    provider_id INTEGER,
    provider_name TEXT,
    document_id INTEGER,
    digest BLOB NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (path),
    FOREIGN KEY(provider_id) REFERENCES provider (id),
    FOREIGN KEY(document_id) REFERENCES document (id)
) STRICT;
CREATE INDEX article_best ON article (status, coalesce(quality, -2147483649) DESC, path);
CREATE INDEX article_coldest ON article (status, coalesce(heat, 2147483648), path);
CREATE INDEX article_document ON article (document_id);
CREATE INDEX article_facets ON article (status, type, collection, category, source, provider_id, published_at, quality, heat);
CREATE INDEX article_hottest ON article (status, coalesce(heat, -2147483649) DESC, path);
CREATE INDEX article_newest ON article (status, coalesce(published_at, '') DESC, path);
CREATE INDEX article_of_provider ON article (provider_id, status, coalesce(published_at, '') DESC, path);
CREATE INDEX article_oldest ON article (status, coalesce(published_at, '~'), path);
CREATE INDEX article_original_url ON article (original_url) WHERE original_url IS NOT NULL;
CREATE INDEX article_title ON article (status, title, path);
CREATE INDEX article_web_url ON article (web_url) WHERE web_url IS NOT NULL;
CREATE INDEX article_worst ON article (status, coalesce(quality, 2147483648), path);

CREATE TABLE provider_image (
    provider_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    image_id INTEGER NOT NULL,
    width INTEGER,
    height INTEGER,
    is_cached INTEGER,
    title TEXT,
    attribution TEXT,
    PRIMARY KEY (provider_id, position),
    FOREIGN KEY(provider_id) REFERENCES provider (id) ON DELETE CASCADE,
    FOREIGN KEY(image_id) REFERENCES image (id)
) WITHOUT ROWID, STRICT;
CREATE INDEX provider_of_image ON provider_image (image_id);

CREATE TABLE article_detail (
    article_id INTEGER NOT NULL,
    body TEXT,
    body_format TEXT,
    featured_content TEXT,
    amp_web_url TEXT,
    cdn_amp_web_url TEXT,
    extra TEXT,
    cipher_text TEXT,
    initialization_vector TEXT,
    provider_images BLOB,
    PRIMARY KEY (article_id),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX article_detail_amp_web_url ON article_detail (amp_web_url) WHERE amp_web_url IS NOT NULL;
CREATE INDEX article_detail_cdn_amp_web_url ON article_detail (cdn_amp_web_url) WHERE cdn_amp_web_url IS NOT NULL;

CREATE TABLE article_image (
    article_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    image_id INTEGER NOT NULL,
    width INTEGER,
    height INTEGER,
    is_cached INTEGER,
    title TEXT,
    attribution TEXT,
    PRIMARY KEY (article_id, position),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE,
    FOREIGN KEY(image_id) REFERENCES image (id)
) WITHOUT ROWID, STRICT;
CREATE INDEX article_of_image ON article_image (image_id);

CREATE TABLE article_related (
    article_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    related_id INTEGER NOT NULL,
    PRIMARY KEY (article_id, position),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE,
    FOREIGN KEY(related_id) REFERENCES article (id)
) WITHOUT ROWID, STRICT;
CREATE INDEX article_naming ON article_related (related_id);

CREATE TABLE article_terms (
    article_id INTEGER NOT NULL,
    terms BLOB NOT NULL,
    PRIMARY KEY (article_id),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
) STRICT;

CREATE TABLE article_text (
    article_id INTEGER NOT NULL,
    status INTEGER NOT NULL,
    title TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    body TEXT NOT NULL,
    topics TEXT NOT NULL,
    provider TEXT NOT NULL,
    PRIMARY KEY (article_id),
    FOREIGN KEY(article_id) REFERENCES article (id)
) STRICT;

CREATE TABLE article_topic (
    article_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    topic_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    status INTEGER NOT NULL,
    published_at TEXT,
    path TEXT NOT NULL,
    PRIMARY KEY (article_id, position),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE,
    FOREIGN KEY(topic_id) REFERENCES topic (id)
) WITHOUT ROWID, STRICT;
CREATE INDEX article_of_topic ON article_topic (topic_id, status, coalesce(published_at, '') DESC, path);

CREATE TABLE mention (
    article_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    source TEXT NOT NULL,
    url TEXT,
    title TEXT NOT NULL,
    published_at TEXT,
    derived_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    PRIMARY KEY (article_id, position),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX mention_target ON mention (target_id);
CREATE INDEX mention_title ON mention (title) WHERE url IS NULL;
CREATE INDEX mention_url ON mention (url);

CREATE VIRTUAL TABLE search_published USING fts5 (
    title, excerpt, body, topics, provider,
    content = 'article_text',
    content_rowid = 'article_id',
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M*'"
);

CREATE VIRTUAL TABLE search_unpublished USING fts5 (
    title, excerpt, body, topics, provider,
    content = 'article_text',
    content_rowid = 'article_id',
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M*'"
);

CREATE VIRTUAL TABLE search_stub USING fts5 (
    title, excerpt, body, topics, provider,
    content = 'article_text',
    content_rowid = 'article_id',
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M*'"
);

CREATE VIRTUAL TABLE search_removed USING fts5 (
    title, excerpt, body, topics, provider,
    content = 'article_text',
    content_rowid = 'article_id',
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M*'"
);

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
