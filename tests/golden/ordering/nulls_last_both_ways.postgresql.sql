SELECT convert_to(
  concat(
    '{"',
    $1::VARCHAR,
    '":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat(
            '{"heat":',
            coalesce(CAST (article_1.heat AS TEXT), 'null'),
            ',"path":',
            coalesce(CAST (to_json(article_1.path) AS TEXT), 'null'),
            '}'
          ),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT article_1.heat AS heat,
        article_1.path AS path
        FROM article AS article_1
        WHERE article_1.status = 0
        ORDER BY coalesce(article_1.heat, -2147483649) DESC,
        left(article_1.path, 300),
        article_1.path
        LIMIT 25 OFFSET 0
      ) AS article_1
    ),
    ',"',
    $2::VARCHAR,
    '":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat(
            '{"heat":',
            coalesce(CAST (article_2.heat AS TEXT), 'null'),
            ',"path":',
            coalesce(CAST (to_json(article_2.path) AS TEXT), 'null'),
            '}'
          ),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT article_2.heat AS heat,
        article_2.path AS path
        FROM article AS article_2
        WHERE article_2.status = 0
        ORDER BY coalesce(article_2.heat, 2147483648),
        left(article_2.path, 300),
        article_2.path
        LIMIT 25 OFFSET 0
      ) AS article_2
    ),
    ',"',
    $3::VARCHAR,
    '":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat(
            '{"publishedDateTime":',
            coalesce('"' || article_3.published_at || 'Z"', 'null'),
            ',"path":',
            coalesce(CAST (to_json(article_3.path) AS TEXT), 'null'),
            '}'
          ),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT *
        FROM (
          SELECT article_3.published_at AS published_at,
          article_3.path AS path,
          coalesce(article_3.published_at, '~') AS key_1,
          article_3.path AS key_2
          FROM article AS article_3
          WHERE article_3.status = 0
          ORDER BY coalesce(article_3.published_at, '~') DESC,
          left(article_3.path, 300) DESC,
          article_3.path DESC
          LIMIT CAST ($4 AS INTEGER) OFFSET 0
        ) AS article_3
        ORDER BY article_3.key_1,
        article_3.key_2
      ) AS article_3
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  'down'  response key
$2  'up'  response key
$3  'oldest'  response key
$4  8  8
*/
