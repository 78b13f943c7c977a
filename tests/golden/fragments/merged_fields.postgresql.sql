SELECT convert_to(
  concat(
    '{"article":',
    coalesce(
      (
        SELECT concat(
          '{"provider":',
          coalesce(
            (
              SELECT concat(
                '{"name":',
                coalesce(CAST (to_json(provider_1.name) AS TEXT), 'null'),
                ',"description":',
                coalesce(CAST (to_json(provider_1.description) AS TEXT), 'null'),
                ',"domain":',
                coalesce(CAST (to_json(provider_1.domain) AS TEXT), 'null'),
                ',"id":',
                coalesce('"p' || lpad(to_hex(provider_1.id), 16, '0') || '"', 'null'),
                '}'
              ) AS json
              FROM provider AS provider_1
              WHERE provider_1.id = article_1.provider_id
            ),
            'null'
          ),
          ',"title":',
          coalesce(CAST (to_json(article_1.title) AS TEXT), 'null'),
          ',"id":',
          coalesce('"a' || lpad(to_hex(article_1.id), 16, '0') || '"', 'null'),
          ',"',
          $1::VARCHAR,
          '":',
          coalesce(CAST (to_json(article_1.title) AS TEXT), 'null'),
          '}'
        ) AS json
        FROM article AS article_1
        WHERE article_1.path = $2::VARCHAR COLLATE "C"
        AND article_1.status != 3
      ),
      'null'
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  'heading'  response key
$2  'news/2023-05-02-new-bridge-opens'  "news/2023-05-02-new-bridge-opens"
*/
