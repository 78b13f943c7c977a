SELECT convert_to(
  concat(
    '{"articles":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat(
            '{"quality":',
            coalesce(CAST (article_1.quality AS TEXT), 'null'),
            ',"title":',
            coalesce(CAST (to_json(article_1.title) AS TEXT), 'null'),
            ',"path":',
            coalesce(CAST (to_json(article_1.path) AS TEXT), 'null'),
            '}'
          ),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT article_1.quality AS quality,
        article_1.title AS title,
        article_1.path AS path
        FROM article AS article_1
        WHERE article_1.quality IS NOT NULL
        AND article_1.status = 0
        ORDER BY coalesce(article_1.quality, -2147483649) DESC,
        left(article_1.title, 300),
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
