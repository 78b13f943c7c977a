SELECT convert_to(
  concat(
    '{"',
    $1::VARCHAR,
    '":',
    coalesce(
      (
        SELECT concat(
          '{"name":',
          coalesce(CAST (to_json(provider_1.name) AS TEXT), 'null'),
          ',"domain":',
          coalesce(CAST (to_json(provider_1.domain) AS TEXT), 'null'),
          '}'
        ) AS json
        FROM (
          SELECT provider_1.name AS name,
          provider_1.domain AS domain
          FROM provider AS provider_1
          WHERE provider_1.domain = $2::VARCHAR COLLATE "C"
          ORDER BY (
            SELECT max(coalesce(article.published_at, '')) AS max_1
            FROM article
            WHERE article.provider_id = provider_1.id
          ) DESC,
          (
            SELECT article.path
            FROM article
            WHERE article.provider_id = provider_1.id
            ORDER BY coalesce(article.published_at, '') DESC,
            article.path
            LIMIT 1 OFFSET 0
          ),
          provider_1.name
          LIMIT 1 OFFSET 0
        ) AS provider_1
      ),
      'null'
    ),
    ',"',
    $3::VARCHAR,
    '":',
    coalesce(
      (
        SELECT concat(
          '{"name":',
          coalesce(CAST (to_json(provider_2.name) AS TEXT), 'null'),
          ',"images":',
          (
            SELECT concat(
              '[',
              string_agg(
                concat('{"url":', coalesce(CAST (to_json(image_1.url) AS TEXT), 'null'), '}'),
                ','
              ),
              ']'
            ) AS json
            FROM (
              SELECT image_1.url AS url
              FROM provider_image AS provider_image_1
              JOIN image AS image_1 ON image_1.id = provider_image_1.image_id
              WHERE provider_image_1.provider_id = provider_2.id
              ORDER BY provider_image_1.position
            ) AS image_1
          ),
          '}'
        ) AS json
        FROM provider AS provider_2
        WHERE provider_2.id = $4::BIGINT
      ),
      'null'
    ),
    ',"',
    $5::VARCHAR,
    '":',
    coalesce(
      (
        SELECT concat(
          '{"name":',
          coalesce(CAST (to_json(provider_3.name) AS TEXT), 'null'),
          '}'
        ) AS json
        FROM provider AS provider_3
        WHERE provider_3.id = $6::BIGINT
      ),
      'null'
    ),
    ',"',
    $7::VARCHAR,
    '":',
    coalesce(
      (
        SELECT concat(
          '{"name":',
          coalesce(CAST (to_json(topic_1.name) AS TEXT), 'null'),
          ',"source":',
          coalesce(CAST (to_json(topic_1.source) AS TEXT), 'null'),
          ',"description":',
          coalesce(CAST (to_json(topic_1.description) AS TEXT), 'null'),
          '}'
        ) AS json
        FROM (
          SELECT topic_1.name AS name,
          topic_1.source AS source,
          topic_1.description AS description
          FROM topic AS topic_1
          WHERE topic_1.slug = $8::VARCHAR COLLATE "C"
          ORDER BY topic_1.source,
          topic_1.is_defined DESC,
          topic_1.name
          LIMIT 1 OFFSET 0
        ) AS topic_1
      ),
      'null'
    ),
    ',"',
    $9::VARCHAR,
    '":',
    coalesce(
      (
        SELECT concat(
          '{"name":',
          coalesce(CAST (to_json(topic_2.name) AS TEXT), 'null'),
          ',"slug":',
          coalesce(CAST (to_json(topic_2.slug) AS TEXT), 'null'),
          ',"parent":',
          coalesce(
            (
              SELECT concat(
                '{"name":',
                coalesce(CAST (to_json(topic_3.name) AS TEXT), 'null'),
                ',"parent":',
                coalesce(
                  (
                    SELECT concat(
                      '{"name":',
                      coalesce(CAST (to_json(topic_4.name) AS TEXT), 'null'),
                      '}'
                    ) AS json
                    FROM topic AS topic_4
                    WHERE topic_4.id = topic_3.parent_id
                  ),
                  'null'
                ),
                '}'
              ) AS json
              FROM topic AS topic_3
              WHERE topic_3.id = topic_2.parent_id
            ),
            'null'
          ),
          '}'
        ) AS json
        FROM (
          SELECT topic_2.name AS name,
          topic_2.slug AS slug,
          topic_2.parent_id AS parent_id
          FROM topic AS topic_2
          WHERE topic_2.folded_name = $10::VARCHAR COLLATE "C"
          ORDER BY topic_2.source,
          topic_2.is_defined DESC,
          topic_2.name
          LIMIT 1 OFFSET 0
        ) AS topic_2
      ),
      'null'
    ),
    ',"',
    $11::VARCHAR,
    '":',
    coalesce(
      (
        SELECT concat(
          '{"name":',
          coalesce(CAST (to_json(topic_5.name) AS TEXT), 'null'),
          '}'
        ) AS json
        FROM (
          SELECT topic_5.name AS name
          FROM topic AS topic_5
          WHERE topic_5.slug = $12::VARCHAR COLLATE "C"
          ORDER BY topic_5.source,
          topic_5.is_defined DESC,
          topic_5.name
          LIMIT 1 OFFSET 0
        ) AS topic_5
      ),
      'null'
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  'byDomain'  response key
$2  'larkford.example'  "LARKFORD.example"
$3  'byId'  response key
$4  3968543237003830510  "p3713190c3d6464ee"
$5  'wrongType'  response key
$6  None  "t6465edccf8b1c76f"
$7  'bySlug'  response key
$8  'sport'  "sport"
$9  'byName'  response key
$10  'football'  "FOOTBALL!"
$11  'nobody'  response key
$12  'Sport'  "Sport"
*/
