SELECT convert_to(
  concat(
    '{"articles":',
    (
      SELECT concat(
        '{"totalCount":',
        coalesce(
          CAST (
            (
              SELECT count(*) AS count_1
              FROM (
                SELECT article_words_2.article_id AS article_id
                FROM article_words AS article_words_2
                WHERE article_words_2.status = 0
                AND
                (article_words_2.lexemes @@ CAST (CAST ($1 AS TEXT) AS TSQUERY))
                AND article_words_2.words LIKE ALL
                (string_to_array(CAST ($2 AS TEXT), '|'))
                AND article_words_2.words NOT LIKE ALL (string_to_array(CAST ($3 AS TEXT), '|'))
              ) AS match
            ) AS TEXT
          ),
          'null'
        ),
        ',"pageInfo":{"hasNextPage":',
        CASE WHEN (
          EXISTS (
            SELECT 1
            FROM article AS article_2
            JOIN (
              SELECT article_words_3.article_id AS article_id
              FROM article_words AS article_words_3
              WHERE article_words_3.status = 0
              AND
              (article_words_3.lexemes @@ CAST (CAST ($4 AS TEXT) AS TSQUERY))
              AND article_words_3.words LIKE ALL
              (string_to_array(CAST ($5 AS TEXT), '|'))
              AND article_words_3.words NOT LIKE ALL (string_to_array(CAST ($6 AS TEXT), '|'))
            ) AS match_2 ON match_2.article_id = article_2.id
            LIMIT 1 OFFSET CAST ($7 AS INTEGER)
          )
        ) THEN 'true' ELSE 'false' END,
        '},"edges":[',
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
            ',"snippet":',
            coalesce(
              CAST (
                to_json(
                  replace(
                    replace(
                      replace(
                        replace(
                          replace(
                            replace(
                              replace(
                                replace(
                                  (
                                    SELECT passage(
                                      ARRAY[article_text_1.title,
                                      article_text_1.excerpt,
                                      article_text_1.body,
                                      article_text_1.topics,
                                      article_text_1.provider],
                                      article_words_4.words,
                                      CAST ($8 AS TEXT),
                                      30,
                                      chr(2),
                                      chr(3),
                                      '…'
                                    ) AS passage_1
                                    FROM article_text AS article_text_1
                                    JOIN article_words AS article_words_4 ON article_words_4.article_id = article_text_1.article_id
                                    WHERE article_text_1.article_id = article_1.id
                                  ),
                                  chr(31),
                                  ''
                                ),
                                '&',
                                '&amp;'
                              ),
                              '<',
                              '&lt;'
                            ),
                            '>',
                            '&gt;'
                          ),
                          '"',
                          '&quot;'
                        ),
                        '''',
                        '&#39;'
                      ),
                      chr(2),
                      '<mark>'
                    ),
                    chr(3),
                    '</mark>'
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
        '],"facets":{"collections":',
        (
          SELECT concat(
            '[',
            string_agg(
              concat(
                '{"value":',
                coalesce(CAST (to_json(counted_1.value) AS TEXT), 'null'),
                ',"count":',
                coalesce(CAST (counted_1.count AS TEXT), 'null'),
                '}'
              ),
              ','
            ),
            ']'
          ) AS json
          FROM (
            SELECT counted_1.value AS value,
            counted_1.count AS count
            FROM (
              SELECT article_3.collection AS value,
              count(*) AS count
              FROM article AS article_3
              JOIN (
                SELECT article_words_5.article_id AS article_id
                FROM article_words AS article_words_5
                WHERE article_words_5.status = 0
                AND
                (article_words_5.lexemes @@ CAST (CAST ($9 AS TEXT) AS TSQUERY))
                AND article_words_5.words LIKE ALL
                (string_to_array(CAST ($10 AS TEXT), '|'))
                AND article_words_5.words NOT LIKE ALL (string_to_array(CAST ($11 AS TEXT), '|'))
              ) AS match_3 ON match_3.article_id = article_3.id
              GROUP BY article_3.collection
            ) AS counted_1
            ORDER BY counted_1.count DESC,
            counted_1.value
            LIMIT CAST ($12 AS INTEGER) OFFSET 0
          ) AS counted_1
        ),
        '}}'
      ) AS json
      FROM (
        SELECT article_1.id AS id,
        article_1.title AS title,
        match_1.score AS edge_1
        FROM article AS article_1
        JOIN (
          SELECT article_words_1.article_id AS article_id,
          CAST (
            round(
              10000000000000 * ts_rank(
                CAST ('{0.1, 0.3, 0.4, 1.0}' AS REAL[]),
                article_words_1.lexemes,
                CAST (CAST ($13 AS TEXT) AS TSQUERY),
                1
              )
            ) AS BIGINT
          ) AS score
          FROM article_words AS article_words_1
          WHERE article_words_1.status = 0
          AND
          (article_words_1.lexemes @@ CAST (CAST ($13 AS TEXT) AS TSQUERY))
          AND article_words_1.words LIKE ALL
          (string_to_array(CAST ($14 AS TEXT), '|'))
          AND article_words_1.words NOT LIKE ALL (string_to_array(CAST ($15 AS TEXT), '|'))
        ) AS match_1 ON match_1.article_id = article_1.id
        ORDER BY match_1.score DESC,
        left(article_1.path, 300),
        article_1.path
        LIMIT CAST ($7 AS INTEGER) OFFSET 0
      ) AS article_1
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  "'bridge' & 'lark':* & !'prize'"  $search
$2  ''  $search
$3  '% bridge toll %'  $search
$4  "'bridge' & 'lark':* & !'prize'"  $search
$5  ''  $search
$6  '% bridge toll %'  $search
$7  2  2
$8  'bridge|lark*'  $search
$9  "'bridge' & 'lark':* & !'prize'"  $search
$10  ''  $search
$11  '% bridge toll %'  $search
$12  10  10
$13  "'bridge' & 'lark':* & !'prize'"  $search
$14  ''  $search
$15  '% bridge toll %'  $search
*/
