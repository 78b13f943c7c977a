WITH RECURSIVE known_1 AS MATERIALIZED (
  SELECT search_word_1.word AS word,
  (search_word_2.lengths * 1.0 / search_word_2.articles) AS average,
  max(
    1e-06,
    ln((search_word_2.articles - search_word_1.articles + 0.5) / (search_word_1.articles + 0.5))
  ) AS rarity,
  max(
    (
      SELECT min(share) AS min_1
      FROM (
        SELECT (
          (search_weight_1.weight * 2.2) / (
            search_weight_1.weight + 1.2 * (
              0.25 + 0.75 * search_weight_1.length / (
                search_word_2.lengths * 1.0 / search_word_2.articles
              )
            )
          )
        ) AS share
        FROM search_weight AS search_weight_1
        WHERE search_weight_1.word = ?
        ORDER BY search_weight_1.weight DESC,
        search_weight_1.length
        LIMIT CAST (? AS INTEGER) OFFSET 0
      ) AS heaviest
    ) - 1.0 / (10000000000000 * max(1e-06, ln((search_word_2.articles - search_word_1.articles + 0.5) / (search_word_1.articles + 0.5)))),
    1e-9
  ) AS least
  FROM search_word AS search_word_1
  JOIN search_word AS search_word_2 ON search_word_2.word = ''
  WHERE search_word_1.word = ?
),
level_1 (weight, word, average, rarity, least) AS (
  SELECT (
    SELECT max(search_weight_2.weight) AS max_1
    FROM search_weight AS search_weight_2
    WHERE search_weight_2.word = known_1.word
  ) AS weight,
  known_1.word AS word,
  known_1.average AS average,
  known_1.rarity AS rarity,
  known_1.least AS least
  FROM known_1
  UNION ALL SELECT (
    SELECT max(search_weight_3.weight) AS max_2
    FROM search_weight AS search_weight_3
    WHERE search_weight_3.word = level_1.word
    AND search_weight_3.weight < level_1.weight
  ) AS weight,
  level_1.word AS word,
  level_1.average AS average,
  level_1.rarity AS rarity,
  level_1.least AS least
  FROM level_1
  WHERE ((level_1.weight * 2.2) / (level_1.weight + 1.2 * (0.25 + 0.75 * 0 / 1))) >= level_1.least
),
search_1 AS MATERIALIZED (
  SELECT search_weight_4.article_id AS article_id,
  CAST (
    round(
      10000000000000.0 * (
        level_1.rarity * (
          (level_1.weight * 2.2) / (
            level_1.weight + 1.2 * (0.25 + 0.75 * search_weight_4.length / level_1.average)
          )
        )
      )
    ) AS INTEGER
  ) AS score
  FROM level_1
  JOIN search_weight AS search_weight_4 ON search_weight_4.word = +level_1.word
  AND search_weight_4.weight = +level_1.weight
  AND search_weight_4.length <= (
    (
      (level_1.weight * 2.2 / level_1.least - level_1.weight) / 1.2 - 0.25
    ) * level_1.average / 0.75 + 1
  )
  UNION ALL SELECT search_published_1.rowid AS article_id,
  CAST (
    round(
      -10000000000000 * bm25 (search_published_1.search_published, 10.0, 4.0, 1.0, 3.0, 2.0)
    ) AS INTEGER
  ) AS score
  FROM search_published AS search_published_1
  WHERE search_published_1.search_published MATCH CASE WHEN (
    EXISTS (SELECT 1 FROM search_word AS search_word_3 WHERE search_word_3.word = '')
  ) THEN ? ELSE ? END
)
SELECT CAST (
  json_object(
    'articles', (
      SELECT json_object(
        'totalCount', coalesce(
          (
            SELECT search_word_4.articles
            FROM search_word AS search_word_4
            WHERE search_word_4.word = ?
          ),
          (
            SELECT count(*) AS count_1
            FROM search_published AS search_published_2
            WHERE search_published_2.search_published MATCH ?
          )
        ),
        'pageInfo', json_object(
          'hasNextPage', json(
            CASE WHEN (
              EXISTS (
                SELECT 1
                FROM article AS article_2
                JOIN (
                  SELECT search_published_3.rowid AS article_id
                  FROM search_published AS search_published_3
                  WHERE search_published_3.search_published MATCH ?
                ) AS match_2 ON match_2.article_id = article_2.id
                LIMIT 1 OFFSET CAST (? AS INTEGER)
              )
            ) THEN 'true' ELSE 'false' END
          )
        ),
        'edges', json_group_array(
          json_object(
            'score', article_1.edge_1 / 10000000000000.0,
            'snippet', replace(
              replace(
                replace(
                  replace(
                    replace(
                      replace(
                        replace(
                          replace(
                            (
                              SELECT snippet(
                                search_published_4.search_published,
                                -1,
                                char(2),
                                char(3),
                                '…',
                                30
                              ) AS snippet_1
                              FROM search_published AS search_published_4
                              WHERE
                              (search_published_4.search_published MATCH ?)
                              AND search_published_4.rowid = article_1.id
                            ),
                            char(31),
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
                char(2),
                '<mark>'
              ),
              char(3),
              '</mark>'
            ),
            'node', json_object('title', article_1.title)
          )
        ),
        'facets', json_object(
          'collections', (
            SELECT json_group_array(
              json_object('value', counted_1.value, 'count', counted_1.count)
            ) AS json
            FROM (
              SELECT counted_1.value AS value,
              counted_1.count AS count
              FROM (
                SELECT article_3.collection AS value,
                count(*) AS count
                FROM article AS article_3
                JOIN (
                  SELECT search_published_5.rowid AS article_id
                  FROM search_published AS search_published_5
                  WHERE search_published_5.search_published MATCH ?
                ) AS match_3 ON match_3.article_id = article_3.id
                GROUP BY article_3.collection
              ) AS counted_1
              ORDER BY counted_1.count DESC,
              counted_1.value
              LIMIT CAST (? AS INTEGER) OFFSET 0
            ) AS counted_1
          )
        )
      ) AS json
      FROM (
        SELECT article_1.id AS id,
        article_1.title AS title,
        match_1.score AS edge_1
        FROM article AS article_1
        JOIN (
          SELECT search_1.article_id + 0 AS article_id,
          search_1.score AS score
          FROM search_1
          WHERE search_1.score >= (
            SELECT min(page.score) AS min_2
            FROM (
              SELECT search_1.score AS score
              FROM search_1
              ORDER BY search_1.score DESC
              LIMIT CAST (? AS INTEGER) OFFSET 0
            ) AS page
          )
        ) AS match_1 ON match_1.article_id = article_1.id
        ORDER BY match_1.score DESC,
        article_1.path
        LIMIT CAST (? AS INTEGER) OFFSET 0
      ) AS article_1
    )
  ) AS BLOB
) AS data

/* parameters
?1  None  $search
?2  2  2
?3  None  $search
?4  '("bridge" AND "lark" *) NOT ("prize" OR "bridge toll")'  $search
?5  '("bridge" AND "lark" *) NOT ("prize" OR "bridge toll")'  $search
?6  None  $search
?7  '("bridge" AND "lark" *) NOT ("prize" OR "bridge toll")'  $search
?8  '("bridge" AND "lark" *) NOT ("prize" OR "bridge toll")'  $search
?9  2  2
?10  '("bridge" AND "lark" *) NOT ("prize" OR "bridge toll")'  $search
?11  '("bridge" AND "lark" *) NOT ("prize" OR "bridge toll")'  $search
?12  10  10
?13  2  2
?14  2  2
*/
