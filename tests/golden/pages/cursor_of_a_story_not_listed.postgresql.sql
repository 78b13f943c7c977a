SELECT convert_to(
  concat(
    '{"articles":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat(
            '{"path":',
            coalesce(CAST (to_json(article_1.path) AS TEXT), 'null'),
            ',"heat":',
            coalesce(CAST (article_1.heat AS TEXT), 'null'),
            '}'
          ),
          ','
        ),
        '],"pageInfo":{"hasNextPage":',
        CASE WHEN (
          EXISTS (
            SELECT 1
            FROM article AS article_1
            WHERE article_1.status = 0
            AND coalesce(article_1.heat, -2147483649) <= $1::BIGINT
            AND
            (coalesce(article_1.heat, -2147483649) < $1::BIGINT OR article_1.path > $2::VARCHAR)
            LIMIT 1 OFFSET CAST ($3 AS INTEGER)
          )
        ) THEN 'true' ELSE 'false' END,
        ',"hasPreviousPage":',
        CASE WHEN (
          EXISTS (
            SELECT 1
            FROM article AS article_1
            WHERE article_1.status = 0
            AND coalesce(article_1.heat, -2147483649) >= $1::BIGINT
            AND (
              coalesce(article_1.heat, -2147483649) > $1::BIGINT
              OR article_1.path <= $2::VARCHAR
            )
          )
        ) THEN 'true' ELSE 'false' END,
        '}}'
      ) AS json
      FROM (
        SELECT article_1.path AS path,
        article_1.heat AS heat
        FROM article AS article_1
        WHERE article_1.status = 0
        AND coalesce(article_1.heat, -2147483649) <= $1::BIGINT
        AND (coalesce(article_1.heat, -2147483649) < $1::BIGINT OR article_1.path > $2::VARCHAR)
        ORDER BY coalesce(article_1.heat, -2147483649) DESC,
        left(article_1.path, 300),
        article_1.path
        LIMIT CAST ($3 AS INTEGER) OFFSET 0
      ) AS article_1
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  3  "5b2251756572792e61727469636c657320484541542e44455343222c33…
$2  'news/2023-04-28-bridge-toll-dropped'  "5b2251756572792e61727469636c657320484541542e44455343222c33…
$3  1  1
*/
