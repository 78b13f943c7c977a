SELECT convert_to(
  concat(
    '{"',
    $1::VARCHAR,
    '":',
    coalesce(
      (
        SELECT concat(
          '{"id":',
          coalesce('"a' || lpad(to_hex(article_1.id), 16, '0') || '"', 'null'),
          '}'
        ) AS json
        FROM article AS article_1
        WHERE article_1.path = $2::VARCHAR COLLATE "C"
        AND article_1.status != 3
      ),
      'null'
    ),
    ',"',
    $3::VARCHAR,
    '":',
    coalesce(
      (
        SELECT concat(
          '{"id":',
          coalesce('"a' || lpad(to_hex(article_2.id), 16, '0') || '"', 'null'),
          '}'
        ) AS json
        FROM (
          SELECT article_2.id AS id
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
      coalesce(
        (
          SELECT concat(
            '{"id":',
            coalesce('"a' || lpad(to_hex(article_3.id), 16, '0') || '"', 'null'),
            '}'
          ) AS json
          FROM article AS article_3
          WHERE article_3.id = $6::BIGINT
          AND article_3.status != 3
        ),
        (
          SELECT concat(
            '{"id":',
            coalesce('"i' || lpad(to_hex(image_1.id), 16, '0') || '"', 'null'),
            '}'
          ) AS json
          FROM image AS image_1
          WHERE image_1.id = $7::BIGINT
        ),
        (
          SELECT concat(
            '{"id":',
            coalesce('"p' || lpad(to_hex(provider_1.id), 16, '0') || '"', 'null'),
            '}'
          ) AS json
          FROM provider AS provider_1
          WHERE provider_1.id = $8::BIGINT
        ),
        (
          SELECT concat(
            '{"id":',
            coalesce('"t' || lpad(to_hex(topic_1.id), 16, '0') || '"', 'null'),
            '}'
          ) AS json
          FROM topic AS topic_1
          WHERE topic_1.id = $9::BIGINT
        )
      ),
      'null'
    ),
    ',"',
    $10::VARCHAR,
    '":',
    coalesce(
      (
        SELECT concat(
          '{"status":',
          coalesce(
            CAST (
              to_json(
                CASE article_4.status WHEN 0 THEN 'PUBLISHED' WHEN 1 THEN 'UNPUBLISHED' WHEN 2 THEN 'STUB' WHEN 3 THEN 'REMOVED' END
              ) AS TEXT
            ),
            'null'
          ),
          ',"title":',
          coalesce(CAST (to_json(article_4.title) AS TEXT), 'null'),
          '}'
        ) AS json
        FROM article AS article_4
        WHERE article_4.path = $11::VARCHAR COLLATE "C"
        AND article_4.status != 3
      ),
      'null'
    ),
    ',"',
    $12::VARCHAR,
    '":',
    coalesce(
      (
        SELECT concat(
          '{"status":',
          coalesce(
            CAST (
              to_json(
                CASE article_5.status WHEN 0 THEN 'PUBLISHED' WHEN 1 THEN 'UNPUBLISHED' WHEN 2 THEN 'STUB' WHEN 3 THEN 'REMOVED' END
              ) AS TEXT
            ),
            'null'
          ),
          ',"title":',
          coalesce(CAST (to_json(article_5.title) AS TEXT), 'null'),
          '}'
        ) AS json
        FROM article AS article_5
        WHERE article_5.path = $13::VARCHAR COLLATE "C"
        AND article_5.status != 3
      ),
      'null'
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  'byPath'  response key
$2  'news/2023-04-28-bridge-toll-dropped'  "news/2023-04-28-bridge-toll-dropped"
$3  'byUrl'  response key
$4  'https://larkford.example/news/toll'  "https://larkford.example/news/toll"
$5  'byId'  response key
$6  5404081661958729065  "a4aff27a3b640ad69"
$7  None  "a4aff27a3b640ad69"
$8  None  "a4aff27a3b640ad69"
$9  None  "a4aff27a3b640ad69"
$10  'stub'  response key
$11  'news/2023-05-01-bridge-designers-win-a-prize'  "news/2023-05-01-bridge-designers-win-a-prize"
$12  'unpublished'  response key
$13  'news/2023-05-02-the-mayors-speech'  "news/2023-05-02-the-mayors-speech"
*/
