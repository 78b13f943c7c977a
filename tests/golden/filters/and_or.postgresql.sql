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
            ',"quality":',
            coalesce(CAST (article_1.quality AS TEXT), 'null'),
            '}'
          ),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT article_1.path AS path,
        article_1.heat AS heat,
        article_1.quality AS quality
        FROM article AS article_1
        WHERE
        (
          (
            (article_1.heat IS NOT NULL AND article_1.heat >= $1::INTEGER)
            OR (
              article_1.quality IS NOT NULL
              AND article_1.quality <= $2::INTEGER
              AND NOT (article_1.type = $3::VARCHAR COLLATE "C")
            )
          )
          AND article_1.source = $4::VARCHAR COLLATE "C"
        )
        AND article_1.status = 0
        ORDER BY coalesce(article_1.published_at, '') DESC,
        left(article_1.path, 300),
        article_1.path
        LIMIT 25 OFFSET 0
      ) AS article_1
    ),
    ',"',
    $5::VARCHAR,
    '":{"totalCount":',
    coalesce(
      CAST (
        (
          SELECT count(*) AS count_1
          FROM article AS article_2
          WHERE 1 = 1
          AND article_2.status = 0
        ) AS TEXT
      ),
      'null'
    ),
    '},"',
    $6::VARCHAR,
    '":{"totalCount":',
    coalesce(
      CAST (
        (
          SELECT count(*) AS count_2
          FROM article AS article_3
          WHERE 1 = 0
          AND article_3.status = 0
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
          SELECT count(*) AS count_3
          FROM article AS article_4
          WHERE 1 = 1
          AND article_4.status = 0
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
          SELECT count(*) AS count_4
          FROM article AS article_5
          WHERE 1 = 1
          AND article_5.status = 0
        ) AS TEXT
      ),
      'null'
    ),
    '}}'
  ),
  'UTF8'
) AS data

/* parameters
$1  100  $where.or[0].heat.gte
$2  33  $where.or[1].and[0].quality.lte
$3  'video'  $where.or[1].and[1].not.type.eq
$4  ''  $where.source.eq
$5  'emptyAnd'  response key
$6  'emptyOr'  response key
$7  'orOfEmpty'  response key
$8  'nullSaysNothing'  response key
*/
