-- Days within topics, for what is in the database already; from now on each load counts them.

INSERT INTO article_count (within, counted_by, kind_id, value, start, articles)
SELECT article_topic.topic_id, 4, article_kind.id, 0, substr(article.published_at, 1, 10), count(*)
FROM article
JOIN article_kind ON article.status = article_kind.status AND article.source = article_kind.source AND
    article.collection = article_kind.collection AND article.category = article_kind.category AND article.type =
    article_kind.type
JOIN article_topic ON article_topic.article_id = article.id
WHERE article.published_at IS NOT NULL
GROUP BY article_topic.topic_id, article_kind.id, substr(article.published_at, 1, 10)
ORDER BY article_topic.topic_id, article_kind.id, substr(article.published_at, 1, 10);
