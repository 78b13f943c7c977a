-- How many articles there are of what, for what is in the database already; from now on each load counts them.

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

DROP INDEX article_facets;
CREATE INDEX article_facets ON article (status, type, collection, category, source, provider_id, published_at, quality, heat);

CREATE TEMPORARY TABLE counted (
    id BIGINT NOT NULL,
    sign INTEGER NOT NULL,
    kind_id INTEGER NOT NULL,
    provider_id BIGINT,
    day TEXT COLLATE "C",
    PRIMARY KEY (id, sign)
);
CREATE TEMPORARY TABLE counted_topic (
    id BIGINT NOT NULL,
    sign INTEGER NOT NULL,
    topic_id BIGINT NOT NULL,
    kind_id INTEGER NOT NULL,
    provider_id BIGINT,
    day TEXT COLLATE "C",
    PRIMARY KEY (id, sign, topic_id)
);

INSERT INTO article_kind (id, status, source, collection, category, type)
SELECT row_number() OVER (ORDER BY status, source, collection, category, type), status, source, collection, category, type
FROM (SELECT DISTINCT status, source, collection, category, type FROM article) AS named;

INSERT INTO counted (id, sign, kind_id, provider_id, day)
SELECT article.id, 1, article_kind.id, article.provider_id, substr(article.published_at, 1, 10)
FROM article JOIN article_kind ON article.status = article_kind.status AND article.source = article_kind.source AND
    article.collection = article_kind.collection AND article.category = article_kind.category AND article.type =
    article_kind.type
ORDER BY article.id;

INSERT INTO counted_topic (id, sign, topic_id, kind_id, provider_id, day)
SELECT counted.id, counted.sign, article_topic.topic_id, counted.kind_id, counted.provider_id, counted.day
FROM counted JOIN article_topic ON article_topic.article_id = counted.id
WHERE counted.sign = 1;

INSERT INTO article_count (within, counted_by, kind_id, value, start, articles)
SELECT 0, 0, counted.kind_id, 0, '', sum(counted.sign)
FROM counted
GROUP BY counted.kind_id
HAVING sum(counted.sign) != 0
ORDER BY counted.kind_id;

INSERT INTO article_count (within, counted_by, kind_id, value, start, articles)
SELECT 0, 2, counted.kind_id, counted.provider_id, '', sum(counted.sign)
FROM counted
WHERE counted.provider_id IS NOT NULL
GROUP BY counted.kind_id, counted.provider_id
HAVING sum(counted.sign) != 0
ORDER BY counted.kind_id, counted.provider_id;

INSERT INTO article_count (within, counted_by, kind_id, value, start, articles)
SELECT 0, 4, counted.kind_id, 0, counted.day, sum(counted.sign)
FROM counted
WHERE counted.day IS NOT NULL
GROUP BY counted.kind_id, counted.day
HAVING sum(counted.sign) != 0
ORDER BY counted.kind_id, counted.day;

INSERT INTO article_count (within, counted_by, kind_id, value, start, articles)
SELECT 0, 1, counted_topic.kind_id, counted_topic.topic_id, '', sum(counted_topic.sign)
FROM counted_topic
WHERE counted_topic.topic_id IS NOT NULL
GROUP BY counted_topic.kind_id, counted_topic.topic_id
HAVING sum(counted_topic.sign) != 0
ORDER BY counted_topic.kind_id, counted_topic.topic_id;

INSERT INTO article_count (within, counted_by, kind_id, value, start, articles)
SELECT counted_topic.topic_id, 1, counted_topic.kind_id, later.topic_id, '', sum(counted_topic.sign)
FROM counted_topic JOIN counted_topic AS later ON later.id = counted_topic.id AND later.sign = counted_topic.sign AND
    later.topic_id > counted_topic.topic_id
WHERE counted_topic.topic_id IS NOT NULL AND later.topic_id IS NOT NULL
GROUP BY counted_topic.topic_id, later.topic_id, counted_topic.kind_id
HAVING sum(counted_topic.sign) != 0
ORDER BY counted_topic.topic_id, later.topic_id, counted_topic.kind_id;

INSERT INTO article_count (within, counted_by, kind_id, value, start, articles)
SELECT counted_topic.topic_id, 2, counted_topic.kind_id, counted_topic.provider_id, '', sum(counted_topic.sign)
FROM counted_topic
WHERE counted_topic.topic_id IS NOT NULL AND counted_topic.provider_id IS NOT NULL
GROUP BY counted_topic.topic_id, counted_topic.provider_id, counted_topic.kind_id
HAVING sum(counted_topic.sign) != 0
ORDER BY counted_topic.topic_id, counted_topic.provider_id, counted_topic.kind_id;

INSERT INTO article_count (within, counted_by, kind_id, value, start, articles)
SELECT counted_topic.topic_id, 3, counted_topic.kind_id, 0, substr(counted_topic.day, 1, 7) || '-01',
    sum(counted_topic.sign)
FROM counted_topic
WHERE counted_topic.topic_id IS NOT NULL AND (substr(counted_topic.day, 1, 7) || '-01') IS NOT NULL
GROUP BY counted_topic.topic_id, substr(counted_topic.day, 1, 7) || '-01', counted_topic.kind_id
HAVING sum(counted_topic.sign) != 0
ORDER BY counted_topic.topic_id, substr(counted_topic.day, 1, 7) || '-01', counted_topic.kind_id;

INSERT INTO article_count (within, counted_by, kind_id, value, start, articles)
SELECT 0, 3, article_count.kind_id, 0, substr(article_count.start, 1, 7) || '-01', sum(article_count.articles)
FROM article_count
WHERE article_count.within = 0 AND article_count.counted_by = 4
GROUP BY article_count.kind_id, substr(article_count.start, 1, 7) || '-01'
HAVING sum(article_count.articles) != 0;

INSERT INTO article_count (within, counted_by, kind_id, value, start, articles)
SELECT article_count.value, 1, article_count.kind_id, article_count.within, article_count.start,
    article_count.articles
FROM article_count
WHERE article_count.within != 0 AND article_count.counted_by = 1;

INSERT INTO article_count (within, counted_by, kind_id, value, start, articles)
SELECT article_count.value, 1, article_count.kind_id, article_count.value, article_count.start, article_count.articles
FROM article_count
WHERE article_count.within = 0 AND article_count.counted_by = 1;

INSERT INTO article_count (within, counted_by, kind_id, value, start, articles)
SELECT article_count.value, 0, article_count.kind_id, 0, article_count.start, article_count.articles
FROM article_count
WHERE article_count.within = 0 AND article_count.counted_by = 1;

INSERT INTO article_count (within, counted_by, kind_id, value, start, articles)
SELECT article_count.value, 1, article_count.kind_id, article_count.within, article_count.start,
    article_count.articles
FROM article_count
WHERE article_count.within != 0 AND article_count.counted_by = 2;

INSERT INTO article_count (within, counted_by, kind_id, value, start, articles)
SELECT article_count.value, 2, article_count.kind_id, article_count.value, article_count.start, article_count.articles
FROM article_count
WHERE article_count.within = 0 AND article_count.counted_by = 2;

DROP TABLE counted_topic;
DROP TABLE counted;
