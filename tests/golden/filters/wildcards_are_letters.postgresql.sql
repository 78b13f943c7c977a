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
          concat('{"title":', coalesce(CAST (to_json(article_2.title) AS TEXT), 'null'), '}'),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT article_2.title AS title
        FROM article AS article_2
        WHERE strpos(article_2.title, $4) > 0
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
          concat('{"title":', coalesce(CAST (to_json(article_3.title) AS TEXT), 'null'), '}'),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT article_3.title AS title
        FROM article AS article_3
        WHERE strpos(article_3.title, $6) > 0
        AND article_3.status = 0
        ORDER BY coalesce(article_3.published_at, '') DESC,
        left(article_3.path, 300),
        article_3.path
        LIMIT 25 OFFSET 0
      ) AS article_3
    ),
    ',"',
    $7::VARCHAR,
    '":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat('{"title":', coalesce(CAST (to_json(article_4.title) AS TEXT), 'null'), '}'),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT article_4.title AS title
        FROM article AS article_4
        WHERE strpos(article_4.title, $8) > 0
        AND article_4.status = 0
        ORDER BY coalesce(article_4.published_at, '') DESC,
        left(article_4.path, 300),
        article_4.path
        LIMIT 25 OFFSET 0
      ) AS article_4
    ),
    ',"',
    $9::VARCHAR,
    '":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat('{"title":', coalesce(CAST (to_json(article_5.title) AS TEXT), 'null'), '}'),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT article_5.title AS title
        FROM article AS article_5
        WHERE strpos(casefold(article_5.title COLLATE pg_unicode_fast), $10) > 0
        AND article_5.status = 0
        ORDER BY coalesce(article_5.published_at, '') DESC,
        left(article_5.path, 300),
        article_5.path
        LIMIT 25 OFFSET 0
      ) AS article_5
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  'percent'  response key
$2  '%'  "%"
$3  'underscore'  response key
$4  '_'  "_"
$5  'quote'  response key
$6  "'"  "'"
$7  'backslash'  response key
$8  '\\'  "\\"
$9  'doubleQuote'  response key
$10  '"stamps"'  "\"STAMPS\""
*/
