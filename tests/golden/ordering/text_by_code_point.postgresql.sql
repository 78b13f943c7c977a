SELECT convert_to(
  concat(
    '{"articles":',
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
        ORDER BY left(article_1.title, 300),
        article_1.title,
        left(article_1.path, 300),
        article_1.path
        LIMIT 25 OFFSET 0
      ) AS article_1
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters

*/
