SELECT CAST (
  json_object(
    'article', (
      SELECT json_object(
        'relatedFrom', (
          SELECT json_object(
            'totalCount', (
              SELECT count(*) AS count_1
              FROM article_related AS article_related_2
              JOIN article AS article_3 ON article_3.id = article_related_2.article_id
              WHERE article_related_2.related_id = article_1.id
              AND article_3.status != 3
            ),
            'nodes', json_group_array(
              json_object(
                'path', article_2.path,
                'status', CASE article_2.status WHEN 0 THEN 'PUBLISHED' WHEN 1 THEN 'UNPUBLISHED' WHEN 2 THEN 'STUB' WHEN 3 THEN 'REMOVED' END
              )
            )
          ) AS json
          FROM (
            SELECT article_2.path AS path,
            article_2.status AS status
            FROM article_related AS article_related_1
            JOIN article AS article_2 ON article_2.id = article_related_1.article_id
            WHERE article_related_1.related_id = article_1.id
            AND article_2.status != 3
            ORDER BY coalesce(article_2.published_at, '') DESC,
            article_2.path
            LIMIT 25 OFFSET 0
          ) AS article_2
        ),
        ?, (
          SELECT json_object(
            'nodes', json_group_array(json_object('path', article_4.path)),
            'pageInfo', json_object(
              'hasNextPage', json(
                CASE WHEN (
                  EXISTS (
                    SELECT 1
                    FROM article_related AS article_related_3
                    JOIN article AS article_4 ON article_4.id = article_related_3.article_id
                    WHERE article_related_3.related_id = article_1.id
                    AND article_4.status != 3
                    LIMIT 1 OFFSET CAST (? AS INTEGER)
                  )
                ) THEN 'true' ELSE 'false' END
              )
            )
          ) AS json
          FROM (
            SELECT article_4.path AS path
            FROM article_related AS article_related_3
            JOIN article AS article_4 ON article_4.id = article_related_3.article_id
            WHERE article_related_3.related_id = article_1.id
            AND article_4.status != 3
            ORDER BY coalesce(article_4.published_at, '') DESC,
            article_4.path
            LIMIT CAST (? AS INTEGER) OFFSET 0
          ) AS article_4
        )
      ) AS json
      FROM article AS article_1
      WHERE article_1.path = ?
      AND article_1.status != 3
    )
  ) AS BLOB
) AS data

/* parameters
?1  'page'  response key
?2  1  1
?3  1  1
?4  'news/2023-05-02-new-bridge-opens'  "news/2023-05-02-new-bridge-opens"
*/
