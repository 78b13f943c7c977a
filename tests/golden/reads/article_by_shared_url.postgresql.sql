SELECT convert_to(
  concat(
    '{"',
    $1::VARCHAR,
    '":',
    coalesce(
      (
        SELECT concat(
          '{"path":',
          coalesce(CAST (to_json(article_1.path) AS TEXT), 'null'),
          '}'
        ) AS json
        FROM (
          SELECT article_1.path AS path
          FROM (
            SELECT article.id AS id
            FROM article
            WHERE article.web_url = $2::VARCHAR COLLATE "C"
            UNION ALL SELECT article.id AS id
            FROM article
            WHERE article.original_url = $2::VARCHAR COLLATE "C"
            UNION ALL SELECT article_detail.article_id AS article_id
            FROM article_detail
            WHERE article_detail.amp_web_url = $2::VARCHAR COLLATE "C"
            UNION ALL SELECT article_detail.article_id AS article_id
            FROM article_detail
            WHERE article_detail.cdn_amp_web_url = $2::VARCHAR COLLATE "C"
          ) AS found
          JOIN article AS article_1 ON found.id = article_1.id
          WHERE article_1.status != 3
          ORDER BY coalesce(article_1.published_at, '') DESC,
          left(article_1.path, 300),
          article_1.path
          LIMIT 1 OFFSET 0
        ) AS article_1
      ),
      'null'
    ),
    ',"',
    $3::VARCHAR,
    '":',
    coalesce(
      (
        SELECT concat(
          '{"path":',
          coalesce(CAST (to_json(article_2.path) AS TEXT), 'null'),
          '}'
        ) AS json
        FROM (
          SELECT article_2.path AS path
          FROM (
            SELECT article.id AS id
            FROM article
            WHERE article.web_url = $4::VARCHAR COLLATE "C"
            UNION ALL SELECT article.id AS id
            FROM article
            WHERE article.original_url = $4::VARCHAR COLLATE "C"
            UNION ALL SELECT article_detail.article_id AS article_id
            FROM article_detail
            WHERE article_detail.amp_web_url = $4::VARCHAR COLLATE "C"
            UNION ALL SELECT article_detail.article_id AS article_id
            FROM article_detail
            WHERE article_detail.cdn_amp_web_url = $4::VARCHAR COLLATE "C"
          ) AS found
          JOIN article AS article_2 ON found.id = article_2.id
          WHERE article_2.status != 3
          ORDER BY coalesce(article_2.published_at, '') DESC,
          left(article_2.path, 300),
          article_2.path
          LIMIT 1 OFFSET 0
        ) AS article_2
      ),
      'null'
    ),
    ',"',
    $5::VARCHAR,
    '":',
    coalesce(
      (
        SELECT concat(
          '{"path":',
          coalesce(CAST (to_json(article_3.path) AS TEXT), 'null'),
          '}'
        ) AS json
        FROM (
          SELECT article_3.path AS path
          FROM (
            SELECT article.id AS id
            FROM article
            WHERE article.web_url = $6::VARCHAR COLLATE "C"
            UNION ALL SELECT article.id AS id
            FROM article
            WHERE article.original_url = $6::VARCHAR COLLATE "C"
            UNION ALL SELECT article_detail.article_id AS article_id
            FROM article_detail
            WHERE article_detail.amp_web_url = $6::VARCHAR COLLATE "C"
            UNION ALL SELECT article_detail.article_id AS article_id
            FROM article_detail
            WHERE article_detail.cdn_amp_web_url = $6::VARCHAR COLLATE "C"
          ) AS found
          JOIN article AS article_3 ON found.id = article_3.id
          WHERE article_3.status != 3
          ORDER BY coalesce(article_3.published_at, '') DESC,
          left(article_3.path, 300),
          article_3.path
          LIMIT 1 OFFSET 0
        ) AS article_3
      ),
      'null'
    ),
    ',"',
    $7::VARCHAR,
    '":',
    coalesce(
      (
        SELECT concat(
          '{"path":',
          coalesce(CAST (to_json(article_4.path) AS TEXT), 'null'),
          '}'
        ) AS json
        FROM (
          SELECT article_4.path AS path
          FROM (
            SELECT article.id AS id
            FROM article
            WHERE article.web_url = $8::VARCHAR COLLATE "C"
            UNION ALL SELECT article.id AS id
            FROM article
            WHERE article.original_url = $8::VARCHAR COLLATE "C"
            UNION ALL SELECT article_detail.article_id AS article_id
            FROM article_detail
            WHERE article_detail.amp_web_url = $8::VARCHAR COLLATE "C"
            UNION ALL SELECT article_detail.article_id AS article_id
            FROM article_detail
            WHERE article_detail.cdn_amp_web_url = $8::VARCHAR COLLATE "C"
          ) AS found
          JOIN article AS article_4 ON found.id = article_4.id
          WHERE article_4.status != 3
          ORDER BY coalesce(article_4.published_at, '') DESC,
          left(article_4.path, 300),
          article_4.path
          LIMIT 1 OFFSET 0
        ) AS article_4
      ),
      'null'
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  'shared'  response key
$2  'https://larkford.example/news/market'  "https://larkford.example/news/market"
$3  'original'  response key
$4  'https://films.example/watch?v=ferry'  "https://films.example/watch?v=ferry"
$5  'amp'  response key
$6  'https://cdn.example/c/s/larkford.example/amp/new-bridge'  "https://cdn.example/c/s/larkford.example/amp/new-bridge"
$7  'nobody'  response key
$8  'https://nowhere.example/'  "https://nowhere.example/"
*/
