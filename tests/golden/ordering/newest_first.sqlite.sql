SELECT CAST (
  json_object(
    'articles', (
      SELECT json_object(
        'nodes', json_group_array(
          json_object('publishedDateTime', article_1.published_at || 'Z', 'path', article_1.path)
        )
      ) AS json
      FROM (
        SELECT *
        FROM (
          SELECT *
          FROM (
            SELECT article_1.published_at AS published_at,
            article_1.path AS path,
            coalesce(article_1.published_at, '') AS key_1,
            article_1.path AS key_2
            FROM article AS article_1
            WHERE article_1.status = 0
            ORDER BY coalesce(article_1.published_at, '') DESC,
            article_1.path
            LIMIT 25 OFFSET 0
          ) AS arm_1
          UNION ALL SELECT *
          FROM (
            SELECT article_1.published_at AS published_at,
            article_1.path AS path,
            coalesce(article_1.published_at, '') AS key_1,
            article_1.path AS key_2
            FROM article AS article_1
            WHERE article_1.status = 1
            ORDER BY coalesce(article_1.published_at, '') DESC,
            article_1.path
            LIMIT 25 OFFSET 0
          ) AS arm_2
          UNION ALL SELECT *
          FROM (
            SELECT article_1.published_at AS published_at,
            article_1.path AS path,
            coalesce(article_1.published_at, '') AS key_1,
            article_1.path AS key_2
            FROM article AS article_1
            WHERE article_1.status = 2
            ORDER BY coalesce(article_1.published_at, '') DESC,
            article_1.path
            LIMIT 25 OFFSET 0
          ) AS arm_3
        ) AS article_1
        ORDER BY article_1.key_1 DESC,
        article_1.key_2
        LIMIT 25 OFFSET 0
      ) AS article_1
    )
  ) AS BLOB
) AS data

/* parameters

*/
