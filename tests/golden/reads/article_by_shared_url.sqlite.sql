SELECT CAST (
  json_object(
    ?, (
      SELECT json_object('path', article_1.path) AS json
      FROM (
        SELECT article_1.path AS path
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
        JOIN article AS article_1 ON found.id = article_1.id
        WHERE article_1.status != 3
        ORDER BY coalesce(article_1.published_at, '') DESC,
        article_1.path
        LIMIT 1 OFFSET 0
      ) AS article_1
    ),
    ?, (
      SELECT json_object('path', article_2.path) AS json
      FROM (
        SELECT article_2.path AS path
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
    ?, (
      SELECT json_object('path', article_3.path) AS json
      FROM (
        SELECT article_3.path AS path
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
        JOIN article AS article_3 ON found.id = article_3.id
        WHERE article_3.status != 3
        ORDER BY coalesce(article_3.published_at, '') DESC,
        article_3.path
        LIMIT 1 OFFSET 0
      ) AS article_3
    ),
    ?, (
      SELECT json_object('path', article_4.path) AS json
      FROM (
        SELECT article_4.path AS path
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
        JOIN article AS article_4 ON found.id = article_4.id
        WHERE article_4.status != 3
        ORDER BY coalesce(article_4.published_at, '') DESC,
        article_4.path
        LIMIT 1 OFFSET 0
      ) AS article_4
    )
  ) AS BLOB
) AS data

/* parameters
?1  'shared'  response key
?2  'https://larkford.example/news/market'  "https://larkford.example/news/market"
?3  'https://larkford.example/news/market'  "https://larkford.example/news/market"
?4  'https://larkford.example/news/market'  "https://larkford.example/news/market"
?5  'https://larkford.example/news/market'  "https://larkford.example/news/market"
?6  'original'  response key
?7  'https://films.example/watch?v=ferry'  "https://films.example/watch?v=ferry"
?8  'https://films.example/watch?v=ferry'  "https://films.example/watch?v=ferry"
?9  'https://films.example/watch?v=ferry'  "https://films.example/watch?v=ferry"
?10  'https://films.example/watch?v=ferry'  "https://films.example/watch?v=ferry"
?11  'amp'  response key
?12  'https://cdn.example/c/s/larkford.example/amp/new-bridge'  "https://cdn.example/c/s/larkford.example/amp/new-bridge"
?13  'https://cdn.example/c/s/larkford.example/amp/new-bridge'  "https://cdn.example/c/s/larkford.example/amp/new-bridge"
?14  'https://cdn.example/c/s/larkford.example/amp/new-bridge'  "https://cdn.example/c/s/larkford.example/amp/new-bridge"
?15  'https://cdn.example/c/s/larkford.example/amp/new-bridge'  "https://cdn.example/c/s/larkford.example/amp/new-bridge"
?16  'nobody'  response key
?17  'https://nowhere.example/'  "https://nowhere.example/"
?18  'https://nowhere.example/'  "https://nowhere.example/"
?19  'https://nowhere.example/'  "https://nowhere.example/"
?20  'https://nowhere.example/'  "https://nowhere.example/"
*/
