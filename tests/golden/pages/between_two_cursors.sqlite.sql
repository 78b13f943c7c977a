SELECT CAST (
  json_object(
    'articles', (
      SELECT json_object(
        'nodes', json_group_array(json_object('path', article_1.path)),
        'pageInfo', json_object(
          'hasNextPage', json(
            CASE WHEN (
              (
                EXISTS (
                  SELECT 1
                  FROM article AS article_1
                  WHERE article_1.status = 0
                  AND coalesce(article_1.published_at, '') <= ?
                  AND
                  (coalesce(article_1.published_at, '') < ? OR article_1.path > ?)
                  AND coalesce(article_1.published_at, '') >= ?
                  AND
                  (coalesce(article_1.published_at, '') > ? OR article_1.path < ?)
                  LIMIT 1 OFFSET CAST (? AS INTEGER)
                )
              )
              OR (
                EXISTS (
                  SELECT 1
                  FROM article AS article_1
                  WHERE article_1.status = 0
                  AND NOT (
                    coalesce(article_1.published_at, '') >= ?
                    AND (coalesce(article_1.published_at, '') > ? OR article_1.path < ?)
                  )
                )
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
          )
        )
      ) AS json
      FROM (
        SELECT article_1.path AS path
        FROM article AS article_1
        WHERE article_1.status = 0
        AND coalesce(article_1.published_at, '') <= ?
        AND
        (coalesce(article_1.published_at, '') < ? OR article_1.path > ?)
        AND coalesce(article_1.published_at, '') >= ?
        AND (coalesce(article_1.published_at, '') > ? OR article_1.path < ?)
        ORDER BY coalesce(article_1.published_at, '') DESC,
        article_1.path
        LIMIT CAST (? AS INTEGER) OFFSET 0
      ) AS article_1
    )
  ) AS BLOB
) AS data

/* parameters
?1  '2023-05-03T10:00:00'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?2  '2023-05-03T10:00:00'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?3  'valley/news/2023-05-03-hill-race'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?4  '2023-04-15T06:00:00.5'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?5  '2023-04-15T06:00:00.5'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?6  'news/2023-04-15-market-day'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?7  10  10
?8  '2023-04-15T06:00:00.5'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?9  '2023-04-15T06:00:00.5'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?10  'news/2023-04-15-market-day'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?11  '2023-05-03T10:00:00'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?12  '2023-05-03T10:00:00'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?13  'valley/news/2023-05-03-hill-race'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?14  '2023-05-03T10:00:00'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?15  '2023-05-03T10:00:00'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?16  'valley/news/2023-05-03-hill-race'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?17  '2023-04-15T06:00:00.5'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?18  '2023-04-15T06:00:00.5'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?19  'news/2023-04-15-market-day'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
?20  10  10
*/
