-- How long lists are, for what is in the database already; from now on each load counts them.
CREATE TABLE fan_out (
    list TEXT NOT NULL,
    total INTEGER NOT NULL,
    most INTEGER NOT NULL,
    PRIMARY KEY (list)
) STRICT;

INSERT INTO fan_out
SELECT 'Query.articles', coalesce(sum(entries), 0), coalesce(max(entries), 0)
FROM (SELECT count(*) AS entries FROM article);
INSERT INTO fan_out
SELECT 'Query.providers', coalesce(sum(entries), 0), coalesce(max(entries), 0)
FROM (SELECT count(*) AS entries FROM provider);
INSERT INTO fan_out
SELECT 'Query.topics', coalesce(sum(entries), 0), coalesce(max(entries), 0)
FROM (SELECT count(*) AS entries FROM topic);
INSERT INTO fan_out
SELECT 'Provider.articles', coalesce(sum(entries), 0), coalesce(max(entries), 0)
FROM (SELECT count(*) AS entries FROM article WHERE provider_id IS NOT NULL GROUP BY provider_id);
INSERT INTO fan_out
SELECT 'Provider.images', coalesce(sum(entries), 0), coalesce(max(entries), 0)
FROM (SELECT count(*) AS entries FROM provider_image WHERE provider_id IS NOT NULL GROUP BY provider_id);
INSERT INTO fan_out
SELECT 'Topic.articles', coalesce(sum(entries), 0), coalesce(max(entries), 0)
FROM (SELECT count(*) AS entries FROM article_topic WHERE topic_id IS NOT NULL GROUP BY topic_id);
INSERT INTO fan_out
SELECT 'Topic.children', coalesce(sum(entries), 0), coalesce(max(entries), 0)
FROM (SELECT count(*) AS entries FROM topic WHERE parent_id IS NOT NULL GROUP BY parent_id);
INSERT INTO fan_out
SELECT 'Article.topics', coalesce(sum(entries), 0), coalesce(max(entries), 0)
FROM (SELECT count(*) AS entries FROM article_topic WHERE article_id IS NOT NULL GROUP BY article_id);
INSERT INTO fan_out
SELECT 'Article.images', coalesce(sum(entries), 0), coalesce(max(entries), 0)
FROM (SELECT count(*) AS entries FROM article_image WHERE article_id IS NOT NULL GROUP BY article_id);
INSERT INTO fan_out
SELECT 'Article.related', sum(total), sum(most) FROM (
    SELECT coalesce(sum(entries), 0) AS total, coalesce(max(entries), 0) AS most
    FROM (SELECT count(*) AS entries FROM article_related WHERE article_id IS NOT NULL GROUP BY article_id) UNION ALL
    SELECT coalesce(sum(entries), 0) AS total, coalesce(max(entries), 0) AS most
    FROM (SELECT count(*) AS entries FROM article_suggestion WHERE article_id IS NOT NULL GROUP BY article_id)
);
INSERT INTO fan_out
SELECT 'Article.relatedFrom', coalesce(sum(entries), 0), coalesce(max(entries), 0)
FROM (SELECT count(*) AS entries FROM article_related WHERE related_id IS NOT NULL GROUP BY related_id);
INSERT INTO fan_out SELECT 'ArticleFilter.topics', total, most FROM fan_out WHERE list = 'Article.topics';
INSERT INTO fan_out SELECT 'ArticleFilter.images', total, most FROM fan_out WHERE list = 'Article.images';
INSERT INTO fan_out
SELECT 'ArticleFilter.related', coalesce(sum(entries), 0), coalesce(max(entries), 0)
FROM (SELECT count(*) AS entries FROM article_related WHERE article_id IS NOT NULL GROUP BY article_id);
INSERT INTO fan_out
SELECT 'ArticleFacets.topics', coalesce(sum(entries), 0), coalesce(max(entries), 0)
FROM (SELECT count(*) AS entries FROM topic);
INSERT INTO fan_out
SELECT 'ArticleFacets.providers', coalesce(sum(entries), 0), coalesce(max(entries), 0)
FROM (SELECT count(*) AS entries FROM provider);
INSERT INTO fan_out
SELECT 'ArticleFacets.types', coalesce(sum(entries), 0), coalesce(max(entries), 0)
FROM (SELECT count(DISTINCT type) AS entries FROM article);
INSERT INTO fan_out
SELECT 'ArticleFacets.collections', coalesce(sum(entries), 0), coalesce(max(entries), 0)
FROM (SELECT count(DISTINCT collection) AS entries FROM article);
INSERT INTO fan_out
SELECT 'ArticleFacets.published', coalesce(sum(entries), 0), coalesce(max(entries), 0)
FROM (SELECT count(DISTINCT substr(published_at, 1, 10)) AS entries FROM article);
