SELECT CAST (
  json_object(
    'articles', (
      SELECT json_object(
        'nodes', json_group_array(
          json_object(
            'quality', article_1.quality,
            'title', article_1.title,
            'path', article_1.path
          )
        )
      ) AS json
      FROM (
        SELECT article_1.quality AS quality,
        article_1.title AS title,
        article_1.path AS path
        FROM article AS article_1
        WHERE article_1.quality IS NOT NULL
        AND article_1.status = 0
        ORDER BY coalesce(article_1.quality, -2147483649) DESC,
        article_1.title,
        article_1.path
        LIMIT 25 OFFSET 0
      ) AS article_1
    )
  ) AS BLOB
) AS data

/* parameters

*/
