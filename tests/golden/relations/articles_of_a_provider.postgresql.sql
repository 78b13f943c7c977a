SELECT convert_to(
  concat(
    '{"provider":',
    coalesce(
      (
        SELECT concat(
          '{"name":',
          coalesce(CAST (to_json(provider_1.name) AS TEXT), 'null'),
          ',"description":',
          coalesce(CAST (to_json(provider_1.description) AS TEXT), 'null'),
          ',"images":',
          (
            SELECT concat(
              '[',
              string_agg(
                concat(
                  '{"url":',
                  coalesce(CAST (to_json(image_1.url) AS TEXT), 'null'),
                  ',"width":',
                  coalesce(CAST (image_1.width AS TEXT), 'null'),
                  '}'
                ),
                ','
              ),
              ']'
            ) AS json
            FROM (
              SELECT image_1.url AS url,
              image_1.width AS width
              FROM provider_image AS provider_image_1
              JOIN image AS image_1 ON image_1.id = provider_image_1.image_id
              WHERE provider_image_1.provider_id = provider_1.id
              ORDER BY provider_image_1.position
            ) AS image_1
          ),
          ',"articles":',
          (
            SELECT concat(
              '{"totalCount":',
              coalesce(
                CAST (
                  (
                    SELECT coalesce(sum(article_count_1.articles), 0) AS coalesce_1
                    FROM article_kind AS article_kind_1
                    JOIN article_count AS article_count_1 ON article_count_1.kind_id = article_kind_1.id
                    WHERE article_count_1.within = provider_1.id
                    AND article_count_1.counted_by = 2
                    AND article_kind_1.status = 0
                  ) AS TEXT
                ),
                'null'
              ),
              ',"nodes":[',
              string_agg(
                concat(
                  '{"path":',
                  coalesce(CAST (to_json(article_1.path) AS TEXT), 'null'),
                  ',"publishedDateTime":',
                  coalesce('"' || article_1.published_at || 'Z"', 'null'),
                  '}'
                ),
                ','
              ),
              '],"pageInfo":{"hasNextPage":',
              CASE WHEN (
                EXISTS (
                  SELECT 1
                  FROM article AS article_1
                  WHERE article_1.provider_id = provider_1.id
                  AND article_1.status = 0
                  LIMIT 1 OFFSET CAST ($1 AS INTEGER)
                )
              ) THEN 'true' ELSE 'false' END,
              '}}'
            ) AS json
            FROM (
              SELECT article_1.path AS path,
              article_1.published_at AS published_at
              FROM article AS article_1
              WHERE article_1.provider_id = provider_1.id
              AND article_1.status = 0
              ORDER BY coalesce(article_1.published_at, '') DESC,
              left(article_1.path, 300),
              article_1.path
              LIMIT CAST ($1 AS INTEGER) OFFSET 0
            ) AS article_1
          ),
          ',"',
          $2::VARCHAR,
          '":',
          (
            SELECT concat(
              '{"nodes":[',
              string_agg(
                concat(
                  '{"title":',
                  coalesce(CAST (to_json(article_2.title) AS TEXT), 'null'),
                  ',"heat":',
                  coalesce(CAST (article_2.heat AS TEXT), 'null'),
                  '}'
                ),
                ','
              ),
              ']}'
            ) AS json
            FROM (
              SELECT article_2.title AS title,
              article_2.heat AS heat
              FROM article AS article_2
              WHERE article_2.provider_id = provider_1.id
              AND
              (article_2.heat IS NOT NULL AND article_2.heat >= $3::INTEGER)
              AND article_2.status = 0
              ORDER BY left(article_2.title, 300),
              article_2.title,
              left(article_2.path, 300),
              article_2.path
              LIMIT 25 OFFSET 0
            ) AS article_2
          ),
          '}'
        ) AS json
        FROM (
          SELECT provider_1.name AS name,
          provider_1.description AS description,
          provider_1.id AS id
          FROM provider AS provider_1
          WHERE provider_1.domain = $4::VARCHAR COLLATE "C"
          ORDER BY (
            SELECT max(coalesce(article.published_at, '')) AS max_1
            FROM article
            WHERE article.provider_id = provider_1.id
          ) DESC,
          (
            SELECT article.path
            FROM article
            WHERE article.provider_id = provider_1.id
            ORDER BY coalesce(article.published_at, '') DESC,
            article.path
            LIMIT 1 OFFSET 0
          ),
          provider_1.name
          LIMIT 1 OFFSET 0
        ) AS provider_1
      ),
      'null'
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  2  2
$2  'hot'  response key
$3  100  100
$4  'larkford.example'  "larkford.example"
*/
