SELECT CAST (
  json_object(
    'article', (
      SELECT json_object(
        'related', (
          SELECT json_object(
            'edges', json_group_array(
              json_object(
                'cursor', lower(
                  hex(json_array('Article.related', article_2.key_1, article_2.key_2))
                ),
                'node', json_object('path', article_2.path)
              )
            ),
            'pageInfo', json_object(
              'hasNextPage', json(
                CASE WHEN (
                  EXISTS (
                    SELECT 1
                    FROM article_related AS article_related_1
                    JOIN article AS article_2 ON article_2.id = article_related_1.related_id
                    WHERE article_related_1.article_id = article_1.id
                    AND article_2.status IN
                    (0, 1, 2)
                    AND article_related_1.position >= coalesce
                    (
                      (
                        SELECT article_related.position
                        FROM article_related
                        WHERE article_related.article_id = article_1.id
                        AND article_related.related_id = ?
                      ),
                      ?
                    )
                    AND
                    (
                      article_related_1.position > coalesce
                      (
                        (
                          SELECT article_related.position
                          FROM article_related
                          WHERE article_related.article_id = article_1.id
                          AND article_related.related_id = ?
                        ),
                        ?
                      )
                      OR article_related_1.related_id > ?
                    )
                    LIMIT 1 OFFSET CAST (? AS INTEGER)
                  )
                ) THEN 'true' ELSE 'false' END
              ),
              'hasPreviousPage', json(
                CASE WHEN (
                  EXISTS (
                    SELECT 1
                    FROM article_related AS article_related_1
                    JOIN article AS article_2 ON article_2.id = article_related_1.related_id
                    WHERE article_related_1.article_id = article_1.id
                    AND article_2.status IN
                    (0, 1, 2)
                    AND NOT (
                      article_related_1.position >= coalesce
                      (
                        (
                          SELECT article_related.position
                          FROM article_related
                          WHERE article_related.article_id = article_1.id
                          AND article_related.related_id = ?
                        ),
                        ?
                      )
                      AND (
                        article_related_1.position > coalesce
                        (
                          (
                            SELECT article_related.position
                            FROM article_related
                            WHERE article_related.article_id = article_1.id
                            AND article_related.related_id = ?
                          ),
                          ?
                        )
                        OR article_related_1.related_id > ?
                      )
                    )
                  )
                ) THEN 'true' ELSE 'false' END
              )
            )
          ) AS json
          FROM (
            SELECT article_2.path AS path,
            article_related_1.position AS key_1,
            article_related_1.related_id AS key_2
            FROM article_related AS article_related_1
            JOIN article AS article_2 ON article_2.id = article_related_1.related_id
            WHERE article_related_1.article_id = article_1.id
            AND article_2.status IN
            (0, 1, 2)
            AND article_related_1.position >= coalesce
            (
              (
                SELECT article_related.position
                FROM article_related
                WHERE article_related.article_id = article_1.id
                AND article_related.related_id = ?
              ),
              ?
            )
            AND (
              article_related_1.position > coalesce
              (
                (
                  SELECT article_related.position
                  FROM article_related
                  WHERE article_related.article_id = article_1.id
                  AND article_related.related_id = ?
                ),
                ?
              )
              OR article_related_1.related_id > ?
            )
            ORDER BY article_related_1.position,
            article_related_1.related_id
            LIMIT CAST (? AS INTEGER) OFFSET 0
          ) AS article_2
        )
      ) AS json
      FROM article AS article_1
      WHERE article_1.path = ?
      AND article_1.status != 3
    )
  ) AS BLOB
) AS data

/* parameters
?1  5404108585727449379  "5b2241727469636c652e72656c61746564222c302c3534303431303835…
?2  0  "5b2241727469636c652e72656c61746564222c302c3534303431303835…
?3  5404108585727449379  "5b2241727469636c652e72656c61746564222c302c3534303431303835…
?4  0  "5b2241727469636c652e72656c61746564222c302c3534303431303835…
?5  5404108585727449379  "5b2241727469636c652e72656c61746564222c302c3534303431303835…
?6  1  1
?7  5404108585727449379  "5b2241727469636c652e72656c61746564222c302c3534303431303835…
?8  0  "5b2241727469636c652e72656c61746564222c302c3534303431303835…
?9  5404108585727449379  "5b2241727469636c652e72656c61746564222c302c3534303431303835…
?10  0  "5b2241727469636c652e72656c61746564222c302c3534303431303835…
?11  5404108585727449379  "5b2241727469636c652e72656c61746564222c302c3534303431303835…
?12  5404108585727449379  "5b2241727469636c652e72656c61746564222c302c3534303431303835…
?13  0  "5b2241727469636c652e72656c61746564222c302c3534303431303835…
?14  5404108585727449379  "5b2241727469636c652e72656c61746564222c302c3534303431303835…
?15  0  "5b2241727469636c652e72656c61746564222c302c3534303431303835…
?16  5404108585727449379  "5b2241727469636c652e72656c61746564222c302c3534303431303835…
?17  1  1
?18  'news/2023-05-02-new-bridge-opens'  "news/2023-05-02-new-bridge-opens"
*/
