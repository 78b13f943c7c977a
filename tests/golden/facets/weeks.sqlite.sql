SELECT CAST (
  json_object(
    'articles', json_object(
      'facets', json_object(
        'published', (
          SELECT json_group_array(
            json_object('start', counted_1.value || 'T00:00:00' || 'Z', 'count', counted_1.count)
          ) AS json
          FROM (
            SELECT counted_1.value AS value,
            counted_1.count AS count
            FROM (
              SELECT date(article_count_1.start, '-6 days', 'weekday 1') AS value,
              sum(article_count_1.articles) AS count
              FROM article_kind AS article_kind_1
              JOIN article_count AS article_count_1 ON article_count_1.kind_id = article_kind_1.id
              WHERE article_count_1.within = 0
              AND article_count_1.counted_by = 4
              AND (
                article_kind_1.status = 0
                OR article_kind_1.status = 1
                OR article_kind_1.status = 2
                OR article_kind_1.status = 3
              )
              GROUP BY date(article_count_1.start, '-6 days', 'weekday 1')
            ) AS counted_1
            ORDER BY counted_1.value
          ) AS counted_1
        )
      )
    ),
    'topics', (
      SELECT json_object(
        'nodes', json_group_array(
          json_object(
            'name', topic_1.name,
            'articles', json_object(
              'facets', json_object(
                'providers', (
                  SELECT json_group_array(json_object('count', counted_2.count)) AS json
                  FROM (
                    SELECT counted_2.count AS count
                    FROM (
                      SELECT article_count_2.value AS value,
                      sum(article_count_2.articles) AS count
                      FROM article_kind AS article_kind_2
                      JOIN article_count AS article_count_2 ON article_count_2.kind_id = article_kind_2.id
                      WHERE article_count_2.within = topic_1.id
                      AND article_count_2.counted_by = 2
                      AND article_kind_2.status = 0
                      GROUP BY article_count_2.value
                    ) AS counted_2
                    JOIN provider AS provider_1 ON provider_1.id = counted_2.value
                    ORDER BY counted_2.count DESC,
                    provider_1.name,
                    coalesce(provider_1.domain, '􏿿'),
                    provider_1.id
                    LIMIT CAST (? AS INTEGER) OFFSET 0
                  ) AS counted_2
                )
              )
            )
          )
        )
      ) AS json
      FROM (
        SELECT topic_1.name AS name,
        topic_1.id AS id
        FROM topic AS topic_1
        ORDER BY coalesce(topic_1.file_name, '􏿿'),
        topic_1.name,
        topic_1.source,
        topic_1.id
        LIMIT CAST (? AS INTEGER) OFFSET 0
      ) AS topic_1
    ),
    'providers', (
      SELECT json_object(
        'nodes', json_group_array(
          json_object(
            'name', provider_2.name,
            'articles', json_object(
              'facets', json_object(
                'topics', (
                  SELECT json_group_array(json_object('count', counted_3.count)) AS json
                  FROM (
                    SELECT counted_3.count AS count
                    FROM (
                      SELECT article_count_3.value AS value,
                      sum(article_count_3.articles) AS count
                      FROM article_kind AS article_kind_3
                      JOIN article_count AS article_count_3 ON article_count_3.kind_id = article_kind_3.id
                      WHERE article_count_3.within = provider_2.id
                      AND article_count_3.counted_by = 1
                      AND article_kind_3.status = 0
                      GROUP BY article_count_3.value
                    ) AS counted_3
                    JOIN topic AS topic_2 ON topic_2.id = counted_3.value
                    ORDER BY counted_3.count DESC,
                    topic_2.name,
                    topic_2.source,
                    topic_2.id
                    LIMIT CAST (? AS INTEGER) OFFSET 0
                  ) AS counted_3
                )
              )
            )
          )
        )
      ) AS json
      FROM (
        SELECT provider_2.name AS name,
        provider_2.id AS id
        FROM provider AS provider_2
        ORDER BY provider_2.name,
        provider_2.name,
        coalesce(provider_2.domain, '􏿿'),
        provider_2.id
        LIMIT CAST (? AS INTEGER) OFFSET 0
      ) AS provider_2
    ),
    'article', (
      SELECT json_object(
        'relatedFrom', json_object(
          'facets', json_object(
            'types', (
              SELECT json_group_array(
                json_object('value', counted_4.value, 'count', counted_4.count)
              ) AS json
              FROM (
                SELECT counted_4.value AS value,
                counted_4.count AS count
                FROM (
                  SELECT article_6.type AS value,
                  count(*) AS count
                  FROM article_related AS article_related_2
                  JOIN article AS article_6 ON article_6.id = article_related_2.article_id
                  WHERE article_related_2.related_id = article_4.id
                  AND article_6.status != 3
                  GROUP BY article_6.type
                ) AS counted_4
                ORDER BY counted_4.count DESC,
                counted_4.value
                LIMIT CAST (? AS INTEGER) OFFSET 0
              ) AS counted_4
            )
          )
        )
      ) AS json
      FROM article AS article_4
      WHERE article_4.path = ?
      AND article_4.status != 3
    )
  ) AS BLOB
) AS data

/* parameters
?1  1  1
?2  1  1
?3  1  1
?4  1  1
?5  10  10
?6  'news/2023-05-02-new-bridge-opens'  "news/2023-05-02-new-bridge-opens"
*/
