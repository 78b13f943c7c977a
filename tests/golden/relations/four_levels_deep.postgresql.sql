SELECT convert_to(
  concat(
    '{"articles":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat(
            '{"title":',
            coalesce(CAST (to_json(article_1.title) AS TEXT), 'null'),
            ',"provider":',
            coalesce(
              (
                SELECT concat(
                  '{"name":',
                  coalesce(CAST (to_json(provider_1.name) AS TEXT), 'null'),
                  ',"articles":',
                  (
                    SELECT concat(
                      '{"nodes":[',
                      string_agg(
                        concat(
                          '{"title":',
                          coalesce(CAST (to_json(article_2.title) AS TEXT), 'null'),
                          ',"topics":',
                          (
                            SELECT concat(
                              '[',
                              string_agg(
                                concat(
                                  '{"name":',
                                  coalesce(CAST (to_json(topic_1.name) AS TEXT), 'null'),
                                  ',"articles":',
                                  (
                                    SELECT concat(
                                      '{"nodes":[',
                                      string_agg(
                                        concat(
                                          '{"title":',
                                          coalesce(CAST (to_json(article_3.title) AS TEXT), 'null'),
                                          ',"image":',
                                          coalesce(
                                            (
                                              SELECT concat(
                                                '{"url":',
                                                coalesce(
                                                  CAST (to_json(image_1.url) AS TEXT),
                                                  'null'
                                                ),
                                                '}'
                                              ) AS json
                                              FROM (
                                                SELECT image_1.url AS url
                                                FROM article_image AS article_image_1
                                                JOIN image AS image_1 ON image_1.id = article_image_1.image_id
                                                WHERE article_image_1.article_id = article_3.id
                                                ORDER BY article_image_1.position
                                                LIMIT 1 OFFSET 0
                                              ) AS image_1
                                            ),
                                            'null'
                                          ),
                                          '}'
                                        ),
                                        ','
                                      ),
                                      ']}'
                                    ) AS json
                                    FROM (
                                      SELECT article_3.title AS title,
                                      article_3.id AS id
                                      FROM article_topic AS article_topic_2
                                      JOIN article AS article_3 ON article_3.id = article_topic_2.article_id
                                      WHERE article_topic_2.topic_id = topic_1.id
                                      AND article_topic_2.status = 0
                                      ORDER BY coalesce(article_3.heat, -2147483649) DESC,
                                      left(article_topic_2.path, 300),
                                      article_topic_2.path
                                      LIMIT CAST ($1 AS INTEGER) OFFSET 0
                                    ) AS article_3
                                  ),
                                  '}'
                                ),
                                ','
                              ),
                              ']'
                            ) AS json
                            FROM (
                              SELECT topic_1.name AS name,
                              topic_1.id AS id
                              FROM article_topic AS article_topic_1
                              JOIN topic AS topic_1 ON topic_1.id = article_topic_1.topic_id
                              WHERE article_topic_1.article_id = article_2.id
                              ORDER BY article_topic_1.position
                            ) AS topic_1
                          ),
                          '}'
                        ),
                        ','
                      ),
                      ']}'
                    ) AS json
                    FROM (
                      SELECT article_2.title AS title,
                      article_2.id AS id
                      FROM article AS article_2
                      WHERE article_2.provider_id = provider_1.id
                      AND article_2.status = 0
                      ORDER BY coalesce(article_2.published_at, '') DESC,
                      left(article_2.path, 300),
                      article_2.path
                      LIMIT CAST ($2 AS INTEGER) OFFSET 0
                    ) AS article_2
                  ),
                  '}'
                ) AS json
                FROM provider AS provider_1
                WHERE provider_1.id = article_1.provider_id
              ),
              'null'
            ),
            ',"related":',
            (
              SELECT concat(
                '{"nodes":[',
                string_agg(
                  concat(
                    '{"title":',
                    coalesce(CAST (to_json(article_4.title) AS TEXT), 'null'),
                    ',"related":',
                    (
                      SELECT concat(
                        '{"nodes":[',
                        string_agg(
                          concat(
                            '{"title":',
                            coalesce(CAST (to_json(article_5.title) AS TEXT), 'null'),
                            ',"provider":',
                            coalesce(
                              (
                                SELECT concat(
                                  '{"name":',
                                  coalesce(CAST (to_json(provider_2.name) AS TEXT), 'null'),
                                  '}'
                                ) AS json
                                FROM provider AS provider_2
                                WHERE provider_2.id = article_5.provider_id
                              ),
                              'null'
                            ),
                            '}'
                          ),
                          ','
                        ),
                        ']}'
                      ) AS json
                      FROM (
                        SELECT article_5.title AS title,
                        article_5.provider_id AS provider_id
                        FROM article_related AS article_related_2
                        JOIN article AS article_5 ON article_5.id = article_related_2.related_id
                        WHERE article_related_2.article_id = article_4.id
                        AND article_5.status IN (0, 1, 2)
                        ORDER BY article_related_2.position,
                        article_related_2.related_id
                        LIMIT CAST ($3 AS INTEGER) OFFSET 0
                      ) AS article_5
                    ),
                    '}'
                  ),
                  ','
                ),
                ']}'
              ) AS json
              FROM (
                SELECT article_4.title AS title,
                article_4.id AS id
                FROM article_related AS article_related_1
                JOIN article AS article_4 ON article_4.id = article_related_1.related_id
                WHERE article_related_1.article_id = article_1.id
                AND article_4.status IN (0, 1, 2)
                ORDER BY article_related_1.position,
                article_related_1.related_id
                LIMIT CAST ($4 AS INTEGER) OFFSET 0
              ) AS article_4
            ),
            '}'
          ),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT article_1.title AS title,
        article_1.provider_id AS provider_id,
        article_1.id AS id
        FROM article AS article_1
        WHERE article_1.status = 0
        ORDER BY coalesce(article_1.published_at, '') DESC,
        left(article_1.path, 300),
        article_1.path
        LIMIT CAST ($5 AS INTEGER) OFFSET 0
      ) AS article_1
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  2  2
$2  2  2
$3  2  2
$4  2  2
$5  3  3
*/
