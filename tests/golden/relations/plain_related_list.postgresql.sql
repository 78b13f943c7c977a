SELECT convert_to(
  concat(
    '{"articles":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat(
            '{"path":',
            coalesce(CAST (to_json(article_1.path) AS TEXT), 'null'),
            ',"status":',
            coalesce(
              CAST (
                to_json(
                  CASE article_1.status WHEN 0 THEN 'PUBLISHED' WHEN 1 THEN 'UNPUBLISHED' WHEN 2 THEN 'STUB' WHEN 3 THEN 'REMOVED' END
                ) AS TEXT
              ),
              'null'
            ),
            ',"title":',
            coalesce(CAST (to_json(article_1.title) AS TEXT), 'null'),
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
            ',"relatedFrom":',
            (
              SELECT concat(
                '{"nodes":[',
                string_agg(
                  concat('{"path":', coalesce(CAST (to_json(article_3.path) AS TEXT), 'null'), '}'),
                  ','
                ),
                ']}'
              ) AS json
              FROM (
                SELECT article_3.path AS path
                FROM article_related AS article_related_2
                JOIN article AS article_3 ON article_3.id = article_related_2.article_id
                WHERE article_related_2.related_id = article_1.id
                AND article_3.status != 3
                ORDER BY coalesce(article_3.published_at, '') DESC,
                left(article_3.path, 300),
                article_3.path
                LIMIT 25 OFFSET 0
              ) AS article_3
            ),
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
            SELECT article_1.path AS path,
            article_1.status AS status,
            article_1.title AS title,
            article_1.id AS id,
            coalesce(article_1.published_at, '') AS key_1,
            article_1.path AS key_2
            FROM article AS article_1
            WHERE article_1.collection = $1::VARCHAR COLLATE "C"
            AND article_1.status = 0
            ORDER BY coalesce(article_1.published_at, '') DESC,
            left(article_1.path, 300),
            article_1.path
            LIMIT 25 OFFSET 0
          ) AS arm_1
          UNION ALL SELECT *
          FROM (
            SELECT article_1.path AS path,
            article_1.status AS status,
            article_1.title AS title,
            article_1.id AS id,
            coalesce(article_1.published_at, '') AS key_1,
            article_1.path AS key_2
            FROM article AS article_1
            WHERE article_1.collection = $1::VARCHAR COLLATE "C"
            AND article_1.status = 2
            ORDER BY coalesce(article_1.published_at, '') DESC,
            left(article_1.path, 300),
            article_1.path
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
  'UTF8'
) AS data

/* parameters
$1  'puzzles'  "puzzles"
*/
