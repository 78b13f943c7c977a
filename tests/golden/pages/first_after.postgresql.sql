SELECT convert_to(
  concat(
    '{"articles":',
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
                        '["Query.articles PUBLISHED.DESC",',
                        CAST (to_json(article_1.key_1) AS TEXT),
                        ',',
                        CAST (to_json(article_1.key_2) AS TEXT),
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
            coalesce(CAST (to_json(article_1.path) AS TEXT), 'null'),
            '}}'
          ),
          ','
        ),
        '],"pageInfo":{"hasNextPage":',
        CASE WHEN (
          EXISTS (
            SELECT 1
            FROM article AS article_1
            WHERE article_1.status = 0
            AND coalesce(article_1.published_at, '') <= $1::VARCHAR
            AND
            (coalesce(article_1.published_at, '') < $1::VARCHAR OR article_1.path > $2::VARCHAR)
            LIMIT 1 OFFSET CAST ($3 AS INTEGER)
          )
        ) THEN 'true' ELSE 'false' END,
        ',"hasPreviousPage":',
        CASE WHEN (
          EXISTS (
            SELECT 1
            FROM article AS article_1
            WHERE article_1.status = 0
            AND coalesce(article_1.published_at, '') >= $1::VARCHAR
            AND (
              coalesce(article_1.published_at, '') > $1::VARCHAR
              OR article_1.path <= $2::VARCHAR
            )
          )
        ) THEN 'true' ELSE 'false' END,
        ',"startCursor":',
        coalesce(
          CAST (
            to_json(
              (
                array_agg(
                  encode(
                    convert_to(
                      concat(
                        '["Query.articles PUBLISHED.DESC",',
                        CAST (to_json(article_1.key_1) AS TEXT),
                        ',',
                        CAST (to_json(article_1.key_2) AS TEXT),
                        ']'
                      ),
                      'UTF8'
                    ),
                    'hex'
                  )
                )
              ) [1]
            ) AS TEXT
          ),
          'null'
        ),
        ',"endCursor":',
        coalesce(
          CAST (
            to_json(
              (
                array_agg(
                  encode(
                    convert_to(
                      concat(
                        '["Query.articles PUBLISHED.DESC",',
                        CAST (to_json(article_1.key_1) AS TEXT),
                        ',',
                        CAST (to_json(article_1.key_2) AS TEXT),
                        ']'
                      ),
                      'UTF8'
                    ),
                    'hex'
                  )
                )
              ) [count (*) ]
            ) AS TEXT
          ),
          'null'
        ),
        '}}'
      ) AS json
      FROM (
        SELECT article_1.path AS path,
        coalesce(article_1.published_at, '') AS key_1,
        article_1.path AS key_2
        FROM article AS article_1
        WHERE article_1.status = 0
        AND coalesce(article_1.published_at, '') <= $1::VARCHAR
        AND (coalesce(article_1.published_at, '') < $1::VARCHAR OR article_1.path > $2::VARCHAR)
        ORDER BY coalesce(article_1.published_at, '') DESC,
        left(article_1.path, 300),
        article_1.path
        LIMIT CAST ($3 AS INTEGER) OFFSET 0
      ) AS article_1
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  '2023-05-02T09:30:00'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
$2  'news/2023-05-02-new-bridge-opens'  "5b2251756572792e61727469636c6573205055424c49534845442e4445…
$3  2  2
*/
