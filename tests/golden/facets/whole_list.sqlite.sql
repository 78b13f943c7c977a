SELECT CAST (
  json_object(
    'articles', json_object(
      'totalCount', (
        SELECT count(*) AS count_1
        FROM article AS article_1
        WHERE article_1.status = 0
      ),
      'facets', json_object(
        'topics', (
          SELECT json_group_array(
            json_object(
              'count', counted_1.count,
              'topic', (
                SELECT json_object('name', topic_2.name) AS json
                FROM topic AS topic_2
                WHERE topic_2.id = counted_1.value
              )
            )
          ) AS json
          FROM (
            SELECT counted_1.count AS count,
            counted_1.value AS value
            FROM (
              SELECT article_2.topic_id AS value,
              count(*) AS count
              FROM article_topic AS article_2
              WHERE article_2.status = 0
              GROUP BY article_2.topic_id
            ) AS counted_1
            JOIN topic AS topic_1 ON topic_1.id = counted_1.value
            ORDER BY counted_1.count DESC,
            topic_1.name,
            topic_1.source,
            topic_1.id
            LIMIT CAST (? AS INTEGER) OFFSET 0
          ) AS counted_1
        ),
        'providers', (
          SELECT json_group_array(
            json_object(
              'count', counted_2.count,
              'provider', (
                SELECT json_object('name', provider_2.name, 'domain', provider_2.domain) AS json
                FROM provider AS provider_2
                WHERE provider_2.id = counted_2.value
              )
            )
          ) AS json
          FROM (
            SELECT counted_2.count AS count,
            counted_2.value AS value
            FROM (
              SELECT article_3.provider_id AS value,
              count(*) AS count
              FROM article AS article_3
              WHERE article_3.status = 0
              GROUP BY article_3.provider_id
            ) AS counted_2
            JOIN provider AS provider_1 ON provider_1.id = counted_2.value
            ORDER BY counted_2.count DESC,
            provider_1.name,
            coalesce(provider_1.domain, '􏿿'),
            provider_1.id
            LIMIT CAST (? AS INTEGER) OFFSET 0
          ) AS counted_2
        ),
        'types', (
          SELECT json_group_array(
            json_object('value', counted_3.value, 'count', counted_3.count)
          ) AS json
          FROM (
            SELECT counted_3.value AS value,
            counted_3.count AS count
            FROM (
              SELECT article_4.type AS value,
              count(*) AS count
              FROM article AS article_4
              WHERE article_4.status = 0
              GROUP BY article_4.type
            ) AS counted_3
            ORDER BY counted_3.count DESC,
            counted_3.value
            LIMIT CAST (? AS INTEGER) OFFSET 0
          ) AS counted_3
        ),
        'collections', (
          SELECT json_group_array(
            json_object('value', counted_4.value, 'count', counted_4.count)
          ) AS json
          FROM (
            SELECT counted_4.value AS value,
            counted_4.count AS count
            FROM (
              SELECT article_5.collection AS value,
              count(*) AS count
              FROM article AS article_5
              WHERE article_5.status = 0
              GROUP BY article_5.collection
            ) AS counted_4
            ORDER BY counted_4.count DESC,
            counted_4.value
            LIMIT CAST (? AS INTEGER) OFFSET 0
          ) AS counted_4
        ),
        'published', (
          SELECT json_group_array(
            json_object('start', counted_5.value || 'T00:00:00' || 'Z', 'count', counted_5.count)
          ) AS json
          FROM (
            SELECT counted_5.value AS value,
            counted_5.count AS count
            FROM (
              SELECT substr(article_6.published_at, 1, 4) || '-01-01' AS value,
              count(*) AS count
              FROM article AS article_6
              WHERE article_6.status = 0
              AND article_6.published_at IS NOT NULL
              GROUP BY substr(article_6.published_at, 1, 4) || '-01-01'
            ) AS counted_5
            ORDER BY counted_5.value
          ) AS counted_5
        )
      )
    )
  ) AS BLOB
) AS data

/* parameters
?1  3  3
?2  3  3
?3  10  10
?4  2  2
*/
