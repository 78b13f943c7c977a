SELECT CAST (
  json_object(
    'articles', (
      SELECT json_object('nodes', json_group_array(json_object('title', article_1.title))) AS json
      FROM (
        SELECT article_1.title AS title
        FROM article AS article_1
        WHERE article_1.status = 0
        ORDER BY article_1.title,
        article_1.path
        LIMIT 25 OFFSET 0
      ) AS article_1
    )
  ) AS BLOB
) AS data

/* parameters

*/
