WITH search_1 AS MATERIALIZED (
  SELECT search_published_1.rowid AS article_id,
  CAST (
    round(
      -10000000000000 * bm25 (search_published_1.search_published, 10.0, 4.0, 1.0, 3.0, 2.0)
    ) AS INTEGER
  ) AS score
  FROM search_published AS search_published_1
  WHERE search_published_1.search_published MATCH ?
)
SELECT CAST (
  json_object(
    'topics', (
      SELECT json_object(
        'nodes', json_group_array(
          json_object(
            'name', topic_1.name,
            'articles', (
              SELECT json_object(
                'totalCount', (
                  SELECT count(*) AS count_1
                  FROM article_topic AS article_topic_2
                  JOIN article AS article_2 ON article_2.id = article_topic_2.article_id
                  JOIN search_1 AS match_2 ON match_2.article_id = article_2.id
                  WHERE article_topic_2.topic_id = topic_1.id
                ),
                'edges', json_group_array(
                  json_object(
                    'score', article_1.edge_1 / 10000000000000.0,
                    'node', json_object('title', article_1.title)
                  )
                )
              ) AS json
              FROM (
                SELECT article_1.title AS title,
                match_1.score AS edge_1
                FROM article_topic AS article_topic_1
                JOIN article AS article_1 ON article_1.id = article_topic_1.article_id
                JOIN search_1 AS match_1 ON match_1.article_id = article_1.id
                WHERE article_topic_1.topic_id = topic_1.id
                ORDER BY match_1.score DESC,
                article_topic_1.path
                LIMIT CAST (? AS INTEGER) OFFSET 0
              ) AS article_1
            )
          )
        )
      ) AS json
      FROM (
        SELECT topic_1.name AS name,
        topic_1.id AS id
        FROM topic AS topic_1
        ORDER BY coalesce(topic_1.file_name, '􏿿'),
        topic_1.name,
        topic_1.source,
        topic_1.id
        LIMIT CAST (? AS INTEGER) OFFSET 0
      ) AS topic_1
    )
  ) AS BLOB
) AS data

/* parameters
?1  '("bridge" AND "lark" *) NOT ("prize" OR "bridge toll")'  $search
?2  2  2
?3  3  3
*/
