SELECT CAST (
  json_object(
    'articles', (
      SELECT json_object(
        'totalCount', (
          SELECT count(*) AS count_1
          FROM article AS article_2
          JOIN (
            SELECT search_published_2.rowid AS article_id
            FROM search_published AS search_published_2
            WHERE search_published_2.search_published MATCH ?
            UNION ALL SELECT search_stub_2.rowid AS article_id
            FROM search_stub AS search_stub_2
            WHERE search_stub_2.search_stub MATCH ?
          ) AS match_2 ON match_2.article_id = article_2.id
          WHERE article_2.collection = ?
        ),
        'edges', json_group_array(
          json_object(
            'snippet', replace(
              replace(
                replace(
                  replace(
                    replace(
                      replace(
                        replace(
                          replace(
                            CASE article_1.status WHEN 0 THEN (
                              SELECT snippet(
                                search_published_3.search_published,
                                -1,
                                char(2),
                                char(3),
                                '…',
                                30
                              ) AS snippet_1
                              FROM search_published AS search_published_3
                              WHERE
                              (search_published_3.search_published MATCH ?)
                              AND search_published_3.rowid = article_1.id
                            ) WHEN 2 THEN (SELECT snippet(search_stub_3.search_stub, -1, char(2), char(3), '…', 30) AS snippet_2 FROM search_stub AS search_stub_3 WHERE (search_stub_3.search_stub MATCH ?) AND search_stub_3.rowid = article_1.id) END,
                            char(31),
                            ''
                          ),
                          '&',
                          '&amp;'
                        ),
                        '<',
                        '&lt;'
                      ),
                      '>',
                      '&gt;'
                    ),
                    '"',
                    '&quot;'
                  ),
                  '''',
                  '&#39;'
                ),
                char(2),
                '<mark>'
              ),
              char(3),
              '</mark>'
            ),
            'node', json_object(
              'title', article_1.title,
              'status', CASE article_1.status WHEN 0 THEN 'PUBLISHED' WHEN 1 THEN 'UNPUBLISHED' WHEN 2 THEN 'STUB' WHEN 3 THEN 'REMOVED' END
            )
          )
        )
      ) AS json
      FROM (
        SELECT article_1.id AS id,
        article_1.status AS status,
        article_1.title AS title
        FROM article AS article_1
        JOIN (
          SELECT search_published_1.rowid AS article_id
          FROM search_published AS search_published_1
          WHERE search_published_1.search_published MATCH ?
          UNION ALL SELECT search_stub_1.rowid AS article_id
          FROM search_stub AS search_stub_1
          WHERE search_stub_1.search_stub MATCH ?
        ) AS match_1 ON match_1.article_id = article_1.id
        WHERE article_1.collection = ?
        ORDER BY article_1.title,
        article_1.path
        LIMIT 25 OFFSET 0
      ) AS article_1
    )
  ) AS BLOB
) AS data

/* parameters
?1  '"bridge"'  "bridge"
?2  '"bridge"'  "bridge"
?3  'news'  "news"
?4  '"bridge"'  "bridge"
?5  '"bridge"'  "bridge"
?6  '"bridge"'  "bridge"
?7  '"bridge"'  "bridge"
?8  'news'  "news"
*/
