SELECT CAST (
  json_object(
    ?, json_object(
      'totalCount', (
        SELECT count(*) AS count_1
        FROM article AS article_2
        WHERE coalesce(article_2.heat, -2147483649) > ?
        AND article_2.status = 0
      )
    ),
    ?, json_object(
      'totalCount', (
        SELECT count(*) AS count_2
        FROM article AS article_4
        WHERE NOT
        ((article_4.heat IS NOT NULL AND article_4.heat > ?))
        AND article_4.status = 0
      )
    ),
    ?, json_object(
      'totalCount', (
        SELECT coalesce(sum(article_count_1.articles), 0) AS coalesce_1
        FROM article_kind AS article_kind_1
        JOIN article_count AS article_count_1 ON article_count_1.kind_id = article_kind_1.id
        WHERE article_count_1.within = 0
        AND article_count_1.counted_by = 0
        AND ((1 = 1) = 0) = 0
        AND article_kind_1.status = 0
      )
    ),
    ?, json_object(
      'totalCount', (
        SELECT coalesce(sum(article_count_2.articles), 0) AS coalesce_2
        FROM article_kind AS article_kind_2
        JOIN article_count AS article_count_2 ON article_count_2.kind_id = article_kind_2.id
        WHERE article_count_2.within = 0
        AND article_count_2.counted_by = 0
        AND (1 = 1) = 0
        AND article_kind_2.status = 0
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
