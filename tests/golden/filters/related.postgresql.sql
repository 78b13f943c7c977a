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
        (
          EXISTS (
            SELECT 1
            FROM article_related AS article_related_1
            JOIN article AS article_2 ON article_2.id = article_related_1.related_id
            WHERE article_related_1.article_id = article_1.id
            AND (article_2.web_url IS NOT NULL AND strpos(article_2.web_url, $2) > 0)
          )
        )
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
          concat('{"path":', coalesce(CAST (to_json(article_3.path) AS TEXT), 'null'), '}'),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT article_3.path AS path
        FROM article AS article_3
        WHERE
        (
          EXISTS (
            SELECT 1
            FROM article_related AS article_related_2
            JOIN article AS article_4 ON article_4.id = article_related_2.related_id
            WHERE article_related_2.article_id = article_3.id
            AND (
              article_4.type = $4::VARCHAR COLLATE "C"
              AND (
                EXISTS (
                  SELECT 1
                  FROM provider AS provider_1
                  WHERE provider_1.id = article_4.provider_id
                  AND strpos(provider_1.name, $5) = 1
                )
              )
            )
          )
        )
        AND article_3.status = 0
        ORDER BY coalesce(article_3.published_at, '') DESC,
        left(article_3.path, 300),
        article_3.path
        LIMIT 25 OFFSET 0
      ) AS article_3
    ),
    ',"',
    $6::VARCHAR,
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
          article_5.collection = $7::VARCHAR COLLATE "C"
          AND NOT (
            EXISTS (
              SELECT 1
              FROM article_related AS article_related_3
              JOIN article AS article_6 ON article_6.id = article_related_3.related_id
              WHERE article_related_3.article_id = article_5.id
              AND 1 = 1
            )
          )
        )
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
$1  'namesAStub'  response key
$2  'prizes.example'  "prizes.example"
$3  'namesFilms'  response key
$4  'video'  "video"
$5  'Har'  "Har"
$6  'namesNothing'  response key
$7  'sport'  "sport"
*/
