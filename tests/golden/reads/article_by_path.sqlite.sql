SELECT CAST (
  json_object(
    'article', (
      SELECT json_object(
        '__typename', 'Article',
        'id', printf('a%016x', article_1.id),
        'path', article_1.path,
        'slug', article_1.slug,
        'source', article_1.source,
        'collection', article_1.collection,
        'category', article_1.category,
        'type', article_1.type,
        'status', CASE article_1.status WHEN 0 THEN 'PUBLISHED' WHEN 1 THEN 'UNPUBLISHED' WHEN 2 THEN 'STUB' WHEN 3 THEN 'REMOVED' END,
        'title', article_1.title,
        'excerpt', article_1.excerpt,
        'body', (
          SELECT article_detail.body
          FROM article_detail
          WHERE article_detail.article_id = article_1.id
        ),
        'bodyFormat', (
          SELECT article_detail.body_format
          FROM article_detail
          WHERE article_detail.article_id = article_1.id
        ),
        'publishedDateTime', article_1.published_at || 'Z',
        'webUrl', article_1.web_url,
        'originalUrl', article_1.original_url,
        'ampWebUrl', (
          SELECT article_detail.amp_web_url
          FROM article_detail
          WHERE article_detail.article_id = article_1.id
        ),
        'cdnAmpWebUrl', (
          SELECT article_detail.cdn_amp_web_url
          FROM article_detail
          WHERE article_detail.article_id = article_1.id
        ),
        'quality', article_1.quality,
        'heat', article_1.heat,
        'featuredContent', (
          SELECT article_detail.featured_content
          FROM article_detail
          WHERE article_detail.article_id = article_1.id
        ),
        'extra', json(
          coalesce(
            (
              SELECT article_detail.extra
              FROM article_detail
              WHERE article_detail.article_id = article_1.id
            ),
            '{}'
          )
        ),
        'provider', (
          SELECT json_object(
            'id', printf('p%016x', provider_1.id),
            'name', provider_1.name,
            'domain', provider_1.domain,
            'description', provider_1.description,
            'images', (
              SELECT json_group_array(
                json_object('url', image_1.url, 'width', image_1.width)
              ) AS json
              FROM (
                SELECT image_1.url AS url,
                image_1.width AS width
                FROM provider_image AS provider_image_1
                JOIN image AS image_1 ON image_1.id = provider_image_1.image_id
                WHERE provider_image_1.provider_id = provider_1.id
                ORDER BY provider_image_1.position
              ) AS image_1
            )
          ) AS json
          FROM provider AS provider_1
          WHERE provider_1.id = article_1.provider_id
        ),
        'topics', (
          SELECT json_group_array(
            json_object(
              'name', topic_1.name,
              'slug', topic_1.slug,
              'isDefined', json(CASE WHEN topic_1.is_defined THEN 'true' ELSE 'false' END)
            )
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
        'images', (
          SELECT json_group_array(
            json_object(
              'url', image_2.url,
              'width', image_2.width,
              'height', image_2.height,
              'isCached', json(CASE WHEN image_2.is_cached THEN 'true' ELSE 'false' END),
              'title', image_2.title,
              'attribution', image_2.attribution
            )
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
        )
      ) AS json
      FROM article AS article_1
      WHERE article_1.path = ?
      AND article_1.status != 3
    )
  ) AS BLOB
) AS data

/* parameters
?1  'news/2023-05-02-new-bridge-opens'  "news/2023-05-02-new-bridge-opens"
*/
