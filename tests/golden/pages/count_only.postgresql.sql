SELECT convert_to(
  concat(
    '{"articles":{"totalCount":',
    coalesce(
      CAST (
        (
          SELECT count(*) AS count_1
          FROM article AS article_1
          WHERE article_1.type = $1::VARCHAR COLLATE "C"
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
$1  'video'  "video"
*/
