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
              FROM article AS article_2
              JOIN (
                SELECT article_words_3.article_id AS article_id
                FROM article_words AS article_words_3
                WHERE article_words_3.status = 0
                AND
                (article_words_3.lexemes @@ CAST (CAST ($1 AS TEXT) AS TSQUERY))
                AND article_words_3.words LIKE ALL
                (string_to_array(CAST ($2 AS TEXT), '|'))
                AND article_words_3.words NOT LIKE ALL (string_to_array(CAST ($3 AS TEXT), '|'))
                UNION ALL SELECT article_words_4.article_id AS article_id
                FROM article_words AS article_words_4
                WHERE article_words_4.status = 2
                AND
                (article_words_4.lexemes @@ CAST (CAST ($4 AS TEXT) AS TSQUERY))
                AND article_words_4.words LIKE ALL
                (string_to_array(CAST ($5 AS TEXT), '|'))
                AND article_words_4.words NOT LIKE ALL (string_to_array(CAST ($6 AS TEXT), '|'))
              ) AS match_2 ON match_2.article_id = article_2.id
              WHERE article_2.collection = $7::VARCHAR COLLATE "C"
            ) AS TEXT
          ),
          'null'
        ),
        ',"edges":[',
        string_agg(
          concat(
            '{"snippet":',
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
                                      article_words_5.words,
                                      CAST ($8 AS TEXT),
                                      30,
                                      chr(2),
                                      chr(3),
                                      '…'
                                    ) AS passage_1
                                    FROM article_text AS article_text_1
                                    JOIN article_words AS article_words_5 ON article_words_5.article_id = article_text_1.article_id
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
            ',"status":',
            coalesce(
              CAST (
                to_json(
                  CASE article_1.status WHEN 0 THEN 'PUBLISHED' WHEN 1 THEN 'UNPUBLISHED' WHEN 2 THEN 'STUB' WHEN 3 THEN 'REMOVED' END
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
        SELECT article_1.id AS id,
        article_1.title AS title,
        article_1.status AS status
        FROM article AS article_1
        JOIN (
          SELECT article_words_1.article_id AS article_id
          FROM article_words AS article_words_1
          WHERE article_words_1.status = 0
          AND
          (article_words_1.lexemes @@ CAST (CAST ($9 AS TEXT) AS TSQUERY))
          AND article_words_1.words LIKE ALL
          (string_to_array(CAST ($10 AS TEXT), '|'))
          AND article_words_1.words NOT LIKE ALL (string_to_array(CAST ($11 AS TEXT), '|'))
          UNION ALL SELECT article_words_2.article_id AS article_id
          FROM article_words AS article_words_2
          WHERE article_words_2.status = 2
          AND
          (article_words_2.lexemes @@ CAST (CAST ($12 AS TEXT) AS TSQUERY))
          AND article_words_2.words LIKE ALL
          (string_to_array(CAST ($13 AS TEXT), '|'))
          AND article_words_2.words NOT LIKE ALL (string_to_array(CAST ($14 AS TEXT), '|'))
        ) AS match_1 ON match_1.article_id = article_1.id
        WHERE article_1.collection = $15::VARCHAR COLLATE "C"
        ORDER BY left(article_1.title, 300),
        article_1.title,
        left(article_1.path, 300),
        article_1.path
        LIMIT 25 OFFSET 0
      ) AS article_1
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  "'bridge'"  "bridge"
$2  ''  "bridge"
$3  ''  "bridge"
$4  "'bridge'"  "bridge"
$5  ''  "bridge"
$6  ''  "bridge"
$7  'news'  "news"
$8  'bridge'  "bridge"
$9  "'bridge'"  "bridge"
$10  ''  "bridge"
$11  ''  "bridge"
$12  "'bridge'"  "bridge"
$13  ''  "bridge"
$14  ''  "bridge"
$15  'news'  "news"
*/
