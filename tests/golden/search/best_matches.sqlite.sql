SELECT CAST (
  json_object(
    'articles', (
      SELECT json_object(
        'totalCount', (
          SELECT count(*) AS count_1
          FROM article AS article_2
          JOIN (
            SELECT search_published_2.rowid AS article_id
            FROM search_published AS search_published_2
            WHERE search_published_2.search_published MATCH ?
          ) AS match_2 ON match_2.article_id = article_2.id
        ),
        'pageInfo', json_object(
          'hasNextPage', json(
            CASE WHEN (
              EXISTS (
                SELECT 1
                FROM article AS article_3
                JOIN (
                  SELECT search_published_3.rowid AS article_id
                  FROM search_published AS search_published_3
                  WHERE search_published_3.search_published MATCH ?
                ) AS match_3 ON match_3.article_id = article_3.id
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
                SELECT article_4.collection AS value,
                count(*) AS count
                FROM article AS article_4
                JOIN (
                  SELECT search_published_5.rowid AS article_id
                  FROM search_published AS search_published_5
                  WHERE search_published_5.search_published MATCH ?
                ) AS match_4 ON match_4.article_id = article_4.id
                GROUP BY article_4.collection
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
          SELECT search_published_1.rowid AS article_id,
          CAST (
            round(
              -10000000000000 * bm25 (search_published_1.search_published, 10.0, 4.0, 1.0, 3.0, 2.0)
            ) AS INTEGER
          ) AS score
          FROM search_published AS search_published_1
          WHERE search_published_1.search_published MATCH ?
        ) AS match_1 ON match_1.article_id = article_1.id
        ORDER BY match_1.score DESC,
        article_1.path
        LIMIT CAST (? AS INTEGER) OFFSET 0
      ) AS article_1
    )
  ) AS BLOB
) AS data

/* parameters
?1  '("bridge" AND "lark" *) NOT ("prize" OR "bridge toll")'  $search
?2  '("bridge" AND "lark" *) NOT ("prize" OR "bridge toll")'  $search
?3  2  2
?4  '("bridge" AND "lark" *) NOT ("prize" OR "bridge toll")'  $search
?5  '("bridge" AND "lark" *) NOT ("prize" OR "bridge toll")'  $search
?6  10  10
?7  '("bridge" AND "lark" *) NOT ("prize" OR "bridge toll")'  $search
?8  2  2
*/
