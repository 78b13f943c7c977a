SELECT CAST (
  json_object(
    ?, (
      SELECT json_object('nodes', json_group_array(json_object('path', article_1.path))) AS json
      FROM (
        SELECT article_1.path AS path
        FROM article AS article_1
        WHERE
        (
          EXISTS (
            SELECT 1
            FROM article_topic AS article_topic_1
            JOIN topic AS topic_1 ON topic_1.id = article_topic_1.topic_id
            WHERE article_topic_1.article_id = article_1.id
            AND topic_1.slug = ?
          )
        )
        AND article_1.status = 0
        ORDER BY coalesce(article_1.published_at, '') DESC,
        article_1.path
        LIMIT 25 OFFSET 0
      ) AS article_1
    ),
    ?, (
      SELECT json_object(
        'nodes', json_group_array(
          json_object(
            'path', article_2.path,
            'topics', (
              SELECT json_group_array(
                json_object(
                  'isDefined', json(CASE WHEN topic_3.is_defined THEN 'true' ELSE 'false' END)
                )
              ) AS json
              FROM (
                SELECT topic_3.is_defined AS is_defined
                FROM article_topic AS article_topic_3
                JOIN topic AS topic_3 ON topic_3.id = article_topic_3.topic_id
                WHERE article_topic_3.article_id = article_2.id
                ORDER BY article_topic_3.position
              ) AS topic_3
            )
          )
        )
      ) AS json
      FROM (
        SELECT article_2.path AS path,
        article_2.id AS id
        FROM article AS article_2
        WHERE NOT
        (
          EXISTS (
            SELECT 1
            FROM article_topic AS article_topic_2
            JOIN topic AS topic_2 ON topic_2.id = article_topic_2.topic_id
            WHERE article_topic_2.article_id = article_2.id
            AND NOT (topic_2.is_defined = 1)
          )
        )
        AND article_2.status = 0
        ORDER BY coalesce(article_2.published_at, '') DESC,
        article_2.path
        LIMIT 25 OFFSET 0
      ) AS article_2
    ),
    ?, (
      SELECT json_object('nodes', json_group_array(json_object('path', article_3.path))) AS json
      FROM (
        SELECT article_3.path AS path
        FROM article AS article_3
        WHERE NOT
        (
          EXISTS (
            SELECT 1
            FROM article_topic AS article_topic_4
            JOIN topic AS topic_4 ON topic_4.id = article_topic_4.topic_id
            WHERE article_topic_4.article_id = article_3.id
            AND 1 = 1 = 1
          )
        )
        AND article_3.status = 0
        ORDER BY coalesce(article_3.published_at, '') DESC,
        article_3.path
        LIMIT 25 OFFSET 0
      ) AS article_3
    ),
    ?, json_object(
      'totalCount', (
        SELECT count(*) AS count_1
        FROM article AS article_5
        WHERE
        (
          (
            EXISTS (
              SELECT 1
              FROM article_image AS article_image_3
              JOIN image AS image_3 ON image_3.id = article_image_3.image_id
              WHERE article_image_3.article_id = article_5.id
              AND (image_3.width IS NOT NULL AND image_3.width >= ?)
            )
          )
          AND NOT (
            EXISTS (
              SELECT 1
              FROM article_image AS article_image_4
              JOIN image AS image_4 ON image_4.id = article_image_4.image_id
              WHERE article_image_4.article_id = article_5.id
              AND image_4.is_cached = 1
            )
          )
        )
        AND article_5.status = 0
      )
    ),
    ?, (
      SELECT json_object('nodes', json_group_array(json_object('path', article_6.path))) AS json
      FROM (
        SELECT article_6.path AS path
        FROM article AS article_6
        WHERE
        (
          (
            EXISTS (
              SELECT 1
              FROM article_image AS article_image_5
              JOIN image AS image_5 ON image_5.id = article_image_5.image_id
              WHERE article_image_5.article_id = article_6.id
              AND 1 = 1 = 1
            )
          )
          AND NOT (
            EXISTS (
              SELECT 1
              FROM article_image AS article_image_6
              JOIN image AS image_6 ON image_6.id = article_image_6.image_id
              WHERE article_image_6.article_id = article_6.id
              AND NOT (image_6.is_cached = 1)
            )
          )
        )
        AND article_6.status = 0
        ORDER BY coalesce(article_6.published_at, '') DESC,
        article_6.path
        LIMIT 25 OFFSET 0
      ) AS article_6
    )
  ) AS BLOB
) AS data

/* parameters
?1  'some'  response key
?2  'town-hall'  "town-hall"
?3  'every'  response key
?4  'none'  response key
?5  'wide'  response key
?6  1000  1000
?7  'cached'  response key
*/
