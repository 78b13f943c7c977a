SELECT CAST (
  json_object(
    'articles', (
      SELECT json_object(
        'nodes', json_group_array(json_object('path', article_1.path)),
        'pageInfo', json_object(
          'hasNextPage', json(CASE WHEN 1 = 0 THEN 'true' ELSE 'false' END),
          'hasPreviousPage', json(
            CASE WHEN (
              EXISTS (
                SELECT 1
                FROM article AS article_1
                WHERE article_1.status = 0
                LIMIT 1 OFFSET CAST (? AS INTEGER)
              )
            ) THEN 'true' ELSE 'false' END
          )
        )
      ) AS json
      FROM (
        SELECT *
        FROM (
          SELECT article_1.path AS path,
          coalesce(article_1.published_at, '') AS key_1,
          article_1.path AS key_2
          FROM article AS article_1
          WHERE article_1.status = 0
          ORDER BY coalesce(article_1.published_at, ''),
          article_1.path DESC
          LIMIT CAST (? AS INTEGER) OFFSET 0
        ) AS article_1
        ORDER BY article_1.key_1 DESC,
        article_1.key_2
      ) AS article_1
    )
  ) AS BLOB
) AS data

/* parameters
?1  3  3
?2  3  3
*/
