SELECT convert_to(
  concat(
    '{"article":',
    coalesce(
      (
        SELECT concat(
          '{"',
          $1::VARCHAR,
          '":',
          coalesce(
            (
              SELECT concat(
                '{"url":',
                coalesce(CAST (to_json(image_1.url) AS TEXT), 'null'),
                ',"width":',
                coalesce(CAST (image_1.width AS TEXT), 'null'),
                '}'
              ) AS json
              FROM (
                SELECT image_1.url AS url,
                image_1.width AS width
                FROM article_image AS article_image_1
                JOIN image AS image_1 ON image_1.id = article_image_1.image_id
                WHERE article_image_1.article_id = article_1.id
                ORDER BY article_image_1.position
                LIMIT 1 OFFSET 0
              ) AS image_1
            ),
            'null'
          ),
          ',"',
          $2::VARCHAR,
          '":',
          coalesce(
            (
              SELECT concat(
                '{"url":',
                coalesce(CAST (to_json(image_2.url) AS TEXT), 'null'),
                ',"width":',
                coalesce(CAST (image_2.width AS TEXT), 'null'),
                '}'
              ) AS json
              FROM (
                SELECT image_2.url AS url,
                image_2.width AS width
                FROM article_image AS article_image_2
                JOIN image AS image_2 ON image_2.id = article_image_2.image_id
                WHERE article_image_2.article_id = article_1.id
                ORDER BY CASE WHEN (
                  coalesce(image_2.width, 0) >= $3::INTEGER
                ) THEN -2147483648 ELSE -coalesce (image_2.width, 0) END,
                article_image_2.position
                LIMIT 1 OFFSET 0
              ) AS image_2
            ),
            'null'
          ),
          ',"',
          $4::VARCHAR,
          '":',
          coalesce(
            (
              SELECT concat(
                '{"url":',
                coalesce(CAST (to_json(image_3.url) AS TEXT), 'null'),
                ',"width":',
                coalesce(CAST (image_3.width AS TEXT), 'null'),
                '}'
              ) AS json
              FROM (
                SELECT image_3.url AS url,
                image_3.width AS width
                FROM article_image AS article_image_3
                JOIN image AS image_3 ON image_3.id = article_image_3.image_id
                WHERE article_image_3.article_id = article_1.id
                ORDER BY CASE WHEN (
                  coalesce(image_3.width, 0) >= $5::INTEGER
                ) THEN -2147483648 ELSE -coalesce (image_3.width, 0) END,
                article_image_3.position
                LIMIT 1 OFFSET 0
              ) AS image_3
            ),
            'null'
          ),
          ',"',
          $6::VARCHAR,
          '":',
          coalesce(
            (
              SELECT concat(
                '{"url":',
                coalesce(CAST (to_json(image_4.url) AS TEXT), 'null'),
                ',"width":',
                coalesce(CAST (image_4.width AS TEXT), 'null'),
                '}'
              ) AS json
              FROM (
                SELECT image_4.url AS url,
                image_4.width AS width
                FROM article_image AS article_image_4
                JOIN image AS image_4 ON image_4.id = article_image_4.image_id
                WHERE article_image_4.article_id = article_1.id
                ORDER BY CASE WHEN (
                  coalesce(image_4.width, 0) >= $7::INTEGER
                ) THEN -2147483648 ELSE -coalesce (image_4.width, 0) END,
                article_image_4.position
                LIMIT 1 OFFSET 0
              ) AS image_4
            ),
            'null'
          ),
          ',"',
          $8::VARCHAR,
          '":',
          coalesce(
            (
              SELECT concat(
                '{"url":',
                coalesce(CAST (to_json(image_5.url) AS TEXT), 'null'),
                ',"width":',
                coalesce(CAST (image_5.width AS TEXT), 'null'),
                '}'
              ) AS json
              FROM (
                SELECT image_5.url AS url,
                image_5.width AS width
                FROM article_image AS article_image_5
                JOIN image AS image_5 ON image_5.id = article_image_5.image_id
                WHERE article_image_5.article_id = article_1.id
                ORDER BY CASE WHEN (
                  coalesce(image_5.width, 0) >= $9::INTEGER
                ) THEN -2147483648 ELSE -coalesce (image_5.width, 0) END,
                article_image_5.position
                LIMIT 1 OFFSET 0
              ) AS image_5
            ),
            'null'
          ),
          '}'
        ) AS json
        FROM article AS article_1
        WHERE article_1.path = $10::VARCHAR COLLATE "C"
        AND article_1.status != 3
      ),
      'null'
    ),
    ',"',
    $11::VARCHAR,
    '":',
    coalesce(
      (
        SELECT concat(
          '{"image":',
          coalesce(
            (
              SELECT concat(
                '{"url":',
                coalesce(CAST (to_json(image_6.url) AS TEXT), 'null'),
                ',"width":',
                coalesce(CAST (image_6.width AS TEXT), 'null'),
                '}'
              ) AS json
              FROM (
                SELECT image_6.url AS url,
                image_6.width AS width
                FROM article_image AS article_image_6
                JOIN image AS image_6 ON image_6.id = article_image_6.image_id
                WHERE article_image_6.article_id = article_2.id
                ORDER BY CASE WHEN (
                  coalesce(image_6.width, 0) >= $12::INTEGER
                ) THEN -2147483648 ELSE -coalesce (image_6.width, 0) END,
                article_image_6.position
                LIMIT 1 OFFSET 0
              ) AS image_6
            ),
            'null'
          ),
          '}'
        ) AS json
        FROM article AS article_2
        WHERE article_2.path = $13::VARCHAR COLLATE "C"
        AND article_2.status != 3
      ),
      'null'
    ),
    ',"',
    $14::VARCHAR,
    '":',
    coalesce(
      (
        SELECT concat(
          '{"image":',
          coalesce(
            (
              SELECT concat(
                '{"url":',
                coalesce(CAST (to_json(image_7.url) AS TEXT), 'null'),
                '}'
              ) AS json
              FROM (
                SELECT image_7.url AS url
                FROM article_image AS article_image_7
                JOIN image AS image_7 ON image_7.id = article_image_7.image_id
                WHERE article_image_7.article_id = article_3.id
                ORDER BY article_image_7.position
                LIMIT 1 OFFSET 0
              ) AS image_7
            ),
            'null'
          ),
          '}'
        ) AS json
        FROM article AS article_3
        WHERE article_3.path = $15::VARCHAR COLLATE "C"
        AND article_3.status != 3
      ),
      'null'
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  'first'  response key
$2  'small'  response key
$3  100  100
$4  'wide'  response key
$5  2000  2000
$6  'tooWide'  response key
$7  10000  10000
$8  'unknown'  response key
$9  0  0
$10  'news/2023-05-02-new-bridge-opens'  "news/2023-05-02-new-bridge-opens"
$11  'same'  response key
$12  301  301
$13  'sport/2022-11-11-old-rivals'  "sport/2022-11-11-old-rivals"
$14  'none'  response key
$15  'puzzles/chess-1'  "puzzles/chess-1"
*/
