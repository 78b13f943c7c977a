SELECT CAST (
  json_object(
    'articles', json_object(
      'totalCount', (
        SELECT count(*) AS count_1
        FROM article AS article_1
        WHERE
        (article_1.collection = ? AND article_1.type IN (SELECT value FROM json_each(?)))
        AND (article_1.status = 0 OR article_1.status = 1)
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
              SELECT article_2.collection AS value,
              count(*) AS count
              FROM article AS article_2
              WHERE
              (article_2.collection = ? AND article_2.type IN (SELECT value FROM json_each(?)))
              AND (article_2.status = 0 OR article_2.status = 1)
              GROUP BY article_2.collection
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
              SELECT article_3.type AS value,
              count(*) AS count
              FROM article AS article_3
              WHERE
              (article_3.collection = ? AND article_3.type IN (SELECT value FROM json_each(?)))
              AND (article_3.status = 0 OR article_3.status = 1)
              GROUP BY article_3.type
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
              SELECT article_4.collection AS value,
              count(*) AS count
              FROM article AS article_4
              WHERE article_4.type IN
              (SELECT value FROM json_each(?))
              AND (article_4.status = 0 OR article_4.status = 1)
              GROUP BY article_4.collection
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
              SELECT article_5.type AS value,
              count(*) AS count
              FROM article AS article_5
              WHERE article_5.collection = ?
              AND (article_5.status = 0 OR article_5.status = 1)
              GROUP BY article_5.type
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
