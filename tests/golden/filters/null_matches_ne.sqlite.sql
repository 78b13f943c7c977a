SELECT CAST (
  json_object(
    ?, (
      SELECT json_object('nodes', json_group_array(json_object('path', article_1.path))) AS json
      FROM (
        SELECT article_1.path AS path
        FROM article AS article_1
        WHERE
        (article_1.heat IS NOT NULL AND article_1.heat = ?)
        AND article_1.status = 0
        ORDER BY coalesce(article_1.published_at, '') DESC,
        article_1.path
        LIMIT 25 OFFSET 0
      ) AS article_1
    ),
    ?, (
      SELECT json_object(
        'nodes', json_group_array(json_object('path', article_2.path, 'heat', article_2.heat))
      ) AS json
      FROM (
        SELECT article_2.path AS path,
        article_2.heat AS heat
        FROM article AS article_2
        WHERE
        (article_2.heat IS NULL OR article_2.heat != ?)
        AND article_2.status = 0
        ORDER BY coalesce(article_2.published_at, '') DESC,
        article_2.path
        LIMIT 25 OFFSET 0
      ) AS article_2
    ),
    ?, json_object(
      'totalCount', (
        SELECT count(*) AS count_1
        FROM article AS article_4
        WHERE
        (article_4.quality IS NULL OR (article_4.quality NOT IN (SELECT value FROM json_each(?))))
        AND article_4.status = 0
      )
    ),
    ?, json_object(
      'totalCount', (
        SELECT count(*) AS count_2
        FROM article AS article_6
        WHERE article_6.quality IS NULL
        AND article_6.status = 0
      )
    ),
    ?, json_object(
      'totalCount', (
        SELECT count(*) AS count_3
        FROM article AS article_8
        WHERE article_8.quality IS NOT NULL
        AND article_8.status = 0
      )
    ),
    ?, (
      SELECT json_object(
        'nodes', json_group_array(json_object('path', article_9.path, 'quality', article_9.quality))
      ) AS json
      FROM (
        SELECT article_9.path AS path,
        article_9.quality AS quality
        FROM article AS article_9
        WHERE
        (article_9.quality IS NOT NULL AND article_9.quality < ?)
        AND article_9.status = 0
        ORDER BY coalesce(article_9.published_at, '') DESC,
        article_9.path
        LIMIT 25 OFFSET 0
      ) AS article_9
    ),
    ?, json_object(
      'totalCount', (
        SELECT coalesce(sum(article_count_1.articles), 0) AS coalesce_1
        FROM article_kind AS article_kind_1
        JOIN article_count AS article_count_1 ON article_count_1.kind_id = article_kind_1.id
        WHERE article_count_1.within = 0
        AND article_count_1.counted_by = 0
        AND article_kind_1.status = 0
      )
    )
  ) AS BLOB
) AS data

/* parameters
?1  'eq'  response key
?2  120  120
?3  'ne'  response key
?4  120  120
?5  'notIn'  response key
?6  '[33, 65]'  [33, 65]
?7  'isNull'  response key
?8  'isNotNull'  response key
?9  'less'  response key
?10  34  34
?11  'all'  response key
*/
