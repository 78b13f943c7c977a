SELECT convert_to(
  concat(
    '{"article":',
    coalesce(
      (
        SELECT concat(
          '{"related":',
          (
            SELECT concat(
              '{"totalCount":',
              coalesce(
                CAST (
                  (
                    SELECT count(*) AS count_1
                    FROM article_related AS article_related_2
                    JOIN article AS article_3 ON article_3.id = article_related_2.related_id
                    WHERE article_related_2.article_id = article_1.id
                    AND article_3.status IN (0, 1, 2)
                  ) AS TEXT
                ),
                'null'
              ),
              ',"edges":[',
              string_agg(
                concat(
                  '{"origin":',
                  coalesce(CAST (to_json(article_2.edge_1) AS TEXT), 'null'),
                  ',"node":{"path":',
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
                  ',"title":',
                  coalesce(CAST (to_json(article_2.title) AS TEXT), 'null'),
                  '}}'
                ),
                ','
              ),
              ']}'
            ) AS json
            FROM (
              SELECT article_2.path AS path,
              article_2.status AS status,
              article_2.title AS title,
              'EDITORIAL' AS edge_1
              FROM article_related AS article_related_1
              JOIN article AS article_2 ON article_2.id = article_related_1.related_id
              WHERE article_related_1.article_id = article_1.id
              AND article_2.status IN (0, 1, 2)
              ORDER BY article_related_1.position,
              article_related_1.related_id
              LIMIT 25 OFFSET 0
            ) AS article_2
          ),
          ',"',
          $1::VARCHAR,
          '":',
          (
            SELECT concat(
              '{"totalCount":',
              coalesce(
                CAST (
                  (
                    SELECT count(*) AS count_2
                    FROM article_related AS article_related_4
                    JOIN article AS article_5 ON article_5.id = article_related_4.related_id
                    WHERE article_related_4.article_id = article_1.id
                    AND article_5.status IN (0, 1, 2, 3)
                  ) AS TEXT
                ),
                'null'
              ),
              ',"nodes":[',
              string_agg(
                concat(
                  '{"path":',
                  coalesce(CAST (to_json(article_4.path) AS TEXT), 'null'),
                  ',"status":',
                  coalesce(
                    CAST (
                      to_json(
                        CASE article_4.status WHEN 0 THEN 'PUBLISHED' WHEN 1 THEN 'UNPUBLISHED' WHEN 2 THEN 'STUB' WHEN 3 THEN 'REMOVED' END
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
              SELECT article_4.path AS path,
              article_4.status AS status
              FROM article_related AS article_related_3
              JOIN article AS article_4 ON article_4.id = article_related_3.related_id
              WHERE article_related_3.article_id = article_1.id
              AND article_4.status IN (0, 1, 2, 3)
              ORDER BY article_related_3.position,
              article_related_3.related_id
              LIMIT 25 OFFSET 0
            ) AS article_4
          ),
          ',"',
          $2::VARCHAR,
          '":',
          (
            SELECT concat(
              '{"nodes":[',
              string_agg(
                concat('{"path":', coalesce(CAST (to_json(article_6.path) AS TEXT), 'null'), '}'),
                ','
              ),
              ']}'
            ) AS json
            FROM (
              SELECT article_6.path AS path
              FROM article_related AS article_related_5
              JOIN article AS article_6 ON article_6.id = article_related_5.related_id
              WHERE article_related_5.article_id = article_1.id
              AND article_6.status IN (0)
              ORDER BY article_related_5.position,
              article_related_5.related_id
              LIMIT 25 OFFSET 0
            ) AS article_6
          ),
          ',"',
          $3::VARCHAR,
          '":',
          (
            SELECT concat(
              '{"totalCount":',
              coalesce(
                CAST (
                  (
                    SELECT count(*) AS count_3
                    FROM article_related AS article_related_7
                    JOIN article AS article_8 ON article_8.id = article_related_7.related_id
                    WHERE article_related_7.article_id = article_1.id
                    AND 1 = 0
                  ) AS TEXT
                ),
                'null'
              ),
              ',"nodes":[',
              string_agg(
                concat('{"path":', coalesce(CAST (to_json(article_7.path) AS TEXT), 'null'), '}'),
                ','
              ),
              '],"pageInfo":{"hasNextPage":',
              CASE WHEN (
                EXISTS (
                  SELECT 1
                  FROM article_related AS article_related_6
                  JOIN article AS article_7 ON article_7.id = article_related_6.related_id
                  WHERE article_related_6.article_id = article_1.id
                  AND 1 = 0
                  LIMIT 1 OFFSET 25
                )
              ) THEN 'true' ELSE 'false' END,
              ',"hasPreviousPage":',
              CASE WHEN 1 = 0 THEN 'true' ELSE 'false' END,
              '}}'
            ) AS json
            FROM (
              SELECT article_7.path AS path
              FROM article_related AS article_related_6
              JOIN article AS article_7 ON article_7.id = article_related_6.related_id
              WHERE article_related_6.article_id = article_1.id
              AND 1 = 0
              ORDER BY article_related_6.position,
              article_related_6.related_id
              LIMIT 25 OFFSET 0
            ) AS article_7
          ),
          '}'
        ) AS json
        FROM article AS article_1
        WHERE article_1.path = $4::VARCHAR COLLATE "C"
        AND article_1.status != 3
      ),
      'null'
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  'everything'  response key
$2  'published'  response key
$3  'none'  response key
$4  'news/2023-05-02-new-bridge-opens'  "news/2023-05-02-new-bridge-opens"
*/
