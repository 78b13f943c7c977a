SELECT CAST (
  json_object(
    'articles', (
      SELECT json_object(
        'edges', json_group_array(
          json_object(
            'cursor', lower(
              hex(json_array('Query.articles TITLE.ASC', article_1.key_1, article_1.key_2))
            ),
            'node', json_object('title', article_1.title)
          )
        ),
        'pageInfo', json_object(
          'hasNextPage', json(
            CASE WHEN (
              EXISTS (
                SELECT 1
                FROM article AS article_1
                WHERE article_1.status = 0
                AND NOT (article_1.title <= ? AND (article_1.title < ? OR article_1.path < ?))
              )
            ) THEN 'true' ELSE 'false' END
          ),
          'hasPreviousPage', json(
            CASE WHEN (
              EXISTS (
                SELECT 1
                FROM article AS article_1
                WHERE article_1.status = 0
                AND article_1.title <= ?
                AND
                (article_1.title < ? OR article_1.path < ?)
                LIMIT 1 OFFSET CAST (? AS INTEGER)
              )
            ) THEN 'true' ELSE 'false' END
          ),
          'startCursor', json_extract(
            json_group_array(
              lower(hex(json_array('Query.articles TITLE.ASC', article_1.key_1, article_1.key_2)))
            ),
            '$[0]'
          ),
          'endCursor', json_extract(
            json_group_array(
              lower(hex(json_array('Query.articles TITLE.ASC', article_1.key_1, article_1.key_2)))
            ),
            '$[#-1]'
          )
        )
      ) AS json
      FROM (
        SELECT *
        FROM (
          SELECT article_1.title AS title,
          article_1.title AS key_1,
          article_1.path AS key_2
          FROM article AS article_1
          WHERE article_1.status = 0
          AND article_1.title <= ?
          AND (article_1.title < ? OR article_1.path < ?)
          ORDER BY article_1.title DESC,
          article_1.path DESC
          LIMIT CAST (? AS INTEGER) OFFSET 0
        ) AS article_1
        ORDER BY article_1.key_1,
        article_1.key_2
      ) AS article_1
    )
  ) AS BLOB
) AS data

/* parameters
?1  'New bridge opens'  $before
?2  'New bridge opens'  $before
?3  'news/2023-05-02-new-bridge-opens'  $before
?4  'New bridge opens'  $before
?5  'New bridge opens'  $before
?6  'news/2023-05-02-new-bridge-opens'  $before
?7  2  2
?8  'New bridge opens'  $before
?9  'New bridge opens'  $before
?10  'news/2023-05-02-new-bridge-opens'  $before
?11  2  2
*/
