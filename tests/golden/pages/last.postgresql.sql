SELECT convert_to(
  concat(
    '{"articles":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat('{"path":', coalesce(CAST (to_json(article_1.path) AS TEXT), 'null'), '}'),
          ','
        ),
        '],"pageInfo":{"hasNextPage":',
        CASE WHEN 1 = 0 THEN 'true' ELSE 'false' END,
        ',"hasPreviousPage":',
        CASE WHEN (
          EXISTS (
            SELECT 1
            FROM article AS article_1
            WHERE article_1.status = 0
            LIMIT 1 OFFSET CAST ($1 AS INTEGER)
          )
        ) THEN 'true' ELSE 'false' END,
        '}}'
      ) AS json
      FROM (
        SELECT *
        FROM (
          SELECT article_1.path AS path,
          coalesce(article_1.published_at, '') AS key_1,
          article_1.path AS key_2
          FROM article AS article_1
          WHERE article_1.status = 0
          ORDER BY coalesce(article_1.published_at, ''),
          left(article_1.path, 300) DESC,
          article_1.path DESC
          LIMIT CAST ($1 AS INTEGER) OFFSET 0
        ) AS article_1
        ORDER BY article_1.key_1 DESC,
        article_1.key_2
      ) AS article_1
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  3  3
*/
