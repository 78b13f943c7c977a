SELECT CAST (
  json_object(
    ?, (
      SELECT json_object(
        'nodes', json_group_array(json_object('excerpt', article_1.excerpt))
      ) AS json
      FROM (
        SELECT article_1.excerpt AS excerpt
        FROM article AS article_1
        WHERE instr(casefold(article_1.excerpt), ?) > 0
        AND article_1.status = 0
        ORDER BY coalesce(article_1.published_at, '') DESC,
        article_1.path
        LIMIT 25 OFFSET 0
      ) AS article_1
    ),
    ?, (
      SELECT json_object(
        'nodes', json_group_array(json_object('excerpt', article_2.excerpt))
      ) AS json
      FROM (
        SELECT article_2.excerpt AS excerpt
        FROM article AS article_2
        WHERE instr(article_2.excerpt, ?) > 0
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
        WHERE instr(casefold(article_3.title), ?) > 0
        AND article_3.status = 0
        ORDER BY coalesce(article_3.published_at, '') DESC,
        article_3.path
        LIMIT 25 OFFSET 0
      ) AS article_3
    )
  ) AS BLOB
) AS data

/* parameters
?1  'folded'  response key
?2  'strasse'  "strasse"
?3  'exact'  response key
?4  'straße'  "straße"
?5  'angstrom'  response key
?6  'ångström'  "ÅNGSTRÖM"
*/
