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
    '},"',
    $6::VARCHAR,
    '":{"totalCount":',
    coalesce(
      CAST (
        (
          SELECT coalesce(sum(article_count_2.articles), 0) AS coalesce_2
          FROM article_kind AS article_kind_2
          JOIN article_count AS article_count_2 ON article_count_2.kind_id = article_kind_2.id
          WHERE article_count_2.within = 0
          AND article_count_2.counted_by = 0
          AND 1 = 0
          AND article_kind_2.status = 0
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
          SELECT coalesce(sum(article_count_3.articles), 0) AS coalesce_3
          FROM article_kind AS article_kind_3
          JOIN article_count AS article_count_3 ON article_count_3.kind_id = article_kind_3.id
          WHERE article_count_3.within = 0
          AND article_count_3.counted_by = 0
          AND 1 = 1
          AND article_kind_3.status = 0
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
          SELECT coalesce(sum(article_count_4.articles), 0) AS coalesce_4
          FROM article_kind AS article_kind_4
          JOIN article_count AS article_count_4 ON article_count_4.kind_id = article_kind_4.id
          WHERE article_count_4.within = 0
          AND article_count_4.counted_by = 0
          AND article_kind_4.status = 0
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
