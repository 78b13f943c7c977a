SELECT CAST (
  json_object(
    'articles', (
      SELECT json_object(
        'edges', json_group_array(
          json_object(
            'cursor', lower(
              hex(json_array('Query.articles PUBLISHED.DESC', article_1.key_1, article_1.key_2))
            ),
            'node', json_object('path', article_1.path)
          )
        ),
        'pageInfo', json_object(
          'hasNextPage', json(
            CASE WHEN (
              EXISTS (
                SELECT 1
                FROM article AS article_1
                WHERE article_1.status = 0
                AND coalesce(article_1.published_at, '') <= ?
                AND
                (coalesce(article_1.published_at, '') < ? OR article_1.path > ?)
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
                  coalesce(article_1.published_at, '') <= ?
                  AND (coalesce(article_1.published_at, '') < ? OR article_1.path > ?)
                )
              )
            ) THEN 'true' ELSE 'false' END
          ),
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
        AND coalesce(article_1.published_at, '') <= ?
        AND (coalesce(article_1.published_at, '') < ? OR article_1.path > ?)
        ORDER BY coalesce(article_1.published_at, '') DESC,
        article_1.path
        LIMIT CAST (? AS INTEGER) OFFSET 0
      ) AS article_1
    )
  ) AS BLOB
) AS data

/* parameters
?1  '2023-05-02T09:30:00'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?2  '2023-05-02T09:30:00'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?3  'news/2023-05-02-new-bridge-opens'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?4  2  2
?5  '2023-05-02T09:30:00'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?6  '2023-05-02T09:30:00'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?7  'news/2023-05-02-new-bridge-opens'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?8  '2023-05-02T09:30:00'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?9  '2023-05-02T09:30:00'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?10  'news/2023-05-02-new-bridge-opens'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?11  2  2
*/
