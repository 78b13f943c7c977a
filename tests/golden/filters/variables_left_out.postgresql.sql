SELECT convert_to(
  concat(
    '{"articles":{"totalCount":',
    coalesce(
      CAST (
        (
          SELECT coalesce(sum(article_count_1.articles), 0) AS coalesce_1
          FROM article_kind AS article_kind_1
          JOIN article_count AS article_count_1 ON article_count_1.kind_id = article_kind_1.id
          WHERE article_count_1.within = 0
          AND article_count_1.counted_by = 0
          AND article_kind_1.status = 0
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
