SELECT convert_to(
  concat(
    '{"articles":{"totalCount":',
    coalesce(
      CAST (
        (
          SELECT count(*) AS count_1
          FROM article AS article_1
          WHERE 1 = 1
          AND article_1.status = 0
        ) AS TEXT
      ),
      'null'
    ),
    '}}'
  ),
  'UTF8'
) AS data

/* parameters

*/
