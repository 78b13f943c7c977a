SELECT convert_to(
  concat(
    '{"',
    $1::VARCHAR,
    '":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat('{"path":', coalesce(CAST (to_json(article_1.path) AS TEXT), 'null'), '}'),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT article_1.path AS path
        FROM article AS article_1
        WHERE
        (article_1.heat IS NOT NULL AND article_1.heat = $2::INTEGER)
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
          concat(
            '{"path":',
            coalesce(CAST (to_json(article_2.path) AS TEXT), 'null'),
            ',"heat":',
            coalesce(CAST (article_2.heat AS TEXT), 'null'),
            '}'
          ),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT article_2.path AS path,
        article_2.heat AS heat
        FROM article AS article_2
        WHERE
        (article_2.heat IS NULL OR article_2.heat != $4::INTEGER)
        AND article_2.status = 0
        ORDER BY coalesce(article_2.published_at, '') DESC,
        left(article_2.path, 300),
        article_2.path
        LIMIT 25 OFFSET 0
      ) AS article_2
    ),
    ',"',
    $5::VARCHAR,
    '":{"totalCount":',
    coalesce(
      CAST (
        (
          SELECT count(*) AS count_1
          FROM article AS article_4
          WHERE
          (
            article_4.quality IS NULL
            OR (
              article_4.quality NOT IN (
                SELECT value
                FROM unnest(CAST (translate($6::VARCHAR, '[]', '{}') AS INTEGER[])) AS listed(value)
              )
            )
          )
          AND article_4.status = 0
        ) AS TEXT
      ),
      'null'
    ),
    '},"',
    $7::VARCHAR,
    '":{"totalCount":',
    coalesce(
      CAST (
        (
          SELECT count(*) AS count_2
          FROM article AS article_6
          WHERE article_6.quality IS NULL
          AND article_6.status = 0
        ) AS TEXT
      ),
      'null'
    ),
    '},"',
    $8::VARCHAR,
    '":{"totalCount":',
    coalesce(
      CAST (
        (
          SELECT count(*) AS count_3
          FROM article AS article_8
          WHERE article_8.quality IS NOT NULL
          AND article_8.status = 0
        ) AS TEXT
      ),
      'null'
    ),
    '},"',
    $9::VARCHAR,
    '":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat(
            '{"path":',
            coalesce(CAST (to_json(article_9.path) AS TEXT), 'null'),
            ',"quality":',
            coalesce(CAST (article_9.quality AS TEXT), 'null'),
            '}'
          ),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT article_9.path AS path,
        article_9.quality AS quality
        FROM article AS article_9
        WHERE
        (article_9.quality IS NOT NULL AND article_9.quality < $10::INTEGER)
        AND article_9.status = 0
        ORDER BY coalesce(article_9.published_at, '') DESC,
        left(article_9.path, 300),
        article_9.path
        LIMIT 25 OFFSET 0
      ) AS article_9
    ),
    ',"',
    $11::VARCHAR,
    '":{"totalCount":',
    coalesce(
      CAST (
        (
          SELECT coalesce(sum(article_count_1.articles), 0) AS coalesce_1
          FROM article_kind AS article_kind_1
          JOIN article_count AS article_count_1 ON article_count_1.kind_id = article_kind_1.id
          WHERE article_count_1.within = 0
          AND article_count_1.counted_by = 0
          AND article_kind_1.status = 0
        ) AS TEXT
      ),
      'null'
    ),
    '}}'
  ),
  'UTF8'
) AS data

/* parameters
$1  'eq'  response key
$2  120  120
$3  'ne'  response key
$4  120  120
$5  'notIn'  response key
$6  '[33, 65]'  [33, 65]
$7  'isNull'  response key
$8  'isNotNull'  response key
$9  'less'  response key
$10  34  34
$11  'all'  response key
*/
