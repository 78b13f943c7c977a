SELECT CAST (
  json_object(
    'topics', (
      SELECT json_object('nodes', json_group_array(json_object('name', topic_1.name))) AS json
      FROM (
        SELECT topic_1.name AS name
        FROM topic AS topic_1
        ORDER BY coalesce(topic_1.file_name, '􏿿'),
        topic_1.name,
        topic_1.source,
        topic_1.id
        LIMIT CAST (? AS INTEGER) OFFSET 0
      ) AS topic_1
    ),
    '__typename', 'Query',
    'articles', (
      SELECT json_object('nodes', json_group_array(json_object('title', article_1.title))) AS json
      FROM (
        SELECT article_1.title AS title
        FROM article AS article_1
        WHERE article_1.status = 0
        ORDER BY coalesce(article_1.published_at, '') DESC,
        article_1.path
        LIMIT CAST (? AS INTEGER) OFFSET 0
      ) AS article_1
    ),
    ?, (
      SELECT json_object('nodes', json_group_array(json_object('title', article_2.title))) AS json
      FROM (
        SELECT article_2.title AS title
        FROM article AS article_2
        WHERE article_2.status = 0
        ORDER BY article_2.title,
        article_2.path
        LIMIT CAST (? AS INTEGER) OFFSET 0
      ) AS article_2
    ),
    'providers', (
      SELECT json_object('nodes', json_group_array(json_object('name', provider_1.name))) AS json
      FROM (
        SELECT provider_1.name AS name
        FROM provider AS provider_1
        ORDER BY provider_1.name,
        provider_1.name,
        coalesce(provider_1.domain, '􏿿'),
        provider_1.id
        LIMIT CAST (? AS INTEGER) OFFSET 0
      ) AS provider_1
    )
  ) AS BLOB
) AS data

/* parameters
?1  1  1
?2  1  1
?3  'again'  response key
?4  1  1
?5  1  1
*/
