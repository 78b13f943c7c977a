SELECT CAST (
  json_object(
    'articles', json_object(
      'totalCount', (
        SELECT coalesce(sum(article_count_1.articles), 0) AS coalesce_1
        FROM article_kind AS article_kind_1
        JOIN article_count AS article_count_1 ON article_count_1.kind_id = article_kind_1.id
        WHERE article_count_1.within = 0
        AND article_count_1.counted_by = 0
        AND
        (article_kind_1.collection = ? AND article_kind_1.type IN (SELECT value FROM json_each(?)))
        AND (article_kind_1.status = 0 OR article_kind_1.status = 1)
      ),
      ?, json_object(
        'collections', (
          SELECT json_group_array(
            json_object('value', counted_1.value, 'count', counted_1.count)
          ) AS json
          FROM (
            SELECT counted_1.value AS value,
            counted_1.count AS count
            FROM (
              SELECT article_kind_2.collection AS value,
              sum(article_count_2.articles) AS count
              FROM article_kind AS article_kind_2
              JOIN article_count AS article_count_2 ON article_count_2.kind_id = article_kind_2.id
              WHERE article_count_2.within = 0
              AND article_count_2.counted_by = 0
              AND
              (
                article_kind_2.collection = ?
                AND article_kind_2.type IN (SELECT value FROM json_each(?))
              )
              AND (article_kind_2.status = 0 OR article_kind_2.status = 1)
              GROUP BY article_kind_2.collection
            ) AS counted_1
            ORDER BY counted_1.count DESC,
            counted_1.value
            LIMIT CAST (? AS INTEGER) OFFSET 0
          ) AS counted_1
        ),
        'types', (
          SELECT json_group_array(
            json_object('value', counted_2.value, 'count', counted_2.count)
          ) AS json
          FROM (
            SELECT counted_2.value AS value,
            counted_2.count AS count
            FROM (
              SELECT article_kind_3.type AS value,
              sum(article_count_3.articles) AS count
              FROM article_kind AS article_kind_3
              JOIN article_count AS article_count_3 ON article_count_3.kind_id = article_kind_3.id
              WHERE article_count_3.within = 0
              AND article_count_3.counted_by = 0
              AND
              (
                article_kind_3.collection = ?
                AND article_kind_3.type IN (SELECT value FROM json_each(?))
              )
              AND (article_kind_3.status = 0 OR article_kind_3.status = 1)
              GROUP BY article_kind_3.type
            ) AS counted_2
            ORDER BY counted_2.count DESC,
            counted_2.value
            LIMIT CAST (? AS INTEGER) OFFSET 0
          ) AS counted_2
        )
      ),
      ?, json_object(
        'collections', (
          SELECT json_group_array(
            json_object('value', counted_3.value, 'count', counted_3.count)
          ) AS json
          FROM (
            SELECT counted_3.value AS value,
            counted_3.count AS count
            FROM (
              SELECT article_kind_4.collection AS value,
              sum(article_count_4.articles) AS count
              FROM article_kind AS article_kind_4
              JOIN article_count AS article_count_4 ON article_count_4.kind_id = article_kind_4.id
              WHERE article_count_4.within = 0
              AND article_count_4.counted_by = 0
              AND article_kind_4.type IN
              (SELECT value FROM json_each(?))
              AND (article_kind_4.status = 0 OR article_kind_4.status = 1)
              GROUP BY article_kind_4.collection
            ) AS counted_3
            ORDER BY counted_3.count DESC,
            counted_3.value
            LIMIT CAST (? AS INTEGER) OFFSET 0
          ) AS counted_3
        ),
        'types', (
          SELECT json_group_array(
            json_object('value', counted_4.value, 'count', counted_4.count)
          ) AS json
          FROM (
            SELECT counted_4.value AS value,
            counted_4.count AS count
            FROM (
              SELECT article_kind_5.type AS value,
              sum(article_count_5.articles) AS count
              FROM article_kind AS article_kind_5
              JOIN article_count AS article_count_5 ON article_count_5.kind_id = article_kind_5.id
              WHERE article_count_5.within = 0
              AND article_count_5.counted_by = 0
              AND article_kind_5.collection = ?
              AND (article_kind_5.status = 0 OR article_kind_5.status = 1)
              GROUP BY article_kind_5.type
            ) AS counted_4
            ORDER BY counted_4.count DESC,
            counted_4.value
            LIMIT CAST (? AS INTEGER) OFFSET 0
          ) AS counted_4
        )
      )
    )
  ) AS BLOB
) AS data

/* parameters
?1  'news'  "news"
?2  '["article"]'  ["article"]
?3  'plain'  response key
?4  'news'  "news"
?5  '["article"]'  ["article"]
?6  10  10
?7  'news'  "news"
?8  '["article"]'  ["article"]
?9  10  10
?10  'choices'  response key
?11  '["article"]'  ["article"]
?12  10  10
?13  'news'  "news"
?14  10  10
*/
