SELECT CAST (
  json_object(
    'articles', (
      SELECT json_object(
        'nodes', json_group_array(json_object('title', article_1.title, 'type', article_1.type))
      ) AS json
      FROM (
        SELECT article_1.title AS title,
        article_1.type AS type
        FROM article AS article_1
        WHERE article_1.status = 0
        ORDER BY coalesce(article_1.published_at, '') DESC,
        article_1.path
        LIMIT CAST (? AS INTEGER) OFFSET 0
      ) AS article_1
    )
  ) AS BLOB
) AS data

/* parameters
?1  1  1
*/
