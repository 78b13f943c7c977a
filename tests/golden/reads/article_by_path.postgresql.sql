SELECT convert_to(
  concat(
    '{"article":',
    coalesce(
      (
        SELECT concat(
          '{"__typename":"Article","id":',
          coalesce('"a' || lpad(to_hex(article_1.id), 16, '0') || '"', 'null'),
          ',"path":',
          coalesce(CAST (to_json(article_1.path) AS TEXT), 'null'),
          ',"slug":',
          coalesce(CAST (to_json(article_1.slug) AS TEXT), 'null'),
          ',"source":',
          coalesce(CAST (to_json(article_1.source) AS TEXT), 'null'),
          ',"collection":',
          coalesce(CAST (to_json(article_1.collection) AS TEXT), 'null'),
          ',"category":',
          coalesce(CAST (to_json(article_1.category) AS TEXT), 'null'),
          ',"type":',
          coalesce(CAST (to_json(article_1.type) AS TEXT), 'null'),
          ',"status":',
          coalesce(
            CAST (
              to_json(
                CASE article_1.status WHEN 0 THEN 'PUBLISHED' WHEN 1 THEN 'UNPUBLISHED' WHEN 2 THEN 'STUB' WHEN 3 THEN 'REMOVED' END
              ) AS TEXT
            ),
            'null'
          ),
          ',"title":',
          coalesce(CAST (to_json(article_1.title) AS TEXT), 'null'),
          ',"excerpt":',
          coalesce(CAST (to_json(article_1.excerpt) AS TEXT), 'null'),
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
          ',"publishedDateTime":',
          coalesce('"' || article_1.published_at || 'Z"', 'null'),
          ',"webUrl":',
          coalesce(CAST (to_json(article_1.web_url) AS TEXT), 'null'),
          ',"originalUrl":',
          coalesce(CAST (to_json(article_1.original_url) AS TEXT), 'null'),
          ',"ampWebUrl":',
          coalesce(
            CAST (
              to_json(
                (
                  SELECT article_detail.amp_web_url
                  FROM article_detail
                  WHERE article_detail.article_id = article_1.id
                )
              ) AS TEXT
            ),
            'null'
          ),
          ',"cdnAmpWebUrl":',
          coalesce(
            CAST (
              to_json(
                (
                  SELECT article_detail.cdn_amp_web_url
                  FROM article_detail
                  WHERE article_detail.article_id = article_1.id
                )
              ) AS TEXT
            ),
            'null'
          ),
          ',"quality":',
          coalesce(CAST (article_1.quality AS TEXT), 'null'),
          ',"heat":',
          coalesce(CAST (article_1.heat AS TEXT), 'null'),
          ',"featuredContent":',
          coalesce(
            CAST (
              to_json(
                (
                  SELECT article_detail.featured_content
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
                '{"id":',
                coalesce('"p' || lpad(to_hex(provider_1.id), 16, '0') || '"', 'null'),
                ',"name":',
                coalesce(CAST (to_json(provider_1.name) AS TEXT), 'null'),
                ',"domain":',
                coalesce(CAST (to_json(provider_1.domain) AS TEXT), 'null'),
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
                concat(
                  '{"name":',
                  coalesce(CAST (to_json(topic_1.name) AS TEXT), 'null'),
                  ',"slug":',
                  coalesce(CAST (to_json(topic_1.slug) AS TEXT), 'null'),
                  ',"isDefined":',
                  CASE WHEN (topic_1.is_defined != 0) THEN 'true' ELSE 'false' END,
                  '}'
                ),
                ','
              ),
              ']'
            ) AS json
            FROM (
              SELECT topic_1.name AS name,
              topic_1.slug AS slug,
              topic_1.is_defined AS is_defined
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
                  coalesce(CAST (to_json(image_2.url) AS TEXT), 'null'),
                  ',"width":',
                  coalesce(CAST (image_2.width AS TEXT), 'null'),
                  ',"height":',
                  coalesce(CAST (image_2.height AS TEXT), 'null'),
                  ',"isCached":',
                  CASE WHEN (image_2.is_cached != 0) THEN 'true' ELSE 'false' END,
                  ',"title":',
                  coalesce(CAST (to_json(image_2.title) AS TEXT), 'null'),
                  ',"attribution":',
                  coalesce(CAST (to_json(image_2.attribution) AS TEXT), 'null'),
                  '}'
                ),
                ','
              ),
              ']'
            ) AS json
            FROM (
              SELECT image_2.url AS url,
              image_2.width AS width,
              image_2.height AS height,
              image_2.is_cached AS is_cached,
              image_2.title AS title,
              image_2.attribution AS attribution
              FROM article_image AS article_image_1
              JOIN image AS image_2 ON image_2.id = article_image_1.image_id
              WHERE article_image_1.article_id = article_1.id
              ORDER BY article_image_1.position
            ) AS image_2
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
$1  'news/2023-05-02-new-bridge-opens'  "news/2023-05-02-new-bridge-opens"
*/
