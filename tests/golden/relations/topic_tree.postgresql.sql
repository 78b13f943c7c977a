SELECT convert_to(
  concat(
    '{"topic":',
    coalesce(
      (
        SELECT concat(
          '{"name":',
          coalesce(CAST (to_json(topic_1.name) AS TEXT), 'null'),
          ',"parent":',
          coalesce(
            (
              SELECT concat(
                '{"name":',
                coalesce(CAST (to_json(topic_2.name) AS TEXT), 'null'),
                '}'
              ) AS json
              FROM topic AS topic_2
              WHERE topic_2.id = topic_1.parent_id
            ),
            'null'
          ),
          ',"children":',
          (
            SELECT concat(
              '[',
              string_agg(
                concat(
                  '{"name":',
                  coalesce(CAST (to_json(topic_3.name) AS TEXT), 'null'),
                  ',"slug":',
                  coalesce(CAST (to_json(topic_3.slug) AS TEXT), 'null'),
                  ',"parent":',
                  coalesce(
                    (
                      SELECT concat(
                        '{"name":',
                        coalesce(CAST (to_json(topic_4.name) AS TEXT), 'null'),
                        '}'
                      ) AS json
                      FROM topic AS topic_4
                      WHERE topic_4.id = topic_3.parent_id
                    ),
                    'null'
                  ),
                  ',"articles":',
                  (
                    SELECT concat(
                      '{"totalCount":',
                      coalesce(
                        CAST (
                          (
                            SELECT coalesce(sum(article_count_1.articles), 0) AS coalesce_1
                            FROM article_kind AS article_kind_1
                            JOIN article_count AS article_count_1 ON article_count_1.kind_id = article_kind_1.id
                            WHERE article_count_1.within = topic_3.id
                            AND article_count_1.counted_by = 0
                            AND (article_kind_1.status = 0 OR article_kind_1.status = 1)
                          ) AS TEXT
                        ),
                        'null'
                      ),
                      ',"nodes":[',
                      string_agg(
                        concat(
                          '{"title":',
                          coalesce(CAST (to_json(article_1.title) AS TEXT), 'null'),
                          '}'
                        ),
                        ','
                      ),
                      ']}'
                    ) AS json
                    FROM (
                      SELECT *
                      FROM (
                        SELECT *
                        FROM (
                          SELECT article_1.title AS title,
                          coalesce(article_topic_1.published_at, '') AS key_1,
                          article_topic_1.path AS key_2
                          FROM article_topic AS article_topic_1
                          JOIN article AS article_1 ON article_1.id = article_topic_1.article_id
                          WHERE article_topic_1.topic_id = topic_3.id
                          AND article_topic_1.status = 0
                          ORDER BY coalesce(article_topic_1.published_at, '') DESC,
                          left(article_topic_1.path, 300),
                          article_topic_1.path
                          LIMIT 25 OFFSET 0
                        ) AS arm_1
                        UNION ALL SELECT *
                        FROM (
                          SELECT article_1.title AS title,
                          coalesce(article_topic_1.published_at, '') AS key_1,
                          article_topic_1.path AS key_2
                          FROM article_topic AS article_topic_1
                          JOIN article AS article_1 ON article_1.id = article_topic_1.article_id
                          WHERE article_topic_1.topic_id = topic_3.id
                          AND article_topic_1.status = 1
                          ORDER BY coalesce(article_topic_1.published_at, '') DESC,
                          left(article_topic_1.path, 300),
                          article_topic_1.path
                          LIMIT 25 OFFSET 0
                        ) AS arm_2
                      ) AS article_1
                      ORDER BY article_1.key_1 DESC,
                      article_1.key_2
                      LIMIT 25 OFFSET 0
                    ) AS article_1
                  ),
                  '}'
                ),
                ','
              ),
              ']'
            ) AS json
            FROM (
              SELECT topic_3.name AS name,
              topic_3.slug AS slug,
              topic_3.parent_id AS parent_id,
              topic_3.id AS id
              FROM topic AS topic_3
              WHERE topic_3.parent_id = topic_1.id
              ORDER BY coalesce(topic_3.file_name, '􏿿'),
              topic_3.name,
              topic_3.source,
              topic_3.id
            ) AS topic_3
          ),
          '}'
        ) AS json
        FROM (
          SELECT topic_1.name AS name,
          topic_1.parent_id AS parent_id,
          topic_1.id AS id
          FROM topic AS topic_1
          WHERE topic_1.slug = $1::VARCHAR COLLATE "C"
          ORDER BY topic_1.source,
          topic_1.is_defined DESC,
          topic_1.name
          LIMIT 1 OFFSET 0
        ) AS topic_1
      ),
      'null'
    ),
    ',"',
    $2::VARCHAR,
    '":',
    coalesce(
      (
        SELECT concat(
          '{"name":',
          coalesce(CAST (to_json(topic_5.name) AS TEXT), 'null'),
          ',"isDefined":',
          CASE WHEN (topic_5.is_defined != 0) THEN 'true' ELSE 'false' END,
          ',"children":',
          (
            SELECT concat(
              '[',
              string_agg(
                concat(
                  '{"name":',
                  coalesce(CAST (to_json(topic_6.name) AS TEXT), 'null'),
                  ',"isDefined":',
                  CASE WHEN (topic_6.is_defined != 0) THEN 'true' ELSE 'false' END,
                  '}'
                ),
                ','
              ),
              ']'
            ) AS json
            FROM (
              SELECT topic_6.name AS name,
              topic_6.is_defined AS is_defined
              FROM topic AS topic_6
              WHERE topic_6.parent_id = topic_5.id
              ORDER BY coalesce(topic_6.file_name, '􏿿'),
              topic_6.name,
              topic_6.source,
              topic_6.id
            ) AS topic_6
          ),
          ',"articles":',
          (
            SELECT concat(
              '{"nodes":[',
              string_agg(
                concat('{"path":', coalesce(CAST (to_json(article_2.path) AS TEXT), 'null'), '}'),
                ','
              ),
              ']}'
            ) AS json
            FROM (
              SELECT article_2.path AS path
              FROM article_topic AS article_topic_2
              JOIN article AS article_2 ON article_2.id = article_topic_2.article_id
              WHERE article_topic_2.topic_id = topic_5.id
              AND article_topic_2.status = 0
              ORDER BY coalesce(article_topic_2.published_at, '') DESC,
              left(article_topic_2.path, 300),
              article_topic_2.path
              LIMIT 25 OFFSET 0
            ) AS article_2
          ),
          '}'
        ) AS json
        FROM (
          SELECT topic_5.name AS name,
          topic_5.is_defined AS is_defined,
          topic_5.id AS id
          FROM topic AS topic_5
          WHERE topic_5.folded_name = $3::VARCHAR COLLATE "C"
          ORDER BY topic_5.source,
          topic_5.is_defined DESC,
          topic_5.name
          LIMIT 1 OFFSET 0
        ) AS topic_5
      ),
      'null'
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  'sport'  "sport"
$2  'trade'  response key
$3  'trade'  "trade"
*/
