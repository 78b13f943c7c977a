SELECT CAST (
  json_object(
    'articles', (
      SELECT json_object(
        'nodes', json_group_array(json_object('path', article_1.path, 'heat', article_1.heat)),
        'pageInfo', json_object(
          'hasNextPage', json(
            CASE WHEN (
              EXISTS (
                SELECT 1
                FROM article AS article_1
                WHERE article_1.status = 0
                AND coalesce(article_1.heat, -2147483649) <= ?
                AND
                (coalesce(article_1.heat, -2147483649) < ? OR article_1.path > ?)
                LIMIT 1 OFFSET CAST (? AS INTEGER)
              )
            ) THEN 'true' ELSE 'false' END
          ),
          'hasPreviousPage', json(
            CASE WHEN (
              EXISTS (
                SELECT 1
                FROM article AS article_1
                WHERE article_1.status = 0
                AND NOT (
                  coalesce(article_1.heat, -2147483649) <= ?
                  AND (coalesce(article_1.heat, -2147483649) < ? OR article_1.path > ?)
                )
              )
            ) THEN 'true' ELSE 'false' END
          )
        )
      ) AS json
      FROM (
        SELECT article_1.path AS path,
        article_1.heat AS heat
        FROM article AS article_1
        WHERE article_1.status = 0
        AND coalesce(article_1.heat, -2147483649) <= ?
        AND (coalesce(article_1.heat, -2147483649) < ? OR article_1.path > ?)
        ORDER BY coalesce(article_1.heat, -2147483649) DESC,
        article_1.path
        LIMIT CAST (? AS INTEGER) OFFSET 0
      ) AS article_1
    )
  ) AS BLOB
) AS data

/* parameters
?1  3  "5b2251756572792e61727469636c657320484541542e44455343222c33…
?2  3  "5b2251756572792e61727469636c657320484541542e44455343222c33…
?3  'news/2023-04-28-bridge-toll-dropped'  "5b2251756572792e61727469636c657320484541542e44455343222c33…
?4  1  1
?5  3  "5b2251756572792e61727469636c657320484541542e44455343222c33…
?6  3  "5b2251756572792e61727469636c657320484541542e44455343222c33…
?7  'news/2023-04-28-bridge-toll-dropped'  "5b2251756572792e61727469636c657320484541542e44455343222c33…
?8  3  "5b2251756572792e61727469636c657320484541542e44455343222c33…
?9  3  "5b2251756572792e61727469636c657320484541542e44455343222c33…
?10  'news/2023-04-28-bridge-toll-dropped'  "5b2251756572792e61727469636c657320484541542e44455343222c33…
?11  1  1
*/
