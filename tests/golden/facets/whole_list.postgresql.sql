SELECT convert_to(
  concat(
    '{"articles":{"totalCount":',
    coalesce(
      CAST (
        (SELECT count(*) AS count_1 FROM article AS article_1 WHERE article_1.status = 0) AS TEXT
      ),
      'null'
    ),
    ',"facets":{"topics":',
    (
      SELECT concat(
        '[',
        string_agg(
          concat(
            '{"count":',
            coalesce(CAST (counted_1.count AS TEXT), 'null'),
            ',"topic":',
            coalesce(
              (
                SELECT concat(
                  '{"name":',
                  coalesce(CAST (to_json(topic_2.name) AS TEXT), 'null'),
                  '}'
                ) AS json
                FROM topic AS topic_2
                WHERE topic_2.id = counted_1.value
              ),
              'null'
            ),
            '}'
          ),
          ','
        ),
        ']'
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
        LIMIT CAST ($1 AS INTEGER) OFFSET 0
      ) AS counted_1
    ),
    ',"providers":',
    (
      SELECT concat(
        '[',
        string_agg(
          concat(
            '{"count":',
            coalesce(CAST (counted_2.count AS TEXT), 'null'),
            ',"provider":',
            coalesce(
              (
                SELECT concat(
                  '{"name":',
                  coalesce(CAST (to_json(provider_2.name) AS TEXT), 'null'),
                  ',"domain":',
                  coalesce(CAST (to_json(provider_2.domain) AS TEXT), 'null'),
                  '}'
                ) AS json
                FROM provider AS provider_2
                WHERE provider_2.id = counted_2.value
              ),
              'null'
            ),
            '}'
          ),
          ','
        ),
        ']'
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
        LIMIT CAST ($2 AS INTEGER) OFFSET 0
      ) AS counted_2
    ),
    ',"types":',
    (
      SELECT concat(
        '[',
        string_agg(
          concat(
            '{"value":',
            coalesce(CAST (to_json(counted_3.value) AS TEXT), 'null'),
            ',"count":',
            coalesce(CAST (counted_3.count AS TEXT), 'null'),
            '}'
          ),
          ','
        ),
        ']'
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
        LIMIT CAST ($3 AS INTEGER) OFFSET 0
      ) AS counted_3
    ),
    ',"collections":',
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
          SELECT article_5.collection AS value,
          count(*) AS count
          FROM article AS article_5
          WHERE article_5.status = 0
          GROUP BY article_5.collection
        ) AS counted_4
        ORDER BY counted_4.count DESC,
        counted_4.value
        LIMIT CAST ($4 AS INTEGER) OFFSET 0
      ) AS counted_4
    ),
    ',"published":',
    (
      SELECT concat(
        '[',
        string_agg(
          concat(
            '{"start":',
            coalesce('"' || counted_5.value || 'T00:00:00' || 'Z"', 'null'),
            ',"count":',
            coalesce(CAST (counted_5.count AS TEXT), 'null'),
            '}'
          ),
          ','
        ),
        ']'
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
    ),
    '}}}'
  ),
  'UTF8'
) AS data

/* parameters
$1  3  3
$2  3  3
$3  10  10
$4  2  2
*/
