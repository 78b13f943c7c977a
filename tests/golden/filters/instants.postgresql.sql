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
            '{"path":',
            coalesce(CAST (to_json(article_1.path) AS TEXT), 'null'),
            ',"publishedDateTime":',
            coalesce('"' || article_1.published_at || 'Z"', 'null'),
            '}'
          ),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT article_1.path AS path,
        article_1.published_at AS published_at
        FROM article AS article_1
        WHERE
        (article_1.published_at IS NOT NULL AND article_1.published_at >= $2::VARCHAR COLLATE "C")
        AND article_1.status = 0
        ORDER BY coalesce(article_1.published_at, '') DESC,
        left(article_1.path, 300),
        article_1.path
        LIMIT 25 OFFSET 0
      ) AS article_1
    ),
    ',"',
    $3::VARCHAR,
    '":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat('{"path":', coalesce(CAST (to_json(article_2.path) AS TEXT), 'null'), '}'),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT article_2.path AS path
        FROM article AS article_2
        WHERE
        (article_2.published_at IS NOT NULL AND article_2.published_at = $4::VARCHAR COLLATE "C")
        AND article_2.status = 0
        ORDER BY coalesce(article_2.published_at, '') DESC,
        left(article_2.path, 300),
        article_2.path
        LIMIT 25 OFFSET 0
      ) AS article_2
    ),
    ',"',
    $5::VARCHAR,
    '":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat(
            '{"publishedDateTime":',
            coalesce('"' || article_3.published_at || 'Z"', 'null'),
            '}'
          ),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT article_3.published_at AS published_at
        FROM article AS article_3
        WHERE
        (
          article_3.published_at IS NOT NULL
          AND article_3.published_at < $6::VARCHAR COLLATE "C"
          AND article_3.published_at IS NOT NULL
          AND article_3.published_at > $7::VARCHAR COLLATE "C"
        )
        AND article_3.status = 0
        ORDER BY coalesce(article_3.published_at, '') DESC,
        left(article_3.path, 300),
        article_3.path
        LIMIT 25 OFFSET 0
      ) AS article_3
    ),
    ',"',
    $8::VARCHAR,
    '":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat('{"path":', coalesce(CAST (to_json(article_4.path) AS TEXT), 'null'), '}'),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT article_4.path AS path
        FROM article AS article_4
        WHERE article_4.published_at IS NULL
        AND article_4.status = 0
        ORDER BY coalesce(article_4.published_at, '') DESC,
        left(article_4.path, 300),
        article_4.path
        LIMIT 25 OFFSET 0
      ) AS article_4
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  'since'  response key
$2  '2023-05-01T20:45:00'  $since
$3  'exactly'  response key
$4  '2023-05-02T09:30:00'  "2023-05-02T09:30:00"
$5  'between'  response key
$6  '2023-04-15T06:00:00.6'  "2023-04-15T06:00:00.6"
$7  '2023-04-15T06:00:00'  "2023-04-15T06:00:00"
$8  'undated'  response key
*/
