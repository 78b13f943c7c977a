SELECT convert_to(
  concat(
    '{"',
    $1::VARCHAR,
    '":',
    coalesce(
      coalesce(
        (
          SELECT concat(
            '{"__typename":"Article","title":',
            coalesce(CAST (to_json(article_1.title) AS TEXT), 'null'),
            ',"topics":',
            (
              SELECT concat(
                '[',
                string_agg(
                  concat(
                    '{"id":',
                    coalesce('"t' || lpad(to_hex(topic_1.id), 16, '0') || '"', 'null'),
                    ',"name":',
                    coalesce(CAST (to_json(topic_1.name) AS TEXT), 'null'),
                    '}'
                  ),
                  ','
                ),
                ']'
              ) AS json
              FROM (
                SELECT topic_1.id AS id,
                topic_1.name AS name
                FROM article_topic AS article_topic_1
                JOIN topic AS topic_1 ON topic_1.id = article_topic_1.topic_id
                WHERE article_topic_1.article_id = article_1.id
                ORDER BY article_topic_1.position
              ) AS topic_1
            ),
            '}'
          ) AS json
          FROM article AS article_1
          WHERE article_1.id = $2::BIGINT
          AND article_1.status != 3
        ),
        (
          SELECT concat(
            '{"__typename":"Image","url":',
            coalesce(CAST (to_json(image_1.url) AS TEXT), 'null'),
            '}'
          ) AS json
          FROM image AS image_1
          WHERE image_1.id = $3::BIGINT
        ),
        (
          SELECT concat(
            '{"__typename":"Provider","name":',
            coalesce(CAST (to_json(provider_1.name) AS TEXT), 'null'),
            '}'
          ) AS json
          FROM provider AS provider_1
          WHERE provider_1.id = $4::BIGINT
        ),
        (
          SELECT concat(
            '{"__typename":"Topic","name":',
            coalesce(CAST (to_json(topic_2.name) AS TEXT), 'null'),
            ',"parent":',
            coalesce(
              (
                SELECT concat(
                  '{"name":',
                  coalesce(CAST (to_json(topic_3.name) AS TEXT), 'null'),
                  '}'
                ) AS json
                FROM topic AS topic_3
                WHERE topic_3.id = topic_2.parent_id
              ),
              'null'
            ),
            '}'
          ) AS json
          FROM topic AS topic_2
          WHERE topic_2.id = $5::BIGINT
        )
      ),
      'null'
    ),
    ',"',
    $6::VARCHAR,
    '":',
    coalesce(
      coalesce(
        (
          SELECT concat(
            '{"__typename":"Article","title":',
            coalesce(CAST (to_json(article_2.title) AS TEXT), 'null'),
            ',"topics":',
            (
              SELECT concat(
                '[',
                string_agg(
                  concat(
                    '{"id":',
                    coalesce('"t' || lpad(to_hex(topic_4.id), 16, '0') || '"', 'null'),
                    ',"name":',
                    coalesce(CAST (to_json(topic_4.name) AS TEXT), 'null'),
                    '}'
                  ),
                  ','
                ),
                ']'
              ) AS json
              FROM (
                SELECT topic_4.id AS id,
                topic_4.name AS name
                FROM article_topic AS article_topic_2
                JOIN topic AS topic_4 ON topic_4.id = article_topic_2.topic_id
                WHERE article_topic_2.article_id = article_2.id
                ORDER BY article_topic_2.position
              ) AS topic_4
            ),
            '}'
          ) AS json
          FROM article AS article_2
          WHERE article_2.id = $7::BIGINT
          AND article_2.status != 3
        ),
        (
          SELECT concat(
            '{"__typename":"Image","url":',
            coalesce(CAST (to_json(image_2.url) AS TEXT), 'null'),
            '}'
          ) AS json
          FROM image AS image_2
          WHERE image_2.id = $8::BIGINT
        ),
        (
          SELECT concat(
            '{"__typename":"Provider","name":',
            coalesce(CAST (to_json(provider_2.name) AS TEXT), 'null'),
            '}'
          ) AS json
          FROM provider AS provider_2
          WHERE provider_2.id = $9::BIGINT
        ),
        (
          SELECT concat(
            '{"__typename":"Topic","name":',
            coalesce(CAST (to_json(topic_5.name) AS TEXT), 'null'),
            ',"parent":',
            coalesce(
              (
                SELECT concat(
                  '{"name":',
                  coalesce(CAST (to_json(topic_6.name) AS TEXT), 'null'),
                  '}'
                ) AS json
                FROM topic AS topic_6
                WHERE topic_6.id = topic_5.parent_id
              ),
              'null'
            ),
            '}'
          ) AS json
          FROM topic AS topic_5
          WHERE topic_5.id = $10::BIGINT
        )
      ),
      'null'
    ),
    ',"',
    $11::VARCHAR,
    '":',
    coalesce(
      coalesce(
        (
          SELECT concat(
            '{"__typename":"Article","title":',
            coalesce(CAST (to_json(article_3.title) AS TEXT), 'null'),
            ',"topics":',
            (
              SELECT concat(
                '[',
                string_agg(
                  concat(
                    '{"id":',
                    coalesce('"t' || lpad(to_hex(topic_7.id), 16, '0') || '"', 'null'),
                    ',"name":',
                    coalesce(CAST (to_json(topic_7.name) AS TEXT), 'null'),
                    '}'
                  ),
                  ','
                ),
                ']'
              ) AS json
              FROM (
                SELECT topic_7.id AS id,
                topic_7.name AS name
                FROM article_topic AS article_topic_3
                JOIN topic AS topic_7 ON topic_7.id = article_topic_3.topic_id
                WHERE article_topic_3.article_id = article_3.id
                ORDER BY article_topic_3.position
              ) AS topic_7
            ),
            '}'
          ) AS json
          FROM article AS article_3
          WHERE article_3.id = $12::BIGINT
          AND article_3.status != 3
        ),
        (
          SELECT concat(
            '{"__typename":"Image","url":',
            coalesce(CAST (to_json(image_3.url) AS TEXT), 'null'),
            '}'
          ) AS json
          FROM image AS image_3
          WHERE image_3.id = $13::BIGINT
        ),
        (
          SELECT concat(
            '{"__typename":"Provider","name":',
            coalesce(CAST (to_json(provider_3.name) AS TEXT), 'null'),
            '}'
          ) AS json
          FROM provider AS provider_3
          WHERE provider_3.id = $14::BIGINT
        ),
        (
          SELECT concat(
            '{"__typename":"Topic","name":',
            coalesce(CAST (to_json(topic_8.name) AS TEXT), 'null'),
            ',"parent":',
            coalesce(
              (
                SELECT concat(
                  '{"name":',
                  coalesce(CAST (to_json(topic_9.name) AS TEXT), 'null'),
                  '}'
                ) AS json
                FROM topic AS topic_9
                WHERE topic_9.id = topic_8.parent_id
              ),
              'null'
            ),
            '}'
          ) AS json
          FROM topic AS topic_8
          WHERE topic_8.id = $15::BIGINT
        )
      ),
      'null'
    ),
    ',"',
    $16::VARCHAR,
    '":',
    coalesce(
      coalesce(
        (
          SELECT concat(
            '{"__typename":"Article","title":',
            coalesce(CAST (to_json(article_4.title) AS TEXT), 'null'),
            ',"topics":',
            (
              SELECT concat(
                '[',
                string_agg(
                  concat(
                    '{"id":',
                    coalesce('"t' || lpad(to_hex(topic_10.id), 16, '0') || '"', 'null'),
                    ',"name":',
                    coalesce(CAST (to_json(topic_10.name) AS TEXT), 'null'),
                    '}'
                  ),
                  ','
                ),
                ']'
              ) AS json
              FROM (
                SELECT topic_10.id AS id,
                topic_10.name AS name
                FROM article_topic AS article_topic_4
                JOIN topic AS topic_10 ON topic_10.id = article_topic_4.topic_id
                WHERE article_topic_4.article_id = article_4.id
                ORDER BY article_topic_4.position
              ) AS topic_10
            ),
            '}'
          ) AS json
          FROM article AS article_4
          WHERE article_4.id = $17::BIGINT
          AND article_4.status != 3
        ),
        (
          SELECT concat(
            '{"__typename":"Image","url":',
            coalesce(CAST (to_json(image_4.url) AS TEXT), 'null'),
            '}'
          ) AS json
          FROM image AS image_4
          WHERE image_4.id = $18::BIGINT
        ),
        (
          SELECT concat(
            '{"__typename":"Provider","name":',
            coalesce(CAST (to_json(provider_4.name) AS TEXT), 'null'),
            '}'
          ) AS json
          FROM provider AS provider_4
          WHERE provider_4.id = $19::BIGINT
        ),
        (
          SELECT concat(
            '{"__typename":"Topic","name":',
            coalesce(CAST (to_json(topic_11.name) AS TEXT), 'null'),
            ',"parent":',
            coalesce(
              (
                SELECT concat(
                  '{"name":',
                  coalesce(CAST (to_json(topic_12.name) AS TEXT), 'null'),
                  '}'
                ) AS json
                FROM topic AS topic_12
                WHERE topic_12.id = topic_11.parent_id
              ),
              'null'
            ),
            '}'
          ) AS json
          FROM topic AS topic_11
          WHERE topic_11.id = $20::BIGINT
        )
      ),
      'null'
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  'article'  response key
$2  5404132009540722408  "a4aff556e2bfe1ee8"
$3  None  "a4aff556e2bfe1ee8"
$4  None  "a4aff556e2bfe1ee8"
$5  None  "a4aff556e2bfe1ee8"
$6  'provider'  response key
$7  None  "p27daabdbd3c7e0d0"
$8  None  "p27daabdbd3c7e0d0"
$9  2871796673041391824  "p27daabdbd3c7e0d0"
$10  None  "p27daabdbd3c7e0d0"
$11  'topic'  response key
$12  None  "t6465edccf8b1c76f"
$13  None  "t6465edccf8b1c76f"
$14  None  "t6465edccf8b1c76f"
$15  7234449841042081647  "t6465edccf8b1c76f"
$16  'image'  response key
$17  None  "i27988ffdac334c26"
$18  2853188683617750054  "i27988ffdac334c26"
$19  None  "i27988ffdac334c26"
$20  None  "i27988ffdac334c26"
*/
