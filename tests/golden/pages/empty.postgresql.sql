SELECT convert_to(
  concat(
    '{"',
    $1::VARCHAR,
    '":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat('{"path":', coalesce(CAST (to_json(article_1.path) AS TEXT), 'null'), '}'),
          ','
        ),
        '],"totalCount":',
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
        ',"pageInfo":{"hasNextPage":',
        CASE WHEN (
          EXISTS (
            SELECT 1
            FROM article AS article_1
            WHERE article_1.status = 0
            LIMIT 1 OFFSET CAST ($2 AS INTEGER)
          )
        ) THEN 'true' ELSE 'false' END,
        ',"hasPreviousPage":',
        CASE WHEN 1 = 0 THEN 'true' ELSE 'false' END,
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
        ORDER BY coalesce(article_1.published_at, '') DESC,
        left(article_1.path, 300),
        article_1.path
        LIMIT CAST ($2 AS INTEGER) OFFSET 0
      ) AS article_1
    ),
    ',"',
    $3::VARCHAR,
    '":',
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
            '}'
          ),
          ','
        ),
        '],"pageInfo":{"hasNextPage":',
        CASE WHEN 1 = 0 THEN 'true' ELSE 'false' END,
        ',"hasPreviousPage":',
        CASE WHEN (
          EXISTS (
            SELECT 1
            FROM article AS article_2
            WHERE article_2.status = 0
            LIMIT 1 OFFSET CAST ($4 AS INTEGER)
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
                        CAST (to_json(article_2.key_1) AS TEXT),
                        ',',
                        CAST (to_json(article_2.key_2) AS TEXT),
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
                        CAST (to_json(article_2.key_1) AS TEXT),
                        ',',
                        CAST (to_json(article_2.key_2) AS TEXT),
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
        SELECT *
        FROM (
          SELECT 1 AS one,
          coalesce(article_2.published_at, '') AS key_1,
          article_2.path AS key_2
          FROM article AS article_2
          WHERE article_2.status = 0
          ORDER BY coalesce(article_2.published_at, ''),
          left(article_2.path, 300) DESC,
          article_2.path DESC
          LIMIT CAST ($4 AS INTEGER) OFFSET 0
        ) AS article_2
        ORDER BY article_2.key_1 DESC,
        article_2.key_2
      ) AS article_2
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  'first'  response key
$2  0  0
$3  'last'  response key
$4  0  0
*/
