SELECT convert_to(
  concat(
    '{"articles":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat(
            '{"publishedDateTime":',
            coalesce('"' || article_1.published_at || 'Z"', 'null'),
            ',"path":',
            coalesce(CAST (to_json(article_1.path) AS TEXT), 'null'),
            '}'
          ),
          ','
        ),
        ']}'
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
            left(article_1.path, 300),
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
            left(article_1.path, 300),
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
            left(article_1.path, 300),
            article_1.path
            LIMIT 25 OFFSET 0
          ) AS arm_3
        ) AS article_1
        ORDER BY article_1.key_1 DESC,
        article_1.key_2
        LIMIT 25 OFFSET 0
      ) AS article_1
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters

*/
