SELECT CAST (
  json_object(
    'articles', (
      SELECT json_object('nodes', json_group_array(json_object())) AS json
      FROM (
        SELECT 1 AS one
        FROM article AS article_1
        WHERE article_1.status = 0
        ORDER BY coalesce(article_1.published_at, '') DESC,
        article_1.path
        LIMIT CAST (? AS INTEGER) OFFSET 0
      ) AS article_1
    ),
    'topic', (
      SELECT json_object() AS json
      FROM (
        SELECT 1 AS one
        FROM topic AS topic_1
        WHERE topic_1.slug = ?
        ORDER BY topic_1.source,
        topic_1.is_defined DESC,
        topic_1.name
        LIMIT 1 OFFSET 0
      ) AS topic_1
    )
  ) AS BLOB
) AS data

/* parameters
?1  2  2
?2  'sport'  "sport"
*/
