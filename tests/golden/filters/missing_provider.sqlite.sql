SELECT CAST (
  json_object(
    ?, json_object(
      'totalCount', (
        SELECT coalesce(sum(article_count_1.articles), 0) AS coalesce_1
        FROM article_kind AS article_kind_1
        JOIN article_count AS article_count_1 ON article_count_1.kind_id = article_kind_1.id
        WHERE article_count_1.within IN
        (SELECT provider_2.id FROM provider AS provider_2 WHERE 1 = 1 = 1)
        AND article_count_1.counted_by = 2
        AND article_kind_1.status = 0
      )
    ),
    ?, (
      SELECT json_object('nodes', json_group_array(json_object('path', article_2.path))) AS json
      FROM (
        SELECT article_2.path AS path
        FROM article AS article_2
        WHERE (
          EXISTS (
            SELECT 1
            FROM provider AS provider_3
            WHERE provider_3.id = article_2.provider_id
            AND 1 = 1 = 1
          )
        ) = 0
        AND article_2.status = 0
        ORDER BY coalesce(article_2.published_at, '') DESC,
        article_2.path
        LIMIT 25 OFFSET 0
      ) AS article_2
    ),
    ?, json_object(
      'totalCount', (
        SELECT coalesce(sum(article_count_2.articles), 0) AS coalesce_2
        FROM article_kind AS article_kind_2
        JOIN article_count AS article_count_2 ON article_count_2.kind_id = article_kind_2.id
        WHERE article_count_2.within IN
        (SELECT provider_5.id FROM provider AS provider_5 WHERE NOT (provider_5.name = ?))
        AND article_count_2.counted_by = 2
        AND article_kind_2.status = 0
      )
    ),
    ?, (
      SELECT json_object(
        'nodes', json_group_array(
          json_object(
            'path', article_4.path,
            'provider', (
              SELECT json_object('name', provider_7.name, 'domain', provider_7.domain) AS json
              FROM provider AS provider_7
              WHERE provider_7.id = article_4.provider_id
            )
          )
        )
      ) AS json
      FROM (
        SELECT *
        FROM (
          SELECT *
          FROM (
            SELECT article_4.path AS path,
            article_4.provider_id AS provider_id,
            coalesce(article_4.published_at, '') AS key_1,
            article_4.path AS key_2
            FROM article AS article_4
            WHERE
            (
              EXISTS (
                SELECT 1
                FROM provider AS provider_6
                WHERE provider_6.id = article_4.provider_id
                AND provider_6.domain IS NULL
              )
            )
            AND article_4.status = 0
            ORDER BY coalesce(article_4.published_at, '') DESC,
            article_4.path
            LIMIT 25 OFFSET 0
          ) AS arm_1
          UNION ALL SELECT *
          FROM (
            SELECT article_4.path AS path,
            article_4.provider_id AS provider_id,
            coalesce(article_4.published_at, '') AS key_1,
            article_4.path AS key_2
            FROM article AS article_4
            WHERE
            (
              EXISTS (
                SELECT 1
                FROM provider AS provider_6
                WHERE provider_6.id = article_4.provider_id
                AND provider_6.domain IS NULL
              )
            )
            AND article_4.status = 2
            ORDER BY coalesce(article_4.published_at, '') DESC,
            article_4.path
            LIMIT 25 OFFSET 0
          ) AS arm_2
          UNION ALL SELECT *
          FROM (
            SELECT article_4.path AS path,
            article_4.provider_id AS provider_id,
            coalesce(article_4.published_at, '') AS key_1,
            article_4.path AS key_2
            FROM article AS article_4
            WHERE
            (
              EXISTS (
                SELECT 1
                FROM provider AS provider_6
                WHERE provider_6.id = article_4.provider_id
                AND provider_6.domain IS NULL
              )
            )
            AND article_4.status = 3
            ORDER BY coalesce(article_4.published_at, '') DESC,
            article_4.path
            LIMIT 25 OFFSET 0
          ) AS arm_3
        ) AS article_4
        ORDER BY article_4.key_1 DESC,
        article_4.key_2
        LIMIT 25 OFFSET 0
      ) AS article_4
    )
  ) AS BLOB
) AS data

/* parameters
?1  'any'  response key
?2  'none'  response key
?3  'notRadio'  response key
?4  'Radio Lark'  "Radio Lark"
?5  'noDomain'  response key
*/
