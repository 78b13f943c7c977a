SELECT convert_to(
  concat(
    '{"articles":',
    (
      SELECT concat('{"nodes":[', string_agg(concat('{}'), ','), ']}') AS json
      FROM (
        SELECT 1 AS one
        FROM article AS article_1
        WHERE article_1.status = 0
        ORDER BY coalesce(article_1.published_at, '') DESC,
        left(article_1.path, 300),
        article_1.path
        LIMIT CAST ($1 AS INTEGER) OFFSET 0
      ) AS article_1
    ),
    ',"topic":',
    coalesce(
      (
        SELECT concat('{}') AS json
        FROM (
          SELECT 1 AS one
          FROM topic AS topic_1
          WHERE topic_1.slug = $2::VARCHAR COLLATE "C"
          ORDER BY topic_1.source,
          topic_1.is_defined DESC,
          topic_1.name
          LIMIT 1 OFFSET 0
        ) AS topic_1
      ),
      'null'
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  2  2
$2  'sport'  "sport"
*/
