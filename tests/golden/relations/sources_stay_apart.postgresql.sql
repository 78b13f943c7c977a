SELECT convert_to(
  concat(
    '{"article":',
    coalesce(
      (
        SELECT concat(
          '{"id":',
          coalesce('"a' || lpad(to_hex(article_1.id), 16, '0') || '"', 'null'),
          ',"source":',
          coalesce(CAST (to_json(article_1.source) AS TEXT), 'null'),
          ',"topics":',
          (
            SELECT concat(
              '[',
              string_agg(
                concat(
                  '{"source":',
                  coalesce(CAST (to_json(topic_1.source) AS TEXT), 'null'),
                  ',"name":',
                  coalesce(CAST (to_json(topic_1.name) AS TEXT), 'null'),
                  ',"isDefined":',
                  CASE WHEN (topic_1.is_defined != 0) THEN 'true' ELSE 'false' END,
                  '}'
                ),
                ','
              ),
              ']'
            ) AS json
            FROM (
              SELECT topic_1.source AS source,
              topic_1.name AS name,
              topic_1.is_defined AS is_defined
              FROM article_topic AS article_topic_1
              JOIN topic AS topic_1 ON topic_1.id = article_topic_1.topic_id
              WHERE article_topic_1.article_id = article_1.id
              ORDER BY article_topic_1.position
            ) AS topic_1
          ),
          ',"related":',
          (
            SELECT concat(
              '{"nodes":[',
              string_agg(
                concat(
                  '{"path":',
                  coalesce(CAST (to_json(article_2.path) AS TEXT), 'null'),
                  ',"status":',
                  coalesce(
                    CAST (
                      to_json(
                        CASE article_2.status WHEN 0 THEN 'PUBLISHED' WHEN 1 THEN 'UNPUBLISHED' WHEN 2 THEN 'STUB' WHEN 3 THEN 'REMOVED' END
                      ) AS TEXT
                    ),
                    'null'
                  ),
                  '}'
                ),
                ','
              ),
              ']}'
            ) AS json
            FROM (
              SELECT article_2.path AS path,
              article_2.status AS status
              FROM article_related AS article_related_1
              JOIN article AS article_2 ON article_2.id = article_related_1.related_id
              WHERE article_related_1.article_id = article_1.id
              AND article_2.status IN (0, 1, 2)
              ORDER BY article_related_1.position,
              article_related_1.related_id
              LIMIT 25 OFFSET 0
            ) AS article_2
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
                  ',"height":',
                  coalesce(CAST (image_1.height AS TEXT), 'null'),
                  ',"attribution":',
                  coalesce(CAST (to_json(image_1.attribution) AS TEXT), 'null'),
                  '}'
                ),
                ','
              ),
              ']'
            ) AS json
            FROM (
              SELECT image_1.url AS url,
              image_1.width AS width,
              image_1.height AS height,
              image_1.attribution AS attribution
              FROM article_image AS article_image_1
              JOIN image AS image_1 ON image_1.id = article_image_1.image_id
              WHERE article_image_1.article_id = article_1.id
              ORDER BY article_image_1.position
            ) AS image_1
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
$1  'valley/news/2023-05-02-new-bridge-opens'  "valley/news/2023-05-02-new-bridge-opens"
*/
