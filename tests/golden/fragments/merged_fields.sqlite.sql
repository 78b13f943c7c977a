SELECT CAST (
  json_object(
    'article', (
      SELECT json_object(
        'provider', (
          SELECT json_object(
            'name', provider_1.name,
            'description', provider_1.description,
            'domain', provider_1.domain,
            'id', printf('p%016x', provider_1.id)
          ) AS json
          FROM provider AS provider_1
          WHERE provider_1.id = article_1.provider_id
        ),
        'title', article_1.title,
        'id', printf('a%016x', article_1.id),
        ?, article_1.title
      ) AS json
      FROM article AS article_1
      WHERE article_1.path = ?
      AND article_1.status != 3
    )
  ) AS BLOB
) AS data

/* parameters
?1  'heading'  response key
?2  'news/2023-05-02-new-bridge-opens'  "news/2023-05-02-new-bridge-opens"
*/
