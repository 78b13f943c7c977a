SELECT CAST (
  json_object(
    ?, (
      SELECT json_object(
        'nodes', json_group_array(
          json_object(
            'name', topic_1.name,
            'source', topic_1.source,
            'isDefined', json(CASE WHEN topic_1.is_defined THEN 'true' ELSE 'false' END)
          )
        )
      ) AS json
      FROM (
        SELECT topic_1.name AS name,
        topic_1.source AS source,
        topic_1.is_defined AS is_defined
        FROM topic AS topic_1
        ORDER BY coalesce(topic_1.file_name, '􏿿'),
        topic_1.name,
        topic_1.source,
        topic_1.id
        LIMIT 25 OFFSET 0
      ) AS topic_1
    ),
    ?, (
      SELECT json_object(
        'nodes', json_group_array(json_object('name', topic_2.name, 'source', topic_2.source))
      ) AS json
      FROM (
        SELECT topic_2.name AS name,
        topic_2.source AS source
        FROM topic AS topic_2
        ORDER BY coalesce(topic_2.file_name, '') DESC,
        topic_2.name,
        topic_2.source,
        topic_2.id
        LIMIT 25 OFFSET 0
      ) AS topic_2
    ),
    ?, (
      SELECT json_object(
        'nodes', json_group_array(
          json_object(
            'name', topic_3.name,
            'articles', json_object(
              'totalCount', (
                SELECT coalesce(sum(article_count_1.articles), 0) AS coalesce_1
                FROM article_kind AS article_kind_1
                JOIN article_count AS article_count_1 ON article_count_1.kind_id = article_kind_1.id
                WHERE article_count_1.within = topic_3.id
                AND article_count_1.counted_by = 0
                AND article_kind_1.status = 0
              )
            )
          )
        )
      ) AS json
      FROM (
        SELECT topic_3.name AS name,
        topic_3.id AS id
        FROM topic AS topic_3
        ORDER BY topic_3.article_count DESC,
        topic_3.name,
        topic_3.source,
        topic_3.id
        LIMIT CAST (? AS INTEGER) OFFSET 0
      ) AS topic_3
    )
  ) AS BLOB
) AS data

/* parameters
?1  'forDisplay'  response key
?2  'backwards'  response key
?3  'byCount'  response key
?4  5  5
*/
