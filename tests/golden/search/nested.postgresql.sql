WITH search_1 AS MATERIALIZED (
  SELECT article_words_1.article_id AS article_id,
  CAST (
    round(
      10000000000000 * ts_rank(
        CAST ('{0.1, 0.3, 0.4, 1.0}' AS REAL[]),
        article_words_1.lexemes,
        CAST (CAST ($1 AS TEXT) AS TSQUERY),
        1
      )
    ) AS BIGINT
  ) AS score
  FROM article_words AS article_words_1
  WHERE article_words_1.status = 0
  AND
  (article_words_1.lexemes @@ CAST (CAST ($1 AS TEXT) AS TSQUERY))
  AND article_words_1.words LIKE ALL
  (string_to_array(CAST ($2 AS TEXT), '|'))
  AND article_words_1.words NOT LIKE ALL (string_to_array(CAST ($3 AS TEXT), '|'))
)
SELECT convert_to(
  concat(
    '{"topics":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat(
            '{"name":',
            coalesce(CAST (to_json(topic_1.name) AS TEXT), 'null'),
            ',"articles":',
            (
              SELECT concat(
                '{"totalCount":',
                coalesce(
                  CAST (
                    (
                      SELECT count(*) AS count_1
                      FROM article_topic AS article_topic_2
                      JOIN article AS article_2 ON article_2.id = article_topic_2.article_id
                      JOIN search_1 AS match_2 ON match_2.article_id = article_2.id
                      WHERE article_topic_2.topic_id = topic_1.id
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
                        trunc(
                          article_1.edge_1 / CAST (10000000000000.0 AS DOUBLE PRECISION)
                        ) = article_1.edge_1 / CAST (10000000000000.0 AS DOUBLE PRECISION)
                      ) THEN CAST (article_1.edge_1 / CAST (10000000000000.0 AS DOUBLE PRECISION) AS TEXT) || '.0' ELSE CAST (article_1.edge_1 / CAST (10000000000000.0 AS DOUBLE PRECISION) AS TEXT) END,
                      'null'
                    ),
                    ',"node":{"title":',
                    coalesce(CAST (to_json(article_1.title) AS TEXT), 'null'),
                    '}}'
                  ),
                  ','
                ),
                ']}'
              ) AS json
              FROM (
                SELECT article_1.title AS title,
                match_1.score AS edge_1
                FROM article_topic AS article_topic_1
                JOIN article AS article_1 ON article_1.id = article_topic_1.article_id
                JOIN search_1 AS match_1 ON match_1.article_id = article_1.id
                WHERE article_topic_1.topic_id = topic_1.id
                ORDER BY match_1.score DESC,
                left(article_topic_1.path, 300),
                article_topic_1.path
                LIMIT CAST ($4 AS INTEGER) OFFSET 0
              ) AS article_1
            ),
            '}'
          ),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT topic_1.name AS name,
        topic_1.id AS id
        FROM topic AS topic_1
        ORDER BY coalesce(topic_1.file_name, '􏿿'),
        topic_1.name,
        topic_1.source,
        topic_1.id
        LIMIT CAST ($5 AS INTEGER) OFFSET 0
      ) AS topic_1
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  "'bridge' & 'lark':* & !'prize'"  $search
$2  ''  $search
$3  '% bridge toll %'  $search
$4  2  2
$5  3  3
*/
