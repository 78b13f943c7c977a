SELECT CAST (
  json_object(
    ?, coalesce(
      (
        SELECT json_object(
          '__typename', 'Article',
          'title', article_1.title,
          'topics', (
            SELECT json_group_array(
              json_object('id', printf('t%016x', topic_1.id), 'name', topic_1.name)
            ) AS json
            FROM (
              SELECT topic_1.id AS id,
              topic_1.name AS name
              FROM article_topic AS article_topic_1
              JOIN topic AS topic_1 ON topic_1.id = article_topic_1.topic_id
              WHERE article_topic_1.article_id = article_1.id
              ORDER BY article_topic_1.position
            ) AS topic_1
          )
        ) AS json
        FROM article AS article_1
        WHERE article_1.id = ?
        AND article_1.status != 3
      ),
      (
        SELECT json_object('__typename', 'Image', 'url', image_1.url) AS json
        FROM image AS image_1
        WHERE image_1.id = ?
      ),
      (
        SELECT json_object('__typename', 'Provider', 'name', provider_1.name) AS json
        FROM provider AS provider_1
        WHERE provider_1.id = ?
      ),
      (
        SELECT json_object(
          '__typename', 'Topic',
          'name', topic_2.name,
          'parent', (
            SELECT json_object('name', topic_3.name) AS json
            FROM topic AS topic_3
            WHERE topic_3.id = topic_2.parent_id
          )
        ) AS json
        FROM topic AS topic_2
        WHERE topic_2.id = ?
      )
    ),
    ?, coalesce(
      (
        SELECT json_object(
          '__typename', 'Article',
          'title', article_2.title,
          'topics', (
            SELECT json_group_array(
              json_object('id', printf('t%016x', topic_4.id), 'name', topic_4.name)
            ) AS json
            FROM (
              SELECT topic_4.id AS id,
              topic_4.name AS name
              FROM article_topic AS article_topic_2
              JOIN topic AS topic_4 ON topic_4.id = article_topic_2.topic_id
              WHERE article_topic_2.article_id = article_2.id
              ORDER BY article_topic_2.position
            ) AS topic_4
          )
        ) AS json
        FROM article AS article_2
        WHERE article_2.id = ?
        AND article_2.status != 3
      ),
      (
        SELECT json_object('__typename', 'Image', 'url', image_2.url) AS json
        FROM image AS image_2
        WHERE image_2.id = ?
      ),
      (
        SELECT json_object('__typename', 'Provider', 'name', provider_2.name) AS json
        FROM provider AS provider_2
        WHERE provider_2.id = ?
      ),
      (
        SELECT json_object(
          '__typename', 'Topic',
          'name', topic_5.name,
          'parent', (
            SELECT json_object('name', topic_6.name) AS json
            FROM topic AS topic_6
            WHERE topic_6.id = topic_5.parent_id
          )
        ) AS json
        FROM topic AS topic_5
        WHERE topic_5.id = ?
      )
    ),
    ?, coalesce(
      (
        SELECT json_object(
          '__typename', 'Article',
          'title', article_3.title,
          'topics', (
            SELECT json_group_array(
              json_object('id', printf('t%016x', topic_7.id), 'name', topic_7.name)
            ) AS json
            FROM (
              SELECT topic_7.id AS id,
              topic_7.name AS name
              FROM article_topic AS article_topic_3
              JOIN topic AS topic_7 ON topic_7.id = article_topic_3.topic_id
              WHERE article_topic_3.article_id = article_3.id
              ORDER BY article_topic_3.position
            ) AS topic_7
          )
        ) AS json
        FROM article AS article_3
        WHERE article_3.id = ?
        AND article_3.status != 3
      ),
      (
        SELECT json_object('__typename', 'Image', 'url', image_3.url) AS json
        FROM image AS image_3
        WHERE image_3.id = ?
      ),
      (
        SELECT json_object('__typename', 'Provider', 'name', provider_3.name) AS json
        FROM provider AS provider_3
        WHERE provider_3.id = ?
      ),
      (
        SELECT json_object(
          '__typename', 'Topic',
          'name', topic_8.name,
          'parent', (
            SELECT json_object('name', topic_9.name) AS json
            FROM topic AS topic_9
            WHERE topic_9.id = topic_8.parent_id
          )
        ) AS json
        FROM topic AS topic_8
        WHERE topic_8.id = ?
      )
    ),
    ?, coalesce(
      (
        SELECT json_object(
          '__typename', 'Article',
          'title', article_4.title,
          'topics', (
            SELECT json_group_array(
              json_object('id', printf('t%016x', topic_10.id), 'name', topic_10.name)
            ) AS json
            FROM (
              SELECT topic_10.id AS id,
              topic_10.name AS name
              FROM article_topic AS article_topic_4
              JOIN topic AS topic_10 ON topic_10.id = article_topic_4.topic_id
              WHERE article_topic_4.article_id = article_4.id
              ORDER BY article_topic_4.position
            ) AS topic_10
          )
        ) AS json
        FROM article AS article_4
        WHERE article_4.id = ?
        AND article_4.status != 3
      ),
      (
        SELECT json_object('__typename', 'Image', 'url', image_4.url) AS json
        FROM image AS image_4
        WHERE image_4.id = ?
      ),
      (
        SELECT json_object('__typename', 'Provider', 'name', provider_4.name) AS json
        FROM provider AS provider_4
        WHERE provider_4.id = ?
      ),
      (
        SELECT json_object(
          '__typename', 'Topic',
          'name', topic_11.name,
          'parent', (
            SELECT json_object('name', topic_12.name) AS json
            FROM topic AS topic_12
            WHERE topic_12.id = topic_11.parent_id
          )
        ) AS json
        FROM topic AS topic_11
        WHERE topic_11.id = ?
      )
    )
  ) AS BLOB
) AS data

/* parameters
?1  'article'  response key
?2  5404132009540722408  "a4aff556e2bfe1ee8"
?3  None  "a4aff556e2bfe1ee8"
?4  None  "a4aff556e2bfe1ee8"
?5  None  "a4aff556e2bfe1ee8"
?6  'provider'  response key
?7  None  "p27daabdbd3c7e0d0"
?8  None  "p27daabdbd3c7e0d0"
?9  2871796673041391824  "p27daabdbd3c7e0d0"
?10  None  "p27daabdbd3c7e0d0"
?11  'topic'  response key
?12  None  "t6465edccf8b1c76f"
?13  None  "t6465edccf8b1c76f"
?14  None  "t6465edccf8b1c76f"
?15  7234449841042081647  "t6465edccf8b1c76f"
?16  'image'  response key
?17  None  "i27988ffdac334c26"
?18  2853188683617750054  "i27988ffdac334c26"
?19  None  "i27988ffdac334c26"
?20  None  "i27988ffdac334c26"
*/
