SELECT CAST (
  json_object(
    ?, (
      SELECT json_object('nodes', json_group_array(json_object('title', article_1.title))) AS json
      FROM (
        SELECT article_1.title AS title
        FROM article AS article_1
        WHERE instr(article_1.title, ?) > 0
        AND article_1.status = 0
        ORDER BY coalesce(article_1.published_at, '') DESC,
        article_1.path
        LIMIT 25 OFFSET 0
      ) AS article_1
    ),
    ?, (
      SELECT json_object('nodes', json_group_array(json_object('path', article_2.path))) AS json
      FROM (
        SELECT article_2.path AS path
        FROM article AS article_2
        WHERE instr(article_2.title, ?) = 1
        AND article_2.status = 0
        ORDER BY coalesce(article_2.published_at, '') DESC,
        article_2.path
        LIMIT 25 OFFSET 0
      ) AS article_2
    ),
    ?, (
      SELECT json_object('nodes', json_group_array(json_object('path', article_3.path))) AS json
      FROM (
        SELECT article_3.path AS path
        FROM article AS article_3
        WHERE
        (instr(article_3.title, ?) = 1 AND instr(article_3.title, ?) > 0)
        AND article_3.status = 0
        ORDER BY coalesce(article_3.published_at, '') DESC,
        article_3.path
        LIMIT 25 OFFSET 0
      ) AS article_3
    ),
    ?, (
      SELECT json_object('nodes', json_group_array(json_object('path', article_4.path))) AS json
      FROM (
        SELECT article_4.path AS path
        FROM article AS article_4
        WHERE article_4.slug IN
        (SELECT value FROM json_each(?))
        AND article_4.status = 0
        ORDER BY coalesce(article_4.published_at, '') DESC,
        article_4.path
        LIMIT 25 OFFSET 0
      ) AS article_4
    ),
    ?, (
      SELECT json_object('nodes', json_group_array(json_object('path', article_5.path))) AS json
      FROM (
        SELECT article_5.path AS path
        FROM article AS article_5
        WHERE
        (article_5.collection NOT IN (SELECT value FROM json_each(?)))
        AND article_5.status = 0
        ORDER BY coalesce(article_5.published_at, '') DESC,
        article_5.path
        LIMIT 25 OFFSET 0
      ) AS article_5
    ),
    ?, json_object(
      'totalCount', (
        SELECT count(*) AS count_1
        FROM article AS article_7
        WHERE article_7.slug IN
        (SELECT value FROM json_each(?))
        AND article_7.status = 0
      )
    ),
    ?, json_object(
      'totalCount', (
        SELECT count(*) AS count_2
        FROM article AS article_9
        WHERE
        (article_9.slug NOT IN (SELECT value FROM json_each(?)))
        AND article_9.status = 0
      )
    )
  ) AS BLOB
) AS data

/* parameters
?1  'contains'  response key
?2  'bridge'  $part
?3  'startsWith'  response key
?4  'Market'  "Market"
?5  'both'  response key
?6  'New'  "New"
?7  'bridge'  "bridge"
?8  'oneOf'  response key
?9  '["chess-1", "chess-2", "chess-3"]'  ["chess-1", "chess-2", "chess-3"]
?10  'noneOf'  response key
?11  '["news", "sport", "puzzles"]'  ["news", "sport", "puzzles"]
?12  'nothing'  response key
?13  '[]'  []
?14  'everything'  response key
?15  '[]'  []
*/
