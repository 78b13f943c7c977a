SELECT convert_to(
  concat(
    '{"articles":{"facets":{"published":',
    (
      SELECT concat(
        '[',
        string_agg(
          concat(
            '{"start":',
            coalesce('"' || counted_1.value || 'T00:00:00' || 'Z"', 'null'),
            ',"count":',
            coalesce(CAST (counted_1.count AS TEXT), 'null'),
            '}'
          ),
          ','
        ),
        ']'
      ) AS json
      FROM (
        SELECT counted_1.value AS value,
        counted_1.count AS count
        FROM (
          SELECT to_char(
            date_trunc('week', CAST (article_2.published_at AS TIMESTAMP WITHOUT TIME ZONE)),
            'YYYY-MM-DD'
          ) AS value,
          count(*) AS count
          FROM article AS article_2
          WHERE
          (
            article_2.status = 0
            OR article_2.status = 1
            OR article_2.status = 2
            OR article_2.status = 3
          )
          AND article_2.published_at IS NOT NULL
          GROUP BY to_char(
            date_trunc('week', CAST (article_2.published_at AS TIMESTAMP WITHOUT TIME ZONE)),
            'YYYY-MM-DD'
          )
        ) AS counted_1
        ORDER BY counted_1.value
      ) AS counted_1
    ),
    '}},"topics":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat(
            '{"name":',
            coalesce(CAST (to_json(topic_1.name) AS TEXT), 'null'),
            ',"articles":{"facets":{"providers":',
            (
              SELECT concat(
                '[',
                string_agg(
                  concat('{"count":', coalesce(CAST (counted_2.count AS TEXT), 'null'), '}'),
                  ','
                ),
                ']'
              ) AS json
              FROM (
                SELECT counted_2.count AS count
                FROM (
                  SELECT article_4.provider_id AS value,
                  count(*) AS count
                  FROM article_topic AS article_topic_2
                  JOIN article AS article_4 ON article_4.id = article_topic_2.article_id
                  WHERE article_topic_2.topic_id = topic_1.id
                  AND article_topic_2.status = 0
                  GROUP BY article_4.provider_id
                ) AS counted_2
                JOIN provider AS provider_1 ON provider_1.id = counted_2.value
                ORDER BY counted_2.count DESC,
                provider_1.name,
                coalesce(provider_1.domain, '􏿿'),
                provider_1.id
                LIMIT CAST ($1 AS INTEGER) OFFSET 0
              ) AS counted_2
            ),
            '}}}'
          ),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT topic_1.name AS name,
        topic_1.id AS id
        FROM topic AS topic_1
        ORDER BY coalesce(topic_1.file_name, '􏿿'),
        topic_1.name,
        topic_1.source,
        topic_1.id
        LIMIT CAST ($2 AS INTEGER) OFFSET 0
      ) AS topic_1
    ),
    ',"providers":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat(
            '{"name":',
            coalesce(CAST (to_json(provider_2.name) AS TEXT), 'null'),
            ',"articles":{"facets":{"topics":',
            (
              SELECT concat(
                '[',
                string_agg(
                  concat('{"count":', coalesce(CAST (counted_3.count AS TEXT), 'null'), '}'),
                  ','
                ),
                ']'
              ) AS json
              FROM (
                SELECT counted_3.count AS count
                FROM (
                  SELECT article_topic_3.topic_id AS value,
                  count(*) AS count
                  FROM article AS article_6
                  JOIN article_topic AS article_topic_3 ON article_topic_3.article_id = article_6.id
                  WHERE article_6.provider_id = provider_2.id
                  AND article_6.status = 0
                  GROUP BY article_topic_3.topic_id
                ) AS counted_3
                JOIN topic AS topic_2 ON topic_2.id = counted_3.value
                ORDER BY counted_3.count DESC,
                topic_2.name,
                topic_2.source,
                topic_2.id
                LIMIT CAST ($3 AS INTEGER) OFFSET 0
              ) AS counted_3
            ),
            '}}}'
          ),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT provider_2.name AS name,
        provider_2.id AS id
        FROM provider AS provider_2
        ORDER BY provider_2.name,
        provider_2.name,
        coalesce(provider_2.domain, '􏿿'),
        provider_2.id
        LIMIT CAST ($4 AS INTEGER) OFFSET 0
      ) AS provider_2
    ),
    ',"article":',
    coalesce(
      (
        SELECT concat(
          '{"relatedFrom":{"facets":{"types":',
          (
            SELECT concat(
              '[',
              string_agg(
                concat(
                  '{"value":',
                  coalesce(CAST (to_json(counted_4.value) AS TEXT), 'null'),
                  ',"count":',
                  coalesce(CAST (counted_4.count AS TEXT), 'null'),
                  '}'
                ),
                ','
              ),
              ']'
            ) AS json
            FROM (
              SELECT counted_4.value AS value,
              counted_4.count AS count
              FROM (
                SELECT article_9.type AS value,
                count(*) AS count
                FROM article_related AS article_related_2
                JOIN article AS article_9 ON article_9.id = article_related_2.article_id
                WHERE article_related_2.related_id = article_7.id
                AND article_9.status != 3
                GROUP BY article_9.type
              ) AS counted_4
              ORDER BY counted_4.count DESC,
              counted_4.value
              LIMIT CAST ($5 AS INTEGER) OFFSET 0
            ) AS counted_4
          ),
          '}}}'
        ) AS json
        FROM article AS article_7
        WHERE article_7.path = $6::VARCHAR COLLATE "C"
        AND article_7.status != 3
      ),
      'null'
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  1  1
$2  1  1
$3  1  1
$4  1  1
$5  10  10
$6  'news/2023-05-02-new-bridge-opens'  "news/2023-05-02-new-bridge-opens"
*/
