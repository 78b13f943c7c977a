SELECT CAST (
  json_object(
    ?, json_object(
      'totalCount', (
        SELECT count(*) AS count_1
        FROM article AS article_1
        WHERE
        (article_1.heat IS NOT NULL AND article_1.heat > ?)
        AND article_1.status = 0
      )
    ),
    ?, json_object(
      'totalCount', (
        SELECT count(*) AS count_2
        FROM article AS article_2
        WHERE NOT
        ((article_2.heat IS NOT NULL AND article_2.heat > ?))
        AND article_2.status = 0
      )
    ),
    ?, json_object(
      'totalCount', (
        SELECT count(*) AS count_3
        FROM article AS article_3
        WHERE ((1 = 1) = 0) = 0
        AND article_3.status = 0
      )
    ),
    ?, json_object(
      'totalCount', (
        SELECT count(*) AS count_4
        FROM article AS article_4
        WHERE (1 = 1) = 0
        AND article_4.status = 0
      )
    )
  ) AS BLOB
) AS data

/* parameters
?1  'hot'  response key
?2  100  100
?3  'notHot'  response key
?4  100  100
?5  'all'  response key
?6  'nothing'  response key
*/
