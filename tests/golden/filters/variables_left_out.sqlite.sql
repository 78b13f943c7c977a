SELECT CAST (
  json_object(
    'articles', json_object(
      'totalCount', (
        SELECT count(*) AS count_1
        FROM article AS article_1
        WHERE 1 = 1 = 1
        AND article_1.status = 0
      )
    )
  ) AS BLOB
) AS data

/* parameters

*/
