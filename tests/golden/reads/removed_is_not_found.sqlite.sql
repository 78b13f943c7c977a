SELECT CAST (
  json_object(
    ?, (
      SELECT json_object('id', printf('a%016x', article_1.id)) AS json
      FROM article AS article_1
      WHERE article_1.path = ?
      AND article_1.status != 3
    ),
    ?, (
      SELECT json_object('id', printf('a%016x', article_2.id)) AS json
      FROM (
        SELECT article_2.id AS id
        FROM (
          SELECT article.id AS id
          FROM article
          WHERE article.web_url = ?
          UNION ALL SELECT article.id AS id
          FROM article
          WHERE article.original_url = ?
          UNION ALL SELECT article_detail.article_id AS article_id
          FROM article_detail
          WHERE article_detail.amp_web_url = ?
          UNION ALL SELECT article_detail.article_id AS article_id
          FROM article_detail
          WHERE article_detail.cdn_amp_web_url = ?
        ) AS found
        JOIN article AS article_2 ON found.id = article_2.id
        WHERE article_2.status != 3
        ORDER BY coalesce(article_2.published_at, '') DESC,
        article_2.path
        LIMIT 1 OFFSET 0
      ) AS article_2
    ),
    ?, coalesce(
      (
        SELECT json_object('id', printf('a%016x', article_3.id)) AS json
        FROM article AS article_3
        WHERE article_3.id = ?
        AND article_3.status != 3
      ),
      (
        SELECT json_object('id', printf('i%016x', image_1.id)) AS json
        FROM image AS image_1
        WHERE image_1.id = ?
      ),
      (
        SELECT json_object('id', printf('p%016x', provider_1.id)) AS json
        FROM provider AS provider_1
        WHERE provider_1.id = ?
      ),
      (
        SELECT json_object('id', printf('t%016x', topic_1.id)) AS json
        FROM topic AS topic_1
        WHERE topic_1.id = ?
      )
    ),
    ?, (
      SELECT json_object(
        'status', CASE article_4.status WHEN 0 THEN 'PUBLISHED' WHEN 1 THEN 'UNPUBLISHED' WHEN 2 THEN 'STUB' WHEN 3 THEN 'REMOVED' END,
        'title', article_4.title
      ) AS json
      FROM article AS article_4
      WHERE article_4.path = ?
      AND article_4.status != 3
    ),
    ?, (
      SELECT json_object(
        'status', CASE article_5.status WHEN 0 THEN 'PUBLISHED' WHEN 1 THEN 'UNPUBLISHED' WHEN 2 THEN 'STUB' WHEN 3 THEN 'REMOVED' END,
        'title', article_5.title
      ) AS json
      FROM article AS article_5
      WHERE article_5.path = ?
      AND article_5.status != 3
    )
  ) AS BLOB
) AS data

/* parameters
?1  'byPath'  response key
?2  'news/2023-04-28-bridge-toll-dropped'  "news/2023-04-28-bridge-toll-dropped"
?3  'byUrl'  response key
?4  'https://larkford.example/news/toll'  "https://larkford.example/news/toll"
?5  'https://larkford.example/news/toll'  "https://larkford.example/news/toll"
?6  'https://larkford.example/news/toll'  "https://larkford.example/news/toll"
?7  'https://larkford.example/news/toll'  "https://larkford.example/news/toll"
?8  'byId'  response key
?9  5404081661958729065  "a4aff27a3b640ad69"
?10  None  "a4aff27a3b640ad69"
?11  None  "a4aff27a3b640ad69"
?12  None  "a4aff27a3b640ad69"
?13  'stub'  response key
?14  'news/2023-05-01-bridge-designers-win-a-prize'  "news/2023-05-01-bridge-designers-win-a-prize"
?15  'unpublished'  response key
?16  'news/2023-05-02-the-mayors-speech'  "news/2023-05-02-the-mayors-speech"
*/
