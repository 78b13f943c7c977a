SELECT convert_to(
  concat(
    '{"article":',
    coalesce(
      (
        SELECT concat(
          '{"status":',
          coalesce(
            CAST (
              to_json(
                CASE article_1.status WHEN 0 THEN 'PUBLISHED' WHEN 1 THEN 'UNPUBLISHED' WHEN 2 THEN 'STUB' WHEN 3 THEN 'REMOVED' END
              ) AS TEXT
            ),
            'null'
          ),
          ',"source":',
          coalesce(CAST (to_json(article_1.source) AS TEXT), 'null'),
          ',"collection":',
          coalesce(CAST (to_json(article_1.collection) AS TEXT), 'null'),
          ',"category":',
          coalesce(CAST (to_json(article_1.category) AS TEXT), 'null'),
          ',"title":',
          coalesce(CAST (to_json(article_1.title) AS TEXT), 'null'),
          ',"excerpt":',
          coalesce(CAST (to_json(article_1.excerpt) AS TEXT), 'null'),
          ',"publishedDateTime":',
          coalesce('"' || article_1.published_at || 'Z"', 'null'),
          ',"webUrl":',
          coalesce(CAST (to_json(article_1.web_url) AS TEXT), 'null'),
          ',"type":',
          coalesce(CAST (to_json(article_1.type) AS TEXT), 'null'),
          ',"quality":',
          coalesce(CAST (article_1.quality AS TEXT), 'null'),
          ',"heat":',
          coalesce(CAST (article_1.heat AS TEXT), 'null'),
          ',"body":',
          coalesce(
            CAST (
              to_json(
                (
                  SELECT article_detail.body
                  FROM article_detail
                  WHERE article_detail.article_id = article_1.id
                )
              ) AS TEXT
            ),
            'null'
          ),
          ',"bodyFormat":',
          coalesce(
            CAST (
              to_json(
                (
                  SELECT article_detail.body_format
                  FROM article_detail
                  WHERE article_detail.article_id = article_1.id
                )
              ) AS TEXT
            ),
            'null'
          ),
          ',"extra":',
          coalesce(
            coalesce(
              (
                SELECT article_detail.extra
                FROM article_detail
                WHERE article_detail.article_id = article_1.id
              ),
              '{}'
            ),
            'null'
          ),
          ',"provider":',
          coalesce(
            (
              SELECT concat(
                '{"name":',
                coalesce(CAST (to_json(provider_1.name) AS TEXT), 'null'),
                ',"domain":',
                coalesce(CAST (to_json(provider_1.domain) AS TEXT), 'null'),
                '}'
              ) AS json
              FROM provider AS provider_1
              WHERE provider_1.id = article_1.provider_id
            ),
            'null'
          ),
          ',"topics":',
          (
            SELECT concat(
              '[',
              string_agg(
                concat('{"name":', coalesce(CAST (to_json(topic_1.name) AS TEXT), 'null'), '}'),
                ','
              ),
              ']'
            ) AS json
            FROM (
              SELECT topic_1.name AS name
              FROM article_topic AS article_topic_1
              JOIN topic AS topic_1 ON topic_1.id = article_topic_1.topic_id
              WHERE article_topic_1.article_id = article_1.id
              ORDER BY article_topic_1.position
            ) AS topic_1
          ),
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
                  ',"title":',
                  coalesce(CAST (to_json(image_1.title) AS TEXT), 'null'),
                  ',"isCached":',
                  CASE WHEN (image_1.is_cached != 0) THEN 'true' ELSE 'false' END,
                  '}'
                ),
                ','
              ),
              ']'
            ) AS json
            FROM (
              SELECT image_1.url AS url,
              image_1.width AS width,
              image_1.title AS title,
              image_1.is_cached AS is_cached
              FROM article_image AS article_image_1
              JOIN image AS image_1 ON image_1.id = article_image_1.image_id
              WHERE article_image_1.article_id = article_1.id
              ORDER BY article_image_1.position
            ) AS image_1
          ),
          ',"related":{"totalCount":',
          coalesce(
            CAST (
              (
                SELECT count(*) AS count_1
                FROM article_related AS article_related_2
                JOIN article AS article_3 ON article_3.id = article_related_2.related_id
                WHERE article_related_2.article_id = article_1.id
                AND article_3.status IN (0, 1, 2)
              ) AS TEXT
            ),
            'null'
          ),
          '},"relatedFrom":',
          (
            SELECT concat(
              '{"nodes":[',
              string_agg(
                concat('{"path":', coalesce(CAST (to_json(article_4.path) AS TEXT), 'null'), '}'),
                ','
              ),
              ']}'
            ) AS json
            FROM (
              SELECT article_4.path AS path
              FROM article_related AS article_related_3
              JOIN article AS article_4 ON article_4.id = article_related_3.article_id
              WHERE article_related_3.related_id = article_1.id
              AND article_4.status != 3
              ORDER BY coalesce(article_4.published_at, '') DESC,
              left(article_4.path, 300),
              article_4.path
              LIMIT 25 OFFSET 0
            ) AS article_4
          ),
          '}'
        ) AS json
        FROM article AS article_1
        WHERE article_1.path = $1::VARCHAR COLLATE "C"
        AND article_1.status != 3
      ),
      'null'
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  'news/2023-05-01-bridge-designers-win-a-prize'  "news/2023-05-01-bridge-designers-win-a-prize"
*/
