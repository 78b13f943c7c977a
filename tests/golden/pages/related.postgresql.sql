SELECT convert_to(
  concat(
    '{"article":',
    coalesce(
      (
        SELECT concat(
          '{"related":',
          (
            SELECT concat(
              '{"edges":[',
              string_agg(
                concat(
                  '{"cursor":',
                  coalesce(
                    CAST (
                      to_json(
                        encode(
                          convert_to(
                            concat(
                              '["Article.related",',
                              CAST (to_json(article_2.key_1) AS TEXT),
                              ',',
                              CAST (to_json(article_2.key_2) AS TEXT),
                              ']'
                            ),
                            'UTF8'
                          ),
                          'hex'
                        )
                      ) AS TEXT
                    ),
                    'null'
                  ),
                  ',"node":{"path":',
                  coalesce(CAST (to_json(article_2.path) AS TEXT), 'null'),
                  '}}'
                ),
                ','
              ),
              '],"pageInfo":{"hasNextPage":',
              CASE WHEN (
                EXISTS (
                  SELECT 1
                  FROM article_related AS article_related_1
                  JOIN article AS article_2 ON article_2.id = article_related_1.related_id
                  WHERE article_related_1.article_id = article_1.id
                  AND article_2.status IN
                  (0, 1, 2)
                  AND article_related_1.position >= coalesce
                  (
                    (
                      SELECT article_related.position
                      FROM article_related
                      WHERE article_related.article_id = article_1.id
                      AND article_related.related_id = $1::BIGINT
                    ),
                    $2::BIGINT
                  )
                  AND
                  (
                    article_related_1.position > coalesce
                    (
                      (
                        SELECT article_related.position
                        FROM article_related
                        WHERE article_related.article_id = article_1.id
                        AND article_related.related_id = $1::BIGINT
                      ),
                      $2::BIGINT
                    )
                    OR article_related_1.related_id > $1::BIGINT
                  )
                  LIMIT 1 OFFSET CAST ($3 AS INTEGER)
                )
              ) THEN 'true' ELSE 'false' END,
              ',"hasPreviousPage":',
              CASE WHEN (
                EXISTS (
                  SELECT 1
                  FROM article_related AS article_related_1
                  JOIN article AS article_2 ON article_2.id = article_related_1.related_id
                  WHERE article_related_1.article_id = article_1.id
                  AND article_2.status IN
                  (0, 1, 2)
                  AND article_related_1.position <= coalesce
                  (
                    (
                      SELECT article_related.position
                      FROM article_related
                      WHERE article_related.article_id = article_1.id
                      AND article_related.related_id = $1::BIGINT
                    ),
                    $2::BIGINT
                  )
                  AND (
                    article_related_1.position < coalesce
                    (
                      (
                        SELECT article_related.position
                        FROM article_related
                        WHERE article_related.article_id = article_1.id
                        AND article_related.related_id = $1::BIGINT
                      ),
                      $2::BIGINT
                    )
                    OR article_related_1.related_id <= $1::BIGINT
                  )
                )
              ) THEN 'true' ELSE 'false' END,
              '}}'
            ) AS json
            FROM (
              SELECT article_2.path AS path,
              article_related_1.position AS key_1,
              article_related_1.related_id AS key_2
              FROM article_related AS article_related_1
              JOIN article AS article_2 ON article_2.id = article_related_1.related_id
              WHERE article_related_1.article_id = article_1.id
              AND article_2.status IN
              (0, 1, 2)
              AND article_related_1.position >= coalesce
              (
                (
                  SELECT article_related.position
                  FROM article_related
                  WHERE article_related.article_id = article_1.id
                  AND article_related.related_id = $1::BIGINT
                ),
                $2::BIGINT
              )
              AND (
                article_related_1.position > coalesce
                (
                  (
                    SELECT article_related.position
                    FROM article_related
                    WHERE article_related.article_id = article_1.id
                    AND article_related.related_id = $1::BIGINT
                  ),
                  $2::BIGINT
                )
                OR article_related_1.related_id > $1::BIGINT
              )
              ORDER BY article_related_1.position,
              article_related_1.related_id
              LIMIT CAST ($3 AS INTEGER) OFFSET 0
            ) AS article_2
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
$1  5404108585727449379  "5b2241727469636c652e72656c61746564222c302c3534303431303835…
$2  0  "5b2241727469636c652e72656c61746564222c302c3534303431303835…
$3  1  1
$4  'news/2023-05-02-new-bridge-opens'  "news/2023-05-02-new-bridge-opens"
*/
