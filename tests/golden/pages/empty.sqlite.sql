SELECT CAST (
  json_object(
    ?, (
      SELECT json_object(
        'nodes', json_group_array(json_object('path', article_1.path)),
        'totalCount', (
          SELECT coalesce(sum(article_count_1.articles), 0) AS coalesce_1
          FROM article_kind AS article_kind_1
          JOIN article_count AS article_count_1 ON article_count_1.kind_id = article_kind_1.id
          WHERE article_count_1.within = 0
          AND article_count_1.counted_by = 0
          AND article_kind_1.status = 0
        ),
        'pageInfo', json_object(
          'hasNextPage', json(
            CASE WHEN (
              EXISTS (
                SELECT 1
                FROM article AS article_1
                WHERE article_1.status = 0
                LIMIT 1 OFFSET CAST (? AS INTEGER)
              )
            ) THEN 'true' ELSE 'false' END
          ),
          'hasPreviousPage', json(CASE WHEN 1 = 0 THEN 'true' ELSE 'false' END),
          'startCursor', json_extract(
            json_group_array(
              lower(
                hex(json_array('Query.articles PUBLISHED.DESC', article_1.key_1, article_1.key_2))
              )
            ),
            '$[0]'
          ),
          'endCursor', json_extract(
            json_group_array(
              lower(
                hex(json_array('Query.articles PUBLISHED.DESC', article_1.key_1, article_1.key_2))
              )
            ),
            '$[#-1]'
          )
        )
      ) AS json
      FROM (
        SELECT article_1.path AS path,
        coalesce(article_1.published_at, '') AS key_1,
        article_1.path AS key_2
        FROM article AS article_1
        WHERE article_1.status = 0
        ORDER BY coalesce(article_1.published_at, '') DESC,
        article_1.path
        LIMIT CAST (? AS INTEGER) OFFSET 0
      ) AS article_1
    ),
    ?, (
      SELECT json_object(
        'edges', json_group_array(
          json_object(
            'cursor', lower(
              hex(json_array('Query.articles PUBLISHED.DESC', article_2.key_1, article_2.key_2))
            )
          )
        ),
        'pageInfo', json_object(
          'hasNextPage', json(CASE WHEN 1 = 0 THEN 'true' ELSE 'false' END),
          'hasPreviousPage', json(
            CASE WHEN (
              EXISTS (
                SELECT 1
                FROM article AS article_2
                WHERE article_2.status = 0
                LIMIT 1 OFFSET CAST (? AS INTEGER)
              )
            ) THEN 'true' ELSE 'false' END
          ),
          'startCursor', json_extract(
            json_group_array(
              lower(
                hex(json_array('Query.articles PUBLISHED.DESC', article_2.key_1, article_2.key_2))
              )
            ),
            '$[0]'
          ),
          'endCursor', json_extract(
            json_group_array(
              lower(
                hex(json_array('Query.articles PUBLISHED.DESC', article_2.key_1, article_2.key_2))
              )
            ),
            '$[#-1]'
          )
        )
      ) AS json
      FROM (
        SELECT *
        FROM (
          SELECT 1 AS one,
          coalesce(article_2.published_at, '') AS key_1,
          article_2.path AS key_2
          FROM article AS article_2
          WHERE article_2.status = 0
          ORDER BY coalesce(article_2.published_at, ''),
          article_2.path DESC
          LIMIT CAST (? AS INTEGER) OFFSET 0
        ) AS article_2
        ORDER BY article_2.key_1 DESC,
        article_2.key_2
      ) AS article_2
    )
  ) AS BLOB
) AS data

/* parameters
?1  'first'  response key
?2  0  0
?3  0  0
?4  'last'  response key
?5  0  0
?6  0  0
*/
