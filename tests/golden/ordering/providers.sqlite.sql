SELECT CAST (
  json_object(
    ?, (
      SELECT json_object(
        'nodes', json_group_array(json_object('name', provider_1.name, 'domain', provider_1.domain))
      ) AS json
      FROM (
        SELECT provider_1.name AS name,
        provider_1.domain AS domain
        FROM provider AS provider_1
        ORDER BY provider_1.name,
        provider_1.name,
        coalesce(provider_1.domain, '􏿿'),
        provider_1.id
        LIMIT 25 OFFSET 0
      ) AS provider_1
    ),
    ?, (
      SELECT json_object(
        'nodes', json_group_array(json_object('domain', provider_2.domain, 'name', provider_2.name))
      ) AS json
      FROM (
        SELECT provider_2.domain AS domain,
        provider_2.name AS name
        FROM provider AS provider_2
        ORDER BY coalesce(provider_2.domain, '') DESC,
        provider_2.name,
        coalesce(provider_2.domain, '􏿿'),
        provider_2.id
        LIMIT 25 OFFSET 0
      ) AS provider_2
    ),
    ?, (
      SELECT json_object(
        'nodes', json_group_array(
          json_object(
            'name', provider_3.name,
            'articles', json_object(
              'totalCount', (
                SELECT coalesce(sum(article_count_1.articles), 0) AS coalesce_1
                FROM article_kind AS article_kind_1
                JOIN article_count AS article_count_1 ON article_count_1.kind_id = article_kind_1.id
                WHERE article_count_1.within = provider_3.id
                AND article_count_1.counted_by = 2
                AND article_kind_1.status = 0
              )
            )
          )
        )
      ) AS json
      FROM (
        SELECT provider_3.name AS name,
        provider_3.id AS id
        FROM provider AS provider_3
        ORDER BY provider_3.article_count DESC,
        provider_3.name,
        coalesce(provider_3.domain, '􏿿'),
        provider_3.id
        LIMIT 25 OFFSET 0
      ) AS provider_3
    )
  ) AS BLOB
) AS data

/* parameters
?1  'byName'  response key
?2  'byDomain'  response key
?3  'byCount'  response key
*/
