SELECT CAST (
  json_object(
    'articles', (
      SELECT json_object(
        'nodes', json_group_array(
          json_object(
            'title', article_1.title,
            'provider', (
              SELECT json_object(
                'name', provider_1.name,
                'articles', (
                  SELECT json_object(
                    'nodes', json_group_array(
                      json_object(
                        'title', article_2.title,
                        'topics', (
                          SELECT json_group_array(
                            json_object(
                              'name', topic_1.name,
                              'articles', (
                                SELECT json_object(
                                  'nodes', json_group_array(
                                    json_object(
                                      'title', article_3.title,
                                      'image', (
                                        SELECT json_object('url', image_1.url) AS json
                                        FROM (
                                          SELECT image_1.url AS url
                                          FROM article_image AS article_image_1
                                          JOIN image AS image_1 ON image_1.id = article_image_1.image_id
                                          WHERE article_image_1.article_id = article_3.id
                                          ORDER BY article_image_1.position
                                          LIMIT 1 OFFSET 0
                                        ) AS image_1
                                      )
                                    )
                                  )
                                ) AS json
                                FROM (
                                  SELECT article_3.title AS title,
                                  article_3.id AS id
                                  FROM article_topic AS article_topic_2
                                  JOIN article AS article_3 ON article_3.id = article_topic_2.article_id
                                  WHERE article_topic_2.topic_id = topic_1.id
                                  AND article_topic_2.status = 0
                                  ORDER BY coalesce(article_3.heat, -2147483649) DESC,
                                  article_topic_2.path
                                  LIMIT CAST (? AS INTEGER) OFFSET 0
                                ) AS article_3
                              )
                            )
                          ) AS json
                          FROM (
                            SELECT topic_1.name AS name,
                            topic_1.id AS id
                            FROM article_topic AS article_topic_1
                            JOIN topic AS topic_1 ON topic_1.id = article_topic_1.topic_id
                            WHERE article_topic_1.article_id = article_2.id
                            ORDER BY article_topic_1.position
                          ) AS topic_1
                        )
                      )
                    )
                  ) AS json
                  FROM (
                    SELECT article_2.title AS title,
                    article_2.id AS id
                    FROM article AS article_2
                    WHERE article_2.provider_id = provider_1.id
                    AND article_2.status = 0
                    ORDER BY coalesce(article_2.published_at, '') DESC,
                    article_2.path
                    LIMIT CAST (? AS INTEGER) OFFSET 0
                  ) AS article_2
                )
              ) AS json
              FROM provider AS provider_1
              WHERE provider_1.id = article_1.provider_id
            ),
            'related', (
              SELECT json_object(
                'nodes', json_group_array(
                  json_object(
                    'title', article_4.title,
                    'related', (
                      SELECT json_object(
                        'nodes', json_group_array(
                          json_object(
                            'title', article_5.title,
                            'provider', (
                              SELECT json_object('name', provider_2.name) AS json
                              FROM provider AS provider_2
                              WHERE provider_2.id = article_5.provider_id
                            )
                          )
                        )
                      ) AS json
                      FROM (
                        SELECT article_5.title AS title,
                        article_5.provider_id AS provider_id
                        FROM article_related AS article_related_2
                        JOIN article AS article_5 ON article_5.id = article_related_2.related_id
                        WHERE article_related_2.article_id = article_4.id
                        AND article_5.status IN (0, 1, 2)
                        ORDER BY article_related_2.position,
                        article_related_2.related_id
                        LIMIT CAST (? AS INTEGER) OFFSET 0
                      ) AS article_5
                    )
                  )
                )
              ) AS json
              FROM (
                SELECT article_4.title AS title,
                article_4.id AS id
                FROM article_related AS article_related_1
                JOIN article AS article_4 ON article_4.id = article_related_1.related_id
                WHERE article_related_1.article_id = article_1.id
                AND article_4.status IN (0, 1, 2)
                ORDER BY article_related_1.position,
                article_related_1.related_id
                LIMIT CAST (? AS INTEGER) OFFSET 0
              ) AS article_4
            )
          )
        )
      ) AS json
      FROM (
        SELECT article_1.title AS title,
        article_1.provider_id AS provider_id,
        article_1.id AS id
        FROM article AS article_1
        WHERE article_1.status = 0
        ORDER BY coalesce(article_1.published_at, '') DESC,
        article_1.path
        LIMIT CAST (? AS INTEGER) OFFSET 0
      ) AS article_1
    )
  ) AS BLOB
) AS data

/* parameters
?1  2  2
?2  2  2
?3  2  2
?4  2  2
?5  3  3
*/
