SELECT convert_to(
  concat(
    '{"',
    $1::VARCHAR,
    '":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat('{"excerpt":', coalesce(CAST (to_json(article_1.excerpt) AS TEXT), 'null'), '}'),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT article_1.excerpt AS excerpt
        FROM article AS article_1
        WHERE strpos(casefold(article_1.excerpt COLLATE pg_unicode_fast), $2) > 0
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
          concat('{"excerpt":', coalesce(CAST (to_json(article_2.excerpt) AS TEXT), 'null'), '}'),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT article_2.excerpt AS excerpt
        FROM article AS article_2
        WHERE strpos(article_2.excerpt, $4) > 0
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
        WHERE strpos(casefold(article_3.title COLLATE pg_unicode_fast), $6) > 0
        AND article_3.status = 0
        ORDER BY coalesce(article_3.published_at, '') DESC,
        left(article_3.path, 300),
        article_3.path
        LIMIT 25 OFFSET 0
      ) AS article_3
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  'folded'  response key
$2  'strasse'  "strasse"
$3  'exact'  response key
$4  'straße'  "straße"
$5  'angstrom'  response key
$6  'ångström'  "ÅNGSTRÖM"
*/
