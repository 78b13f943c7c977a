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
        CASE WHEN (
          (
            EXISTS (
              SELECT 1
              FROM article AS article_1
              WHERE article_1.status = 0
              AND coalesce(article_1.published_at, '') <= $1::VARCHAR
              AND
              (coalesce(article_1.published_at, '') < $1::VARCHAR OR article_1.path > $2::VARCHAR)
              AND coalesce(article_1.published_at, '') >= $3::VARCHAR
              AND
              (coalesce(article_1.published_at, '') > $3::VARCHAR OR article_1.path < $4::VARCHAR)
              LIMIT 1 OFFSET CAST ($5 AS INTEGER)
            )
          )
          OR (
            EXISTS (
              SELECT 1
              FROM article AS article_1
              WHERE article_1.status = 0
              AND coalesce(article_1.published_at, '') <= $3::VARCHAR
              AND (
                coalesce(article_1.published_at, '') < $3::VARCHAR
                OR article_1.path >= $4::VARCHAR
              )
            )
          )
        ) THEN 'true' ELSE 'false' END,
        ',"hasPreviousPage":',
        CASE WHEN (
          EXISTS (
            SELECT 1
            FROM article AS article_1
            WHERE article_1.status = 0
            AND coalesce(article_1.published_at, '') >= $1::VARCHAR
            AND (
              coalesce(article_1.published_at, '') > $1::VARCHAR
              OR article_1.path <= $2::VARCHAR
            )
          )
        ) THEN 'true' ELSE 'false' END,
        '}}'
      ) AS json
      FROM (
        SELECT article_1.path AS path
        FROM article AS article_1
        WHERE article_1.status = 0
        AND coalesce(article_1.published_at, '') <= $1::VARCHAR
        AND
        (coalesce(article_1.published_at, '') < $1::VARCHAR OR article_1.path > $2::VARCHAR)
        AND coalesce(article_1.published_at, '') >= $3::VARCHAR
        AND (coalesce(article_1.published_at, '') > $3::VARCHAR OR article_1.path < $4::VARCHAR)
        ORDER BY coalesce(article_1.published_at, '') DESC,
        left(article_1.path, 300),
        article_1.path
        LIMIT CAST ($5 AS INTEGER) OFFSET 0
      ) AS article_1
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  '2023-05-03T10:00:00'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
$2  'valley/news/2023-05-03-hill-race'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
$3  '2023-04-15T06:00:00.5'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
$4  'news/2023-04-15-market-day'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
$5  10  10
*/
