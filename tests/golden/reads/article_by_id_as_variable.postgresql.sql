SELECT convert_to(
  concat(
    '{"article":',
    coalesce(
      (
        SELECT concat(
          '{"path":',
          coalesce(CAST (to_json(article_1.path) AS TEXT), 'null'),
          ',"title":',
          coalesce(CAST (to_json(article_1.title) AS TEXT), 'null'),
          ',"body":',
          coalesce(
            CAST (
              to_json(
                (
                  SELECT article_detail.body
                  FROM article_detail
                  WHERE article_detail.article_id = article_1.id
                )
              ) AS TEXT
            ),
            'null'
          ),
          ',"bodyFormat":',
          coalesce(
            CAST (
              to_json(
                (
                  SELECT article_detail.body_format
                  FROM article_detail
                  WHERE article_detail.article_id = article_1.id
                )
              ) AS TEXT
            ),
            'null'
          ),
          '}'
        ) AS json
        FROM article AS article_1
        WHERE article_1.id = $1::BIGINT
        AND article_1.status != 3
      ),
      'null'
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  5404108585727449379  $id
*/
