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
                        '["Query.articles TITLE.ASC",',
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
            ',"node":{"title":',
            coalesce(CAST (to_json(article_1.title) AS TEXT), 'null'),
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
            AND left(article_1.title, 300) >= left
            ($1::VARCHAR, 300)
            AND article_1.title >= $1::VARCHAR
            AND (article_1.title > $1::VARCHAR OR article_1.path >= $2::VARCHAR)
          )
        ) THEN 'true' ELSE 'false' END,
        ',"hasPreviousPage":',
        CASE WHEN (
          EXISTS (
            SELECT 1
            FROM article AS article_1
            WHERE article_1.status = 0
            AND left(article_1.title, 300) <= left
            ($1::VARCHAR, 300)
            AND article_1.title <= $1::VARCHAR
            AND
            (article_1.title < $1::VARCHAR OR article_1.path < $2::VARCHAR)
            LIMIT 1 OFFSET CAST ($3 AS INTEGER)
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
                        '["Query.articles TITLE.ASC",',
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
                        '["Query.articles TITLE.ASC",',
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
        SELECT *
        FROM (
          SELECT article_1.title AS title,
          article_1.title AS key_1,
          article_1.path AS key_2
          FROM article AS article_1
          WHERE article_1.status = 0
          AND left(article_1.title, 300) <= left
          ($1::VARCHAR, 300)
          AND article_1.title <= $1::VARCHAR
          AND (article_1.title < $1::VARCHAR OR article_1.path < $2::VARCHAR)
          ORDER BY left(article_1.title, 300) DESC,
          article_1.title DESC,
          left(article_1.path, 300) DESC,
          article_1.path DESC
          LIMIT CAST ($3 AS INTEGER) OFFSET 0
        ) AS article_1
        ORDER BY article_1.key_1,
        article_1.key_2
      ) AS article_1
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  'New bridge opens'  $before
$2  'news/2023-05-02-new-bridge-opens'  $before
$3  2  2
*/
