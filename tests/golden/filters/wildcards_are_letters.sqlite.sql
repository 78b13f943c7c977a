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
      SELECT json_object('nodes', json_group_array(json_object('title', article_2.title))) AS json
      FROM (
        SELECT article_2.title AS title
        FROM article AS article_2
        WHERE instr(article_2.title, ?) > 0
        AND article_2.status = 0
        ORDER BY coalesce(article_2.published_at, '') DESC,
        article_2.path
        LIMIT 25 OFFSET 0
      ) AS article_2
    ),
    ?, (
      SELECT json_object('nodes', json_group_array(json_object('title', article_3.title))) AS json
      FROM (
        SELECT article_3.title AS title
        FROM article AS article_3
        WHERE instr(article_3.title, ?) > 0
        AND article_3.status = 0
        ORDER BY coalesce(article_3.published_at, '') DESC,
        article_3.path
        LIMIT 25 OFFSET 0
      ) AS article_3
    ),
    ?, (
      SELECT json_object('nodes', json_group_array(json_object('title', article_4.title))) AS json
      FROM (
        SELECT article_4.title AS title
        FROM article AS article_4
        WHERE instr(article_4.title, ?) > 0
        AND article_4.status = 0
        ORDER BY coalesce(article_4.published_at, '') DESC,
        article_4.path
        LIMIT 25 OFFSET 0
      ) AS article_4
    ),
    ?, (
      SELECT json_object('nodes', json_group_array(json_object('title', article_5.title))) AS json
      FROM (
        SELECT article_5.title AS title
        FROM article AS article_5
        WHERE instr(casefold(article_5.title), ?) > 0
        AND article_5.status = 0
        ORDER BY coalesce(article_5.published_at, '') DESC,
        article_5.path
        LIMIT 25 OFFSET 0
      ) AS article_5
    )
  ) AS BLOB
) AS data

/* parameters
?1  'percent'  response key
?2  '%'  "%"
?3  'underscore'  response key
?4  '_'  "_"
?5  'quote'  response key
?6  "'"  "'"
?7  'backslash'  response key
?8  '\\'  "\\"
?9  'doubleQuote'  response key
?10  '"stamps"'  "\"STAMPS\""
*/
