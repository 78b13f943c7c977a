SELECT CAST (
  json_object(
    'article', (
      SELECT json_object(
        'status', CASE article_1.status WHEN 0 THEN 'PUBLISHED' WHEN 1 THEN 'UNPUBLISHED' WHEN 2 THEN 'STUB' WHEN 3 THEN 'REMOVED' END,
        'source', article_1.source,
        'collection', article_1.collection,
        'category', article_1.category,
        'title', article_1.title,
        'excerpt', article_1.excerpt,
        'publishedDateTime', article_1.published_at || 'Z',
        'webUrl', article_1.web_url,
        'type', article_1.type,
        'quality', article_1.quality,
        'heat', article_1.heat,
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
          SELECT json_object('name', provider_1.name, 'domain', provider_1.domain) AS json
          FROM provider AS provider_1
          WHERE provider_1.id = article_1.provider_id
        ),
        'topics', (
          SELECT json_group_array(json_object('name', topic_1.name)) AS json
          FROM (
            SELECT topic_1.name AS name
            FROM article_topic AS article_topic_1
            JOIN topic AS topic_1 ON topic_1.id = article_topic_1.topic_id
            WHERE article_topic_1.article_id = article_1.id
            ORDER BY article_topic_1.position
          ) AS topic_1
        ),
        'images', (
          SELECT json_group_array(
            json_object(
              'url', image_1.url,
              'width', image_1.width,
              'title', image_1.title,
              'isCached', json(CASE WHEN image_1.is_cached THEN 'true' ELSE 'false' END)
            )
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
        'related', json_object(
          'totalCount', (
            SELECT count(*) AS count_1
            FROM article_related AS article_related_2
            JOIN article AS article_3 ON article_3.id = article_related_2.related_id
            WHERE article_related_2.article_id = article_1.id
            AND article_3.status IN (0, 1, 2)
          )
        ),
        'relatedFrom', (
          SELECT json_object('nodes', json_group_array(json_object('path', article_4.path))) AS json
          FROM (
            SELECT article_4.path AS path
            FROM article_related AS article_related_3
            JOIN article AS article_4 ON article_4.id = article_related_3.article_id
            WHERE article_related_3.related_id = article_1.id
            AND article_4.status != 3
            ORDER BY coalesce(article_4.published_at, '') DESC,
            article_4.path
            LIMIT 25 OFFSET 0
          ) AS article_4
        )
      ) AS json
      FROM article AS article_1
      WHERE article_1.path = ?
      AND article_1.status != 3
    )
  ) AS BLOB
) AS data

/* parameters
?1  'news/2023-05-01-bridge-designers-win-a-prize'  "news/2023-05-01-bridge-designers-win-a-prize"
*/
