SELECT CAST (
  json_object(
    'article', (
      SELECT json_object(
        'path', article_1.path,
        'title', article_1.title,
        'body', (
          SELECT article_detail.body
          FROM article_detail
          WHERE article_detail.article_id = article_1.id
        ),
        'bodyFormat', (
          SELECT article_detail.body_format
          FROM article_detail
          WHERE article_detail.article_id = article_1.id
        )
      ) AS json
      FROM article AS article_1
      WHERE article_1.id = ?
      AND article_1.status != 3
    )
  ) AS BLOB
) AS data

/* parameters
?1  5404108585727449379  $id
*/
