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
                    FROM (
                      SELECT article_related.position AS place,
                      article_related.related_id AS related_id,
                      NULL AS score
                      FROM article_related
                      WHERE article_related.article_id = article_1.id
                      UNION ALL SELECT 2147483648 + (
                        10000 - article_suggestion.score
                      ) * 32 + article_suggestion.position AS place,
                      article_suggestion.related_id AS related_id,
                      article_suggestion.score AS score
                      FROM article_suggestion
                      WHERE article_suggestion.article_id = article_1.id
                    ) AS related_story_2
                    JOIN article AS article_3 ON article_3.id = related_story_2.related_id
                    WHERE article_3.status IN (0, 1, 2)
                  ) AS TEXT
                ),
                'null'
              ),
              ',"edges":[',
              string_agg(
                concat(
                  '{"origin":',
                  coalesce(CAST (to_json(article_2.edge_1) AS TEXT), 'null'),
                  ',"score":',
                  coalesce(
                    CASE WHEN (
                      trunc(article_2.edge_2) = article_2.edge_2
                    ) THEN CAST (article_2.edge_2 AS TEXT) || '.0' ELSE CAST (article_2.edge_2 AS TEXT) END,
                    'null'
                  ),
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
                  '}}'
                ),
                ','
              ),
              ']}'
            ) AS json
            FROM (
              SELECT article_2.path AS path,
              article_2.status AS status,
              CASE WHEN (
                related_story_1.score IS NULL
              ) THEN 'EDITORIAL' ELSE 'SUGGESTED' END AS edge_1,
              related_story_1.score / CAST (10000.0 AS DOUBLE PRECISION) AS edge_2
              FROM (
                SELECT article_related.position AS place,
                article_related.related_id AS related_id,
                NULL AS score
                FROM article_related
                WHERE article_related.article_id = article_1.id
                UNION ALL SELECT 2147483648 + (
                  10000 - article_suggestion.score
                ) * 32 + article_suggestion.position AS place,
                article_suggestion.related_id AS related_id,
                article_suggestion.score AS score
                FROM article_suggestion
                WHERE article_suggestion.article_id = article_1.id
              ) AS related_story_1
              JOIN article AS article_2 ON article_2.id = related_story_1.related_id
              WHERE article_2.status IN (0, 1, 2)
              ORDER BY related_story_1.place,
              related_story_1.related_id
              LIMIT CAST ($1 AS INTEGER) OFFSET 0
            ) AS article_2
          ),
          ',"',
          $2::VARCHAR,
          '":',
          (
            SELECT concat(
              '{"totalCount":',
              coalesce(
                CAST (
                  (
                    SELECT count(*) AS count_2
                    FROM (
                      SELECT 2147483648 + (
                        10000 - article_suggestion.score
                      ) * 32 + article_suggestion.position AS place,
                      article_suggestion.related_id AS related_id,
                      article_suggestion.score AS score
                      FROM article_suggestion
                      WHERE article_suggestion.article_id = article_1.id
                    ) AS related_story_4
                    JOIN article AS article_5 ON article_5.id = related_story_4.related_id
                    WHERE article_5.status IN (0)
                  ) AS TEXT
                ),
                'null'
              ),
              ',"edges":[',
              string_agg(
                concat(
                  '{"score":',
                  coalesce(
                    CASE WHEN (
                      trunc(article_4.edge_1) = article_4.edge_1
                    ) THEN CAST (article_4.edge_1 AS TEXT) || '.0' ELSE CAST (article_4.edge_1 AS TEXT) END,
                    'null'
                  ),
                  ',"node":{"path":',
                  coalesce(CAST (to_json(article_4.path) AS TEXT), 'null'),
                  '}}'
                ),
                ','
              ),
              ']}'
            ) AS json
            FROM (
              SELECT *
              FROM (
                SELECT article_4.path AS path,
                related_story_3.score / CAST (10000.0 AS DOUBLE PRECISION) AS edge_1,
                related_story_3.place AS key_1,
                related_story_3.related_id AS key_2
                FROM (
                  SELECT 2147483648 + (
                    10000 - article_suggestion.score
                  ) * 32 + article_suggestion.position AS place,
                  article_suggestion.related_id AS related_id,
                  article_suggestion.score AS score
                  FROM article_suggestion
                  WHERE article_suggestion.article_id = article_1.id
                ) AS related_story_3
                JOIN article AS article_4 ON article_4.id = related_story_3.related_id
                WHERE article_4.status IN (0)
                ORDER BY related_story_3.place DESC,
                related_story_3.related_id DESC
                LIMIT CAST ($3 AS INTEGER) OFFSET 0
              ) AS article_4
              ORDER BY article_4.key_1,
              article_4.key_2
            ) AS article_4
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
$1  8  8
$2  'found'  response key
$3  2  2
$4  'news/2023-05-02-new-bridge-opens'  "news/2023-05-02-new-bridge-opens"
*/
