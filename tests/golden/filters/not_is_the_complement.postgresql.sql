SELECT convert_to(
  concat(
    '{"',
    $1::VARCHAR,
    '":{"totalCount":',
    coalesce(
      CAST (
        (
          SELECT count(*) AS count_1
          FROM article AS article_1
          WHERE
          (article_1.heat IS NOT NULL AND article_1.heat > $2::INTEGER)
          AND article_1.status = 0
        ) AS TEXT
      ),
      'null'
    ),
    '},"',
    $3::VARCHAR,
    '":{"totalCount":',
    coalesce(
      CAST (
        (
          SELECT count(*) AS count_2
          FROM article AS article_2
          WHERE NOT
          ((article_2.heat IS NOT NULL AND article_2.heat > $4::INTEGER))
          AND article_2.status = 0
        ) AS TEXT
      ),
      'null'
    ),
    '},"',
    $5::VARCHAR,
    '":{"totalCount":',
    coalesce(
      CAST (
        (
          SELECT count(*) AS count_3
          FROM article AS article_3
          WHERE NOT
          (NOT (1 = 1))
          AND article_3.status = 0
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
          SELECT count(*) AS count_4
          FROM article AS article_4
          WHERE NOT
          (1 = 1)
          AND article_4.status = 0
        ) AS TEXT
      ),
      'null'
    ),
    '}}'
  ),
  'UTF8'
) AS data

/* parameters
$1  'hot'  response key
$2  100  100
$3  'notHot'  response key
$4  100  100
$5  'all'  response key
$6  'nothing'  response key
*/
