SELECT convert_to(
  concat(
    '{"articles":{"totalCount":',
    coalesce(
      CAST (
        (
          SELECT coalesce(sum(article_count_1.articles), 0) AS coalesce_1
          FROM article_kind AS article_kind_1
          JOIN article_count AS article_count_1 ON article_count_1.kind_id = article_kind_1.id
          WHERE article_count_1.within = 0
          AND article_count_1.counted_by = 0
          AND article_kind_1.status = 0
        ) AS TEXT
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
          SELECT article_count_2.value AS value,
          sum(article_count_2.articles) AS count
          FROM article_kind AS article_kind_2
          JOIN article_count AS article_count_2 ON article_count_2.kind_id = article_kind_2.id
          WHERE article_count_2.within = 0
          AND article_count_2.counted_by = 1
          AND article_kind_2.status = 0
          GROUP BY article_count_2.value
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
          SELECT article_count_3.value AS value,
          sum(article_count_3.articles) AS count
          FROM article_kind AS article_kind_3
          JOIN article_count AS article_count_3 ON article_count_3.kind_id = article_kind_3.id
          WHERE article_count_3.within = 0
          AND article_count_3.counted_by = 2
          AND article_kind_3.status = 0
          GROUP BY article_count_3.value
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
          SELECT article_kind_4.type AS value,
          sum(article_count_4.articles) AS count
          FROM article_kind AS article_kind_4
          JOIN article_count AS article_count_4 ON article_count_4.kind_id = article_kind_4.id
          WHERE article_count_4.within = 0
          AND article_count_4.counted_by = 0
          AND article_kind_4.status = 0
          GROUP BY article_kind_4.type
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
          SELECT article_kind_5.collection AS value,
          sum(article_count_5.articles) AS count
          FROM article_kind AS article_kind_5
          JOIN article_count AS article_count_5 ON article_count_5.kind_id = article_kind_5.id
          WHERE article_count_5.within = 0
          AND article_count_5.counted_by = 0
          AND article_kind_5.status = 0
          GROUP BY article_kind_5.collection
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
          SELECT substr(article_count_6.start, 1, 4) || '-01-01' AS value,
          sum(article_count_6.articles) AS count
          FROM article_kind AS article_kind_6
          JOIN article_count AS article_count_6 ON article_count_6.kind_id = article_kind_6.id
          WHERE article_count_6.within = 0
          AND article_count_6.counted_by = 3
          AND article_kind_6.status = 0
          GROUP BY substr(article_count_6.start, 1, 4) || '-01-01'
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
