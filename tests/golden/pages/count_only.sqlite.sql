SELECT CAST (
  json_object(
    'articles', json_object(
      'totalCount', (
        SELECT count(*) AS count_1
        FROM article AS article_1
        WHERE article_1.type = ?
        AND article_1.status = 0
      )
    )
  ) AS BLOB
) AS data

/* parameters
?1  'video'  "video"
*/
