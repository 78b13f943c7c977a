SELECT convert_to(
  concat(
    '{"topics":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat('{"name":', coalesce(CAST (to_json(topic_1.name) AS TEXT), 'null'), '}'),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT topic_1.name AS name
        FROM topic AS topic_1
        ORDER BY coalesce(topic_1.file_name, '􏿿'),
        topic_1.name,
        topic_1.source,
        topic_1.id
        LIMIT CAST ($1 AS INTEGER) OFFSET 0
      ) AS topic_1
    ),
    ',"__typename":"Query","articles":',
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
        WHERE article_1.status = 0
        ORDER BY coalesce(article_1.published_at, '') DESC,
        left(article_1.path, 300),
        article_1.path
        LIMIT CAST ($2 AS INTEGER) OFFSET 0
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
        WHERE article_2.status = 0
        ORDER BY left(article_2.title, 300),
        article_2.title,
        left(article_2.path, 300),
        article_2.path
        LIMIT CAST ($4 AS INTEGER) OFFSET 0
      ) AS article_2
    ),
    ',"providers":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat('{"name":', coalesce(CAST (to_json(provider_1.name) AS TEXT), 'null'), '}'),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT provider_1.name AS name
        FROM provider AS provider_1
        ORDER BY provider_1.name,
        provider_1.name,
        coalesce(provider_1.domain, '􏿿'),
        provider_1.id
        LIMIT CAST ($5 AS INTEGER) OFFSET 0
      ) AS provider_1
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  1  1
$2  1  1
$3  'again'  response key
$4  1  1
$5  1  1
*/
