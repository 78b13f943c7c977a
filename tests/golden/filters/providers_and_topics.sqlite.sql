SELECT CAST (
  json_object(
    'providers', (
      SELECT json_object(
        'nodes', json_group_array(json_object('name', provider_1.name, 'domain', provider_1.domain))
      ) AS json
      FROM (
        SELECT provider_1.name AS name,
        provider_1.domain AS domain
        FROM provider AS provider_1
        WHERE (provider_1.domain IS NULL OR instr(casefold(provider_1.name), ?) > 0)
        ORDER BY provider_1.name,
        provider_1.name,
        coalesce(provider_1.domain, '􏿿'),
        provider_1.id
        LIMIT 25 OFFSET 0
      ) AS provider_1
    ),
    'topics', (
      SELECT json_object(
        'nodes', json_group_array(json_object('name', topic_1.name, 'source', topic_1.source))
      ) AS json
      FROM (
        SELECT topic_1.name AS name,
        topic_1.source AS source
        FROM topic AS topic_1
        WHERE (NOT (instr(topic_1.name, ?) > 0) AND topic_1.is_defined = 0)
        ORDER BY coalesce(topic_1.file_name, '􏿿'),
        topic_1.name,
        topic_1.source,
        topic_1.id
        LIMIT 25 OFFSET 0
      ) AS topic_1
    )
  ) AS BLOB
) AS data

/* parameters
?1  'lark'  "LARK"
?2  's'  "s"
*/
