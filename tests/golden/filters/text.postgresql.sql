SELECT convert_to(
  concat(
    '{"',
    $1::VARCHAR,
    '":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat('{"title":', coalesce(CAST (to_json(article_1.title) AS TEXT), 'null'), '}'),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT article_1.title AS title
        FROM article AS article_1
        WHERE strpos(article_1.title, $2) > 0
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
        WHERE strpos(article_2.title, $4) = 1
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
          concat('{"path":', coalesce(CAST (to_json(article_3.path) AS TEXT), 'null'), '}'),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT article_3.path AS path
        FROM article AS article_3
        WHERE
        (strpos(article_3.title, $6) = 1 AND strpos(article_3.title, $7) > 0)
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
        WHERE article_4.slug IN
        (SELECT value FROM json_array_elements_text($9::JSON) AS listed(value))
        AND article_4.status = 0
        ORDER BY coalesce(article_4.published_at, '') DESC,
        left(article_4.path, 300),
        article_4.path
        LIMIT 25 OFFSET 0
      ) AS article_4
    ),
    ',"',
    $10::VARCHAR,
    '":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat('{"path":', coalesce(CAST (to_json(article_5.path) AS TEXT), 'null'), '}'),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT article_5.path AS path
        FROM article AS article_5
        WHERE
        (
          article_5.collection NOT IN (
            SELECT value
            FROM json_array_elements_text($11::JSON) AS listed(value)
          )
        )
        AND article_5.status = 0
        ORDER BY coalesce(article_5.published_at, '') DESC,
        left(article_5.path, 300),
        article_5.path
        LIMIT 25 OFFSET 0
      ) AS article_5
    ),
    ',"',
    $12::VARCHAR,
    '":{"totalCount":',
    coalesce(
      CAST (
        (
          SELECT count(*) AS count_1
          FROM article AS article_7
          WHERE article_7.slug IN
          (SELECT value FROM json_array_elements_text($13::JSON) AS listed(value))
          AND article_7.status = 0
        ) AS TEXT
      ),
      'null'
    ),
    '},"',
    $14::VARCHAR,
    '":{"totalCount":',
    coalesce(
      CAST (
        (
          SELECT count(*) AS count_2
          FROM article AS article_9
          WHERE
          (
            article_9.slug NOT IN (
              SELECT value
              FROM json_array_elements_text($15::JSON) AS listed(value)
            )
          )
          AND article_9.status = 0
        ) AS TEXT
      ),
      'null'
    ),
    '}}'
  ),
  'UTF8'
) AS data

/* parameters
$1  'contains'  response key
$2  'bridge'  $part
$3  'startsWith'  response key
$4  'Market'  "Market"
$5  'both'  response key
$6  'New'  "New"
$7  'bridge'  "bridge"
$8  'oneOf'  response key
$9  '["chess-1", "chess-2", "chess-3"]'  ["chess-1", "chess-2", "chess-3"]
$10  'noneOf'  response key
$11  '["news", "sport", "puzzles"]'  ["news", "sport", "puzzles"]
$12  'nothing'  response key
$13  '[]'  []
$14  'everything'  response key
$15  '[]'  []
*/
